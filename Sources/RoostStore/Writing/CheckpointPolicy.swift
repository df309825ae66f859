/// Decides when the write-ahead log is emptied, so that it is bounded and small when nothing happens.
///
/// SQLite copies pages back by itself but never shortens the log below its limit, and not at all while somebody reads
/// an older state. So the log is looked at after each sync, and again, ever more seldom, as long as it is too long.
struct CheckpointPolicy: Hashable, Sendable {
    /// A log that is longer is emptied in the next pause.
    static let idleBytes: Int64 = 1 << 20
    /// A log that is longer is emptied although more is to be written.
    static let busyBytes: Int64 = 6 << 20
    /// The first and the longest time between two attempts.
    private static let pauses = (first: Duration.seconds(1), longest: Duration.seconds(30))

    /// When to look again; nil: after the next sync.
    private(set) var deadline: ContinuousClock.Instant?
    private var pause = Self.pauses.first
    /// No attempt before it.
    private var earliest: ContinuousClock.Instant?

    /// Whether to try now.
    func isDue(byteCount: Int64, isBusy: Bool, at now: ContinuousClock.Instant) -> Bool {
        byteCount > (isBusy ? Self.busyBytes : Self.idleBytes) && earliest.map { $0 <= now } ?? true
    }

    /// An attempt has left so many bytes in the log, or was not due.
    mutating func looked(byteCount: Int64, at now: ContinuousClock.Instant) {
        guard byteCount > Self.idleBytes else {
            self = CheckpointPolicy()
            return
        }
        // A deadline that is still to come was set by the last attempt.
        if let deadline, deadline > now { return }
        deadline = now + pause
        earliest = deadline
        pause = min(pause * 2, Self.pauses.longest)
    }
}
