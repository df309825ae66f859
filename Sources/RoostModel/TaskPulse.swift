/// How print-mode tasks stand: told every 30 seconds while some run, the event `stats` of `roost events --json`.
package struct TaskPulse: Codable, Hashable, Sendable {
    /// How one provider's tasks stand.
    package struct Provider: Codable, Hashable, Sendable {
        /// What its circuit breaker does; the raw values are the words in JSON.
        package enum Breaker: String, Codable, CaseIterable, Hashable, Sendable {
            case closed, open
            case halfOpen = "half_open"
            /// Until a person has signed in, paid or waited.
            case blocked
        }

        package var running: Int
        package var queued: Int
        package var breaker: Breaker
        /// A person holds it.
        package var isPaused: Bool
        /// Dollars that its tasks have told today; nil: none told any.
        package var spent: Double?

        /// All values.
        package init(running: Int, queued: Int, breaker: Breaker, isPaused: Bool, spent: Double?) {
            self.running = running
            self.queued = queued
            self.breaker = breaker
            self.isPaused = isPaused
            self.spent = spent
        }

        private enum CodingKeys: String, CodingKey {
            case running, queued, breaker
            case isPaused = "paused"
            case spent = "spent_usd"
        }
    }

    /// Tasks that have not ended, by state; states without any are left out.
    package var states: [String: Int]
    /// Tasks that have ended since the pulse before, by state.
    package var ended: [String: Int]
    /// Those with tasks, or of which something is known.
    package var providers: [String: Provider]
    /// A person holds the whole queue.
    package var isPaused: Bool
    /// How many more tasks may start before the rate of a minute holds them.
    package var rateRemaining: Int
    /// Dollars that all tasks have told today; nil: none told any.
    package var spent: Double?
    /// Conversations that are being used.
    package var activeConversations: Int

    /// As the queue stands; the rest is set by name.
    package init(
        states: [String: Int], providers: [String: Provider], isPaused: Bool, rateRemaining: Int,
        spent: Double?
    ) {
        self.states = states
        self.providers = providers
        self.isPaused = isPaused
        self.rateRemaining = rateRemaining
        self.spent = spent
        ended = [:]
        activeConversations = 0
    }

    private enum CodingKeys: String, CodingKey {
        case states, ended, providers
        case isPaused = "queue_paused"
        case rateRemaining = "rate_remaining"
        case spent = "spent_usd"
        case activeConversations = "active_conversations"
    }
}
