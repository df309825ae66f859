/// A time that passes only while it runs.
struct Countdown: Hashable, Sendable {
    private var left: Duration
    /// When it began to run; nil: it stands still.
    private var since: ContinuousClock.Instant?

    /// Stands still at first.
    init(_ time: Duration) {
        left = time
    }

    /// Goes on.
    ///
    /// - Returns: What is left, at least nothing.
    mutating func run(at now: ContinuousClock.Instant) -> Duration {
        hold(at: now)
        since = now
        return max(left, .zero)
    }

    /// Stands still; doing so again changes nothing.
    mutating func hold(at now: ContinuousClock.Instant) {
        guard let since else { return }
        left -= since.duration(to: now)
        self.since = nil
    }
}
