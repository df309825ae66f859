/// Which three and four bytes, and which five digits, follow each other somewhere in a text: it says which words
/// cannot be there.
///
/// Floods are full of numbers, and among ten digits four in a row say little.
///
/// A set of bits (a Bloom filter with one hash function), of bytes without their case, see ``FoldedText``. A
/// text of 64 KiB of log lines takes 2 to 4 KiB; one that repeats itself, less.
struct GramFilter: Sendable {
    /// The most bytes that a filter takes.
    static let largest = 8192
    /// The least, a power of two like every size between.
    static let smallest = 64

    private var bits = InlineArray<1024, UInt64>(repeating: 0)

    init() {}

    /// Adds a line, folded.
    mutating func insert(_ line: [UInt8]) {
        let line = line.span
        var window = GramWindow()
        for index in line.indices {
            window.take(line[index])
            if index >= 2 { Self.set(window.three, in: &bits) }
            if index >= 3 { Self.set(window.four, in: &bits) }
            if window.hasFiveDigits { Self.set(window.five, in: &bits) }
        }
    }

    /// Adds raw output that is nothing but lines and colours, without making lines of it.
    ///
    /// Cost: a third of what it takes to make lines.
    ///
    /// - Returns: False for other output; then nothing was added that matters.
    mutating func insert(raw: Span<UInt8>) -> Bool {
        var high: UInt8 = 0
        for index in raw.indices { high |= raw[index] }
        // ASCII is folded by the way.
        guard let folded = high < 0x80 ? [] : FoldedText.quickBytes(raw) else { return false }
        let text = folded.isEmpty ? raw : folded.span
        var window = GramWindow()
        var length = 0
        var index = 0
        while index < raw.count {
            let byte = raw[index]
            if byte >= 0x20 && byte != 0x7F || byte == 0x09 {
                window.take(FoldedText.fold(text[index]))
                length += 1
                if length >= 3 { Self.set(window.three, in: &bits) }
                if length >= 4 { Self.set(window.four, in: &bits) }
                if window.hasFiveDigits { Self.set(window.five, in: &bits) }
                // A control of C1 vanishes.
                guard byte != 0xC2 || index + 1 < raw.count && raw[index + 1] >= 0xA0 else { return false }
                index += 1
                continue
            }
            switch byte {
            case 0x0A:
                (window, length) = (GramWindow(), 0)
                index += 1
            case 0x0D:
                guard index + 1 < raw.count, raw[index + 1] == 0x0A || raw[index + 1] == 0x0D else {
                    return false
                }
                index += 1
            case 0x1B:
                guard let end = Self.endOfStyle(in: raw, from: index) else { return false }
                index = end
            case 0x08, 0x0B, 0x0C: return false
            default: index += 1
            }
        }
        return true
    }

    /// Behind an SGR, or an EL that erases to the right, where nothing stands; nil for everything else.
    private static func endOfStyle(in raw: Span<UInt8>, from start: Int) -> Int? {
        guard start + 2 < raw.count, raw[start + 1] == UInt8(ascii: "[") else { return nil }
        var index = start + 2
        while index < raw.count, (0x30...0x3B).contains(raw[index]) { index += 1 }
        guard index < raw.count else { return nil }
        switch raw[index] {
        case UInt8(ascii: "m"): return index + 1
        case UInt8(ascii: "K") where index == start + 2: return index + 1
        default: return nil
        }
    }

    /// The bits as they are stored: as short as leaves at least three of five of them unset.
    func stored() -> [UInt8] {
        var words = bits.indices.map { bits[$0] }
        // One half is laid over the other: a place loses its highest bit.
        while words.count * 8 > Self.smallest {
            let half = words.count / 2
            let folded = (0..<half).map { words[$0] | words[half + $0] }
            guard folded.reduce(0, { $0 + $1.nonzeroBitCount }) * 5 <= half * 64 * 2 else { break }
            words = folded
        }
        return words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    private static func set(_ hash: UInt32, in bits: inout InlineArray<1024, UInt64>) {
        bits[Int(hash >> 6 & 1023)] |= 1 &<< UInt64(hash & 63)
    }
}

/// The last bytes of a text, and where their bits are.
private struct GramWindow {
    private var last: UInt32 = 0
    private var fifth: UInt8 = 0
    private var digits = 0

    mutating func take(_ byte: UInt8) {
        fifth = UInt8(truncatingIfNeeded: last >> 24)
        last = last << 8 | UInt32(byte)
        digits = byte &- 0x30 < 10 ? digits &+ 1 : 0
    }

    var hasFiveDigits: Bool { digits >= 5 }

    var three: UInt32 { Self.mix((last & 0xFF_FFFF) &* 0x85EB_CA6B) }
    var four: UInt32 { Self.mix(last &* 0x9E37_79B1) }
    var five: UInt32 { Self.mix((last ^ UInt32(fifth) &* 0xC2B2_AE35) &* 0x27D4_EB2F) }

    /// The low bits of a product know only the low bits of what was multiplied.
    private static func mix(_ product: UInt32) -> UInt32 {
        product ^ product >> 16
    }
}

/// What a ``GramFilter`` must have if a text has all of some words.
struct Grams: Sendable {
    private let hashes: [UInt32]

    /// - Parameter words: Folded; those of one or two bytes say nothing.
    init(of words: [[UInt8]]) {
        var hashes: Set<UInt32> = []
        for word in words {
            var window = GramWindow()
            for (index, byte) in word.enumerated() {
                window.take(byte)
                if index >= 2 { hashes.insert(window.three) }
                if index >= 3 { hashes.insert(window.four) }
                if window.hasFiveDigits { hashes.insert(window.five) }
            }
        }
        self.hashes = Array(hashes)
    }

    /// False when no text of the filter has all the words.
    ///
    /// Bits that are no filter, from a damaged file, may have everything.
    func mayBe(in stored: [UInt8]) -> Bool {
        guard stored.count.nonzeroBitCount == 1,
            (GramFilter.smallest...GramFilter.largest).contains(stored.count)
        else { return true }
        let mask = UInt32(stored.count * 8 - 1)
        return hashes.allSatisfy { hash in
            let place = Int(hash & mask)
            return stored[place >> 3] >> UInt8(place & 7) & 1 != 0
        }
    }
}
