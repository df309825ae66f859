package import RoostModel

/// Whether a provider takes another task now.
package struct ProviderGate: Sendable {
    /// What a gate says.
    package enum Answer: Hashable, Sendable {
        case open
        /// Shut, and time alone opens it.
        case shut(TaskWait, until: Timestamp)
        /// Shut until something happens.
        case waits(TaskWait)
    }

    var breaker = CircuitBreaker()
    var budget = DailyBudget()
    var budgetLevel = DailyBudget.Level.free
    var isPaused = false
    /// Tasks of it that have a process.
    var running = 0
    /// The other end asked to be left alone until then.
    var heldUntil: Timestamp?
    var ready = ReadyQueue()

    /// Time passed.
    mutating func advance(to now: Timestamp) {
        breaker.advance(to: now)
        if let until = heldUntil, until <= now { heldUntil = nil }
    }

    /// What stands before a task of the provider, the most lasting reason first.
    func answer(limit: Int, isSpent: Bool, nextDay: Timestamp) -> Answer {
        if isPaused { return .waits(.providerPaused) }
        if case .blocked(let failure) = breaker.state { return .waits(.providerBlocked(failure)) }
        if isSpent { return .shut(.budget, until: nextDay) }
        if let until = breaker.opensAgain { return .shut(.breaker, until: until) }
        if !breaker.admits { return .waits(.breaker) }
        if let heldUntil { return .shut(.rateLimited, until: heldUntil) }
        if running >= limit { return .waits(.concurrency) }
        return .open
    }
}
