/// Which three and four bytes, and which five digits, follow each other somewhere in a text: it says which words
/// cannot be there.
///
/// Floods are full of numbers, and among ten digits four in a row say little.
///
/// A set of bits (a Bloom filter with two hash functions), of bytes without their case, see ``FoldedText``. A
/// text of 64 KiB of log lines takes 4 to 8 KiB; one that repeats itself, less.
struct GramFilter: Equatable, Sendable {
    /// The most bytes of bits that a filter takes.
    static let largest = 8192
    /// The least, a power of two like every size between.
    static let smallest = 64

    /// Bits of a filter of the largest size.
    private static let bitCount = largest * 8
    /// Bytes in ``marks`` for the bits at one place of all bytes.
    private static let planeSize = largest

    private let salt: UInt8
    /// A byte for each bit: to set one takes no more than a store.
    ///
    /// The lowest bits of all bytes of the filter come first, then the next ones.
    private var marks = [UInt8](repeating: 0, count: bitCount)

    /// - Parameter salt: Filters of different ones give false alarms for different words. All parts of an output
    ///   have much in common: a word whose bits that sets would be looked for in each of them.
    init(salt: UInt8) {
        self.salt = salt
    }

    /// Adds a line, folded.
    ///
    /// Cost: 3 ns a byte.
    mutating func insert(_ line: [UInt8]) {
        let line = line.span
        guard line.count >= 3 else { return }
        let hash = GramHash(salt: salt)
        var marks = marks.mutableSpan
        var window = GramWindow()
        for index in 0..<3 { window.take(line[index]) }
        Self.set(hash.places(of: window.three), in: &marks)
        for index in 3..<line.count {
            window.take(line[index])
            Self.set(hash.places(of: window.three), in: &marks)
            Self.set(hash.places(of: window.four), in: &marks)
            if window.hasFiveDigits { Self.set(hash.places(of: window.five), in: &marks) }
        }
    }

    private static func set(_ places: (UInt16, UInt16), in marks: inout MutableSpan<UInt8>) {
        marks[Int(places.0 >> 3 | places.0 << 13)] = 1
        marks[Int(places.1 >> 3 | places.1 << 13)] = 1
    }

    /// The salt, and the bits as short as leaves at least three of five of them unset.
    func stored() -> [UInt8] {
        var bytes = packed()
        // One half is laid over the other: a place loses its highest bit.
        while bytes.count > Self.smallest {
            let half = bytes.count / 2
            let folded = (0..<half).map { bytes[$0] | bytes[half + $0] }
            guard folded.reduce(0, { $0 + $1.nonzeroBitCount }) * 5 <= half * 8 * 2 else { break }
            bytes = folded
        }
        return [salt] + bytes
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

/// The last bytes of a text.
private struct GramWindow {
    private var last: UInt64 = 0
    private var digits = 0

    mutating func take(_ byte: UInt8) {
        last = last << 8 | UInt64(byte)
        digits = byte &- 0x30 < 10 ? digits &+ 1 : 0
    }

    var hasFiveDigits: Bool { digits >= 5 }

    var three: UInt64 { last & 0xFF_FFFF }
    var four: UInt64 { last & 0xFFFF_FFFF }
    var five: UInt64 { last & 0xFF_FFFF_FFFF }
}

/// Where a filter has its bits.
private struct GramHash {
    private let factor: UInt64

    init(salt: UInt8) {
        // Odd, whatever the salt: no two grams have one product.
        factor = 0x9E37_79B9_7F4A_7C15 &+ UInt64(salt) &* 0xD1B5_4A32_D192_ED02
    }

    /// Of the upper half of a product: the lower one knows only the lower half of the gram.
    func places(of gram: UInt64) -> (UInt16, UInt16) {
        let product = gram &* factor
        return (UInt16(truncatingIfNeeded: product >> 48), UInt16(truncatingIfNeeded: product >> 32))
    }
}

/// What a ``GramFilter`` must have if a text has all of some words.
struct Grams: Sendable {
    private let grams: [UInt64]

    /// - Parameter words: Folded; those of one or two bytes say nothing.
    init(of words: [[UInt8]]) {
        var grams: Set<UInt64> = []
        for word in words {
            var window = GramWindow()
            for (index, byte) in word.enumerated() {
                window.take(byte)
                if index >= 2 { grams.insert(window.three) }
                if index >= 3 { grams.insert(window.four) }
                if window.hasFiveDigits { grams.insert(window.five) }
            }
        }
        self.grams = Array(grams)
    }

    /// False when no text of the filter has all the words.
    ///
    /// Bits that are no filter, from a damaged file, may have everything.
    func mayBe(in stored: [UInt8]) -> Bool {
        guard let salt = stored.first, (stored.count - 1).nonzeroBitCount == 1,
            (GramFilter.smallest...GramFilter.largest).contains(stored.count - 1)
        else { return true }
        let hash = GramHash(salt: salt)
        let bits = stored.span.extracting(1...)
        let mask = UInt16(truncatingIfNeeded: bits.count * 8 - 1)
        func has(_ place: UInt16) -> Bool {
            bits[Int(place & mask) >> 3] >> UInt8(place & 7) & 1 != 0
        }
        return grams.allSatisfy { gram in
            let places = hash.places(of: gram)
            return has(places.0) && has(places.1)
        }
    }
}
