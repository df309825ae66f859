/// Coalesces the reads of a program that nobody waits for: a token bucket of wake-ups.
///
/// A spinner prints thirty bytes ten times a second, and each time wakes this process, its detection and its store for
/// a third of a millisecond. Where nobody looks, types or waits, what such a program prints gathers in the PTY. A
/// burst is read as it comes, and so is what a turn brings more of: a program never fills the PTY because of this.
struct ReadCoalescing: Sendable {
    /// Turns that are not delayed; a command and its prompt are some ten.
    private static let burst = 24.0
    /// Turns a second for ever, somewhat fewer than there are ticks.
    private static let turnsPerSecond = 2.0
    /// What gathers is read at common ticks, so that one wake-up serves all sessions; what a session needs is seen
    /// within its second.
    static let tick = Duration.milliseconds(400)
    /// So many bytes in a turn are worth it; the kernel holds six times as much.
    private static let worthwhile = 2048.0

    private var bucket = TokenBucket(perSecond: turnsPerSecond, capacity: burst, debt: 1)

    /// Tells what a turn of reading brought while nobody waited for it.
    ///
    /// - Returns: Whether to leave output where it is until the next tick; false: it is read as it comes.
    mutating func gathers(after count: Int, at now: ContinuousClock.Instant) -> Bool {
        guard count > 0 else { return false }
        bucket.take(max(0, 1 - Double(count) / Self.worthwhile), at: now)
        return bucket.pause(at: now) != nil
    }

    /// Somebody waits: the next burst is read as it comes.
    mutating func hurry() {
        bucket.fill()
    }
}
