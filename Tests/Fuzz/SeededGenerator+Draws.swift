private import Glibc
import RoostTestSupport

// The draws that a fuzzer needs by the million.
extension SeededGenerator {
    /// 0 and more, below `count`; 0 if there is nothing below it.
    ///
    /// Much faster than the library's, which is exact where this is almost.
    @inline(__always)
    mutating func below(_ count: Int) -> Int {
        guard count > 1 else { return 0 }
        return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
    }

    @inline(__always)
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True once in so many times.
    @inline(__always)
    mutating func once(in count: Int) -> Bool { below(count) == 0 }

    @inline(__always)
    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 32) }

    /// One of `choices`, which must not be empty.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// From `low` (at least 1) to `high`, uniform in the logarithm: small numbers far more often.
    mutating func size(_ low: Int, _ high: Int) -> Int {
        let part = Double(below(1 << 20)) / Double(1 << 20)
        return min(high, Int(Double(low) * pow(Double(high) / Double(low), part)))
    }
}
