private import Glibc

/// Numbers that look random and are the same again for the same seed, which every run prints.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        for _ in 0..<4 { _ = next() }
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

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
