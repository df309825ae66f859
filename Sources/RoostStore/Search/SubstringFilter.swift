/// A pre-filter for a search in bytes: tells where a word cannot begin, by its first, middle and last byte.
///
/// It looks at many places at once, without a branch, which the compiler turns into vectors.
struct SubstringFilter {
    /// Places that are looked at together.
    static let width = 64

    private let first: (lower: UInt8, upper: UInt8, offset: Int)
    private let middle: (lower: UInt8, upper: UInt8, offset: Int)
    private let last: (lower: UInt8, upper: UInt8, offset: Int)

    /// Nil for no word.
    init?(_ word: [UInt8]) {
        guard !word.isEmpty else { return nil }
        func place(_ offset: Int) -> (UInt8, UInt8, Int) {
            let byte = word[offset]
            return (byte, byte &- 0x61 < 26 ? byte & 0xDF : byte, offset)
        }
        first = place(0)
        middle = place(word.count / 2)
        last = place(word.count - 1)
    }

    /// False when the word begins at none of the places from `start` on; there is room for it at all of them.
    func mayBegin(in bytes: Span<UInt8>, at start: Int) -> Bool {
        let heads = bytes.extracting(start + first.offset..<start + first.offset + Self.width)
        var found: UInt8 = 0
        for index in heads.indices { found |= Self.matches(heads[index], first) }
        guard found != 0 else { return false }
        let middles = bytes.extracting(start + middle.offset..<start + middle.offset + Self.width)
        let lasts = bytes.extracting(start + last.offset..<start + last.offset + Self.width)
        found = 0
        for index in heads.indices {
            found |=
                Self.matches(heads[index], first) & Self.matches(middles[index], middle)
                & Self.matches(lasts[index], last)
        }
        return found != 0
    }

    private static func matches(
        _ byte: UInt8, _ place: (lower: UInt8, upper: UInt8, offset: Int)
    ) -> UInt8 {
        (byte == place.lower ? 1 : 0) | (byte == place.upper ? 1 : 0)
    }
}
