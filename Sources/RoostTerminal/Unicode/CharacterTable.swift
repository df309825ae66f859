/// Widths and cluster properties of all scalars: a two-stage table with one byte for each.
///
/// Source: Unicode Character Database, see ``unicodeVersion``. The server and its clients place cells by this
/// table and no other, so that they can never disagree.
///
/// It serves both ways to count. Without mode 2027 a text takes the sum of the widths, which are those of the C
/// library's wcwidth(3) wherever that knows the character: line editors, curses and shells count with it, and the
/// cursor must be where they believe it to be. With mode 2027 the kinds tell what joins the character before it.
struct CharacterTable: Sendable {
    /// The one that everybody shares; copies of it share their storage.
    static let shared = CharacterTable()

    /// For each 256 scalars, where their block in `properties` begins.
    private let blocks: [UInt16]
    private let properties: [UInt8]

    private init() {
        // Block 0 is the one for scalars that no range mentions.
        var properties = [UInt8](repeating: Properties.narrow.rawValue, count: 256)
        var blocks: [UInt16] = []
        blocks.reserveCapacity(0x1100)
        var next = 0
        for first in stride(from: 0 as UInt64, to: 0x11_0000, by: 256) {
            while next < Self.ranges.count, Self.ranges[next] >> 8 & 0xFF_FFFF < first { next += 1 }
            guard next < Self.ranges.count, Self.ranges[next] >> 32 < first + 256 else {
                blocks.append(0)
                continue
            }
            if let last = blocks.last, last != 0, Self.ranges[next] >> 32 + 256 <= first,
                Self.ranges[next] >> 8 & 0xFF_FFFF >= first + 255
            {
                // In the middle of a long range, like the block before: the thousands of ideographs.
                blocks.append(last)
                continue
            }
            var values = [UInt8](repeating: Properties.narrow.rawValue, count: 256)
            var index = next
            while index < Self.ranges.count, Self.ranges[index] >> 32 < first + 256 {
                let range = Self.ranges[index]
                let low = max(range >> 32, first) - first
                let high = min(range >> 8 & 0xFF_FFFF, first + 255) - first
                for scalar in low...high { values[Int(scalar)] = UInt8(truncatingIfNeeded: range) }
                index += 1
            }
            blocks.append(UInt16(properties.count / 256))
            properties += values
        }
        self.blocks = blocks
        self.properties = properties
    }

    /// The properties of a scalar; what is no scalar is narrow.
    @inline(__always)
    subscript(scalar: UInt32) -> Properties {
        guard scalar < 0x11_0000 else { return .narrow }
        let block = Int(blocks[Int(scalar >> 8)])
        return Properties(rawValue: properties[block << 8 | Int(scalar & 0xFF)])
    }
}

extension CharacterTable {
    /// What a scalar is for the screen.
    struct Properties: RawRepresentable, Equatable, Sendable {
        /// Bits 0-1 width, 2-4 kind, 7 whether U+FE0F makes it wide.
        let rawValue: UInt8

        static let narrow = Properties(rawValue: 1)
        /// Wide, and a cluster of its own.
        static let wide = Properties(rawValue: 2)

        /// Columns by itself, as wcwidth(3) has it: 0, 1 or 2.
        @inline(__always)
        var width: Int { Int(rawValue & 3) }
        /// Columns of the cluster that it begins: half a flag has room for the other half.
        @inline(__always)
        var clusterWidth: Int { kind == .regional ? 2 : width }
        @inline(__always)
        var kind: Kind { Kind(rawValue: rawValue >> 2 & 7) ?? .plain }
        /// Wide, and joins nothing but what ends in U+200D.
        @inline(__always)
        var isAlone: Bool { rawValue & 0x7F == 2 || rawValue & 0x7F == 2 | Kind.pictographic.rawValue << 2 }
        var widensForPresentation: Bool { rawValue & 0x80 != 0 }
    }

    /// How a scalar takes part in clusters (UAX #29, reduced to what a cell needs).
    enum Kind: UInt8 {
        /// Starts a cluster.
        case plain
        /// Belongs to the character before it and has no width: combining marks, variation selectors, tags.
        case extend
        /// U+200D, which joins pictographs.
        case joiner
        /// U+1F1E6...1F1FF, of which two make a flag.
        case regional
        /// An emoji, or what U+FE0F makes one.
        case pictographic
        /// U+1F3FB...1F3FF, a skin tone.
        case modifier
        /// U+FE0F, emoji presentation.
        case presentation
        /// Has columns of its own, and belongs to the cluster before it: vowels of Thai, Devanagari, Tamil,
        /// tone marks of Hangul.
        case spacing
    }
}
