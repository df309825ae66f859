/// How much may wait in a ``StreamWriter``, in bytes.
///
/// The two marks are apart (hysteresis), so that a producer is not stopped and started for every few bytes.
///
/// Invariant: `0 <= low <= high < limit`.
package struct WaterMarks: Hashable, Sendable {
    /// Writing may go on when no more than this waits.
    package let low: Int
    /// Above this a producer should stop.
    package let high: Int
    /// The hard bound: a write that would lead above it is refused whole.
    package let limit: Int

    /// Makes marks; a wrong order is the caller's mistake and traps.
    package init(low: Int, high: Int, limit: Int) {
        precondition(0 <= low && low <= high && high < limit, "water marks are in order")
        (self.low, self.high, self.limit) = (low, high, limit)
    }
}
