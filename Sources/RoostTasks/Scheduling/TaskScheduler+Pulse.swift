package import RoostModel

extension TaskScheduler {
    /// How everything stands at a moment; nothing is changed.
    package func pulse(at wall: Timestamp) -> TaskPulse {
        var clock = clock
        let now = clock.read(wall)
        var states: [String: Int] = [:]
        var queued: [String: Int] = [:]
        for task in tasks.values {
            states[task.state.rawValue, default: 0] += 1
            if task.state == .queued { queued[task.provider, default: 0] += 1 }
        }
        var providers: [String: TaskPulse.Provider] = [:]
        for name in Set(gates.keys).union(queued.keys) {
            let gate = gates[name] ?? ProviderGate()
            providers[name] = TaskPulse.Provider(
                running: gate.running, queued: queued[name] ?? 0,
                breaker: TaskPulse.Provider.Breaker(gate.breaker),
                isPaused: gate.isPaused, spent: gate.budget.told)
        }
        return TaskPulse(
            states: states, providers: providers, isPaused: isPaused,
            rateRemaining: window.remaining(now: now),
            spent: budget.told)
    }
}

extension DailyBudget {
    /// What was spent; nil when nobody told of anything: that is unknown, and not nothing.
    fileprivate var told: Double? { spent > 0 ? spent : nil }
}

extension TaskPulse.Provider.Breaker {
    fileprivate init(_ breaker: CircuitBreaker) {
        self =
            switch breaker.state {
            case .closed: .closed
            case .open: .open
            case .halfOpen: .halfOpen
            case .blocked: .blocked
            }
    }
}
