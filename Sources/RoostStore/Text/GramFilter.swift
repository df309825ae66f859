/// Which three and four bytes, and which five digits, follow each other somewhere in a text: it says which words
/// cannot be there.
///
/// Floods are full of numbers, and among ten digits four in a row say little.
///
/// A set of bits (a Bloom filter with one hash function), of bytes without their case, see ``FoldedText``. A
/// text of 64 KiB of log lines takes 2 to 4 KiB; one that repeats itself, less.
struct GramFilter: Equatable, Sendable {
    /// The most bytes that a filter takes.
    static let largest = 8192
    /// The least, a power of two like every size between.
    static let smallest = 64

    /// Bits of a filter of the largest size.
    private static let bitCount = largest * 8
    /// Bytes in ``marks`` for the bits at one place of all bytes.
    private static let planeSize = largest

    /// A byte for each bit: to set one takes no more than a store.
    ///
    /// The lowest bits of all bytes of the filter come first, then the next ones.
    private var marks = [UInt8](repeating: 0, count: bitCount)

    init() {}

    /// Adds a line, folded.
    ///
    /// Cost: 2 ns a byte.
    mutating func insert(_ line: [UInt8]) {
        let line = line.span
        guard line.count >= 3 else { return }
        var marks = marks.mutableSpan
        var window = GramWindow()
        for index in 0..<3 { window.take(line[index]) }
        Self.set(window.three, in: &marks)
        for index in 3..<line.count {
            window.take(line[index])
            Self.set(window.three, in: &marks)
            Self.set(window.four, in: &marks)
            if window.hasFiveDigits { Self.set(window.five, in: &marks) }
        }
    }

    private static func set(_ hash: UInt32, in marks: inout MutableSpan<UInt8>) {
        let place = UInt16(truncatingIfNeeded: hash)
        marks[Int(place >> 3 | place << 13)] = 1
    }

    /// The bits as they are stored: as short as leaves at least three of five of them unset.
    func stored() -> [UInt8] {
        var bytes = packed()
        // One half is laid over the other: a place loses its highest bit.
        while bytes.count > Self.smallest {
            let half = bytes.count / 2
            let folded = (0..<half).map { bytes[$0] | bytes[half + $0] }
            guard folded.reduce(0, { $0 + $1.nonzeroBitCount }) * 5 <= half * 8 * 2 else { break }
            bytes = folded
        }
        return bytes
    }

    /// All bits, in the bytes of a filter of the largest size.
    private func packed() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.largest)
        var target = bytes.mutableSpan
        for bit in (0..<8).reversed() {
            let start = bit * Self.planeSize
            let plane = marks.span.extracting(start..<start + Self.planeSize)
            for index in plane.indices { target[index] = target[index] << 1 | plane[index] }
        }
        return bytes
    }
}

/// The last bytes of a text, and where their bits are.
private struct GramWindow {
    private var last: UInt64 = 0
    private var digits = 0

    mutating func take(_ byte: UInt8) {
        last = last << 8 | UInt64(byte)
        digits = byte &- 0x30 < 10 ? digits &+ 1 : 0
    }

    var hasFiveDigits: Bool { digits >= 5 }

    var three: UInt32 { Self.mix((lastFour & 0xFF_FFFF) &* 0x85EB_CA6B) }
    var four: UInt32 { Self.mix(lastFour &* 0x9E37_79B1) }
    var five: UInt32 {
        let fifth = UInt32(truncatingIfNeeded: last >> 32) & 0xFF
        return Self.mix((lastFour ^ fifth &* 0xC2B2_AE35) &* 0x27D4_EB2F)
    }

    private var lastFour: UInt32 { UInt32(truncatingIfNeeded: last) }

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
