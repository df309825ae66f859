/// Decides how long records gather for one transaction.
///
/// A flood keeps every processor busy, and to compress and store it slows down what everybody waits for. So it may
/// pass first: a transaction waits as long as a flood goes on, up to ``limit`` bytes and ``time``.
struct Gathering {
    /// How long records wait for others.
    static let step = Duration.milliseconds(40)
    /// What comes in a step of a flood: 25 MB/s.
    static let flood = 1 << 20
    /// How long a flood may wait; what a power cut takes grows by it.
    static let time = Duration.milliseconds(200)
    /// Bytes that wait at most: half of a session's journal.
    static let limit = 8 << 20

    let start: ContinuousClock.Instant
    /// Bytes that had come one step ago.
    private var byteCount = 0

    init(at start: ContinuousClock.Instant) {
        self.start = start
    }

    /// After a step: when to look again, or nil when it is time for the transaction.
    mutating func next(at now: ContinuousClock.Instant, byteCount: Int) -> ContinuousClock.Instant? {
        let isFlood = byteCount - self.byteCount >= Self.flood
        guard isFlood, byteCount < Self.limit, start.duration(to: now) < Self.time else { return nil }
        self.byteCount = byteCount
        return now + Self.step
    }
}
