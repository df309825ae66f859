/// Coalesces the reads of a program that nobody waits for: a token bucket of wake-ups.
///
/// A spinner prints thirty bytes ten times a second, and each time wakes this process, its detection and its store for
/// a third of a millisecond. Where nobody looks, types or waits, what such a program prints gathers in the PTY. A
/// burst is read as it comes, and so is what a turn brings more of: a program never fills the PTY because of this.
struct ReadCoalescing: Sendable {
    /// Turns that are not delayed; a command and its prompt are some ten.
    private static let burst = 24.0
    /// Turns a second for ever.
    private static let turnsPerSecond = 2.5
    /// No pause is longer, whoever made the turns before: what a session needs is seen within its second.
    private static let longestPause = Duration.milliseconds(400)
    /// So many bytes in a turn are worth it; the kernel holds six times as much.
    private static let worthwhile = 2048.0

    private var bucket = TokenBucket(perSecond: turnsPerSecond, capacity: burst)

    /// Tells what a turn of reading brought while nobody waited for it.
    ///
    /// - Returns: How long to leave output where it is; nil: it is read as it comes.
    mutating func pause(after count: Int, at now: ContinuousClock.Instant) -> Duration? {
        guard count > 0 else { return nil }
        bucket.take(max(0, 1 - Double(count) / Self.worthwhile), at: now)
        return bucket.pause(at: now).map { min($0, Self.longestPause) }
    }

    /// Somebody waits: the next burst is read as it comes.
    mutating func hurry() {
        bucket.fill()
    }
}
