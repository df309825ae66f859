package import RoostModel

/// Makes a time that never goes back out of a wall clock that may.
///
/// A step back of the wall clock would otherwise hold every delay and window for as long as the step was; a step
/// forward only ends them early.
package struct SteadyClock: Sendable {
    private var offset: Int64 = 0
    private var last: Timestamp?

    package init() {}

    /// The time for deciding, at a moment of the wall clock.
    package mutating func read(_ wall: Timestamp) -> Timestamp {
        let steady = wall.adding(offset)
        guard let last, steady < last else {
            self.last = steady
            return steady
        }
        offset = offset.addingReportingOverflow(last.milliseconds(since: steady)).partialValue
        return last
    }
}

extension Timestamp {
    /// A moment later, or earlier for a negative number; the ends of time instead of an overflow.
    func adding(_ milliseconds: Int64) -> Timestamp {
        let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
        return Timestamp(milliseconds: overflow ? (milliseconds < 0 ? .min : .max) : sum)
    }
}
