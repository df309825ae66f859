/// The tree of a regular expression.
indirect enum PatternNode: Hashable {
    case set(ScalarSet)
    case assertion(LinePattern.Assertion)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `most` nil: without end.
    case repetition(PatternNode, least: Int, most: Int?)
}

/// Some of the Unicode scalars.
struct ScalarSet: Hashable, Sendable {
    private var ranges: [ClosedRange<UInt32>]
    private var isNegated: Bool
    /// Membership of the first 128 scalars, one bit each, negation included.
    private(set) var asciiLow: UInt64 = 0
    private(set) var asciiHigh: UInt64 = 0

    init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
        for value: UInt32 in 0..<64 where isMember(value) { asciiLow |= 1 << UInt64(value) }
        for value: UInt32 in 64..<128 where isMember(value) { asciiHigh |= 1 << UInt64(value - 64) }
    }

    init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return asciiLow & 1 << UInt64(value) != 0 }
        if value < 128 { return asciiHigh & 1 << UInt64(value - 64) != 0 }
        return isMember(value)
    }

    private func isMember(_ value: UInt32) -> Bool {
        ranges.contains { $0.contains(value) } != isNegated
    }

    var negated: ScalarSet { ScalarSet(ranges, isNegated: !isNegated) }

    /// All that are in one of the sets; a negated one counts as what it leaves out.
    static func union(_ sets: [ScalarSet], isNegated: Bool) -> ScalarSet {
        ScalarSet(
            sets.flatMap { $0.isNegated ? Self.complement($0.ranges) : $0.ranges }, isNegated: isNegated)
    }

    private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        return next <= 0x10FFFF ? result + [next...0x10FFFF] : result
    }

    /// The same with the other case of each letter of ASCII and Latin-1 to Cyrillic that has one.
    var ignoringCase: ScalarSet {
        var more = ranges
        for range in ranges where range.count < 0x600 {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
                    let scalars = text.unicodeScalars
                    if scalars.count == 1, let other = scalars.first, other != scalar {
                        more.append(other.value...other.value)
                    }
                }
            }
        }
        return ScalarSet(more, isNegated: isNegated)
    }

    static let any = ScalarSet([], isNegated: true)
    static let digit = ScalarSet([0x30...0x39])
    static let space = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200A, 0x3000...0x3000,
    ])
    /// ASCII, and all above it but spaces and punctuation of Latin-1 and the general block.
    static let word = ScalarSet([
        0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA,
        0xC0...0xD6,
        0xD8...0xF6, 0xF8...0x1FFF, 0x2C00...0x2DFF, 0x3005...0x3007, 0x3021...0xD7FF, 0xF900...0xFDFF,
        0xFE70...0xFEFE, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFFDC,
        0x10000...0x1EFFF,
        0x20000...0x3FFFF,
    ])
}
