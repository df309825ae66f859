/// What sessions may use, and when that is looked at next.
struct LimitWatch: Sendable {
    var memory = MemoryLimits(session: 0, total: 0)
    /// Nil where the configuration sets no limit.
    var memoryTimer: (any ScheduledWork)?
    /// The same.
    var idleTimer: (any ScheduledWork)?

    mutating func cancel() {
        memoryTimer?.cancel()
        idleTimer?.cancel()
        (memoryTimer, idleTimer) = (nil, nil)
    }
}
