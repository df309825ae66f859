/// Decides when stored output is indexed: little of it gathers, since a search reads what the index does not have.
///
/// Each step writes pages of the index and of the log, however few lines it adds: a clock that prints a line a second
/// would cost more than a hundred times what it prints.
struct IndexPace: Hashable, Sendable {
    /// So much is worth a step at once; more of one session would get filters instead.
    static let worth = 32 << 10
    /// The longest that anything waits.
    static let patience = Duration.seconds(5)

    /// Bytes stored since all was indexed.
    private var byteCount = 0
    private var lastTime: ContinuousClock.Instant?

    /// Output was stored.
    mutating func stored(_ count: Int) {
        byteCount += count
    }

    /// Whether to index now what is stored.
    func isDue(at now: ContinuousClock.Instant) -> Bool {
        byteCount >= Self.worth || due(after: now) <= now
    }

    /// When it is time at the latest.
    func due(after now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        lastTime.map { $0 + Self.patience } ?? now
    }

    /// All that is stored is indexed.
    mutating func indexed(at now: ContinuousClock.Instant) {
        byteCount = 0
        lastTime = now
    }
}
