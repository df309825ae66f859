/// What a scheduler knows besides its tasks, for the next start of the server.
package struct SchedulerMemo: Codable, Hashable, Sendable {
    struct Provider: Codable, Hashable, Sendable {
        var isPaused: Bool
        var breaker: CircuitBreaker
        var budget: DailyBudget

        private enum CodingKeys: String, CodingKey {
            case isPaused = "paused"
            case breaker, budget
        }
    }

    var isPaused: Bool
    var window: RateWindow
    var budget: DailyBudget
    var providers: [String: Provider]

    private enum CodingKeys: String, CodingKey {
        case isPaused = "paused"
        case window, budget, providers
    }
}
