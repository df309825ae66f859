/// A coalescing window: records that come within it share one transaction.
///
/// It is ``step`` long and is extended by a step as long as a flood goes on, up to ``limit`` bytes and ``time``. A
/// flood keeps every processor busy, and compressing and storing it would slow down what everybody waits for.
struct CoalescingWindow {
    /// How long the window is without a flood.
    static let step = Duration.milliseconds(40)
    /// What comes in a step of a flood: 25 MB/s.
    static let flood = 1 << 20
    /// How long a flood extends the window at most; what a power cut takes grows by it.
    static let time = Duration.milliseconds(200)
    /// Bytes that wait at most: half of a session's journal.
    static let limit = 8 << 20

    let start: ContinuousClock.Instant
    /// Bytes that had come one step ago.
    private var byteCount = 0

    init(at start: ContinuousClock.Instant) {
        self.start = start
    }

    /// After a step: when the window may close now, or nil when it is time for the transaction.
    mutating func next(at now: ContinuousClock.Instant, byteCount: Int) -> ContinuousClock.Instant? {
        let isFlood = byteCount - self.byteCount >= Self.flood
        guard isFlood, byteCount < Self.limit, start.duration(to: now) < Self.time else { return nil }
        self.byteCount = byteCount
        return now + Self.step
    }
}
