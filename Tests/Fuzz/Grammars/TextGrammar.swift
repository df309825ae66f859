import RoostTestSupport
/// Text: plain, wide, combining, and bytes that are none.
enum TextGrammar {
    static func appendASCII(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let count = random.size(1, 200)
        if random.once(in: 4) {
            bytes += repeatElement(UInt8(random.number(0x20...0x7E)), count: count)
        } else {
            for _ in 0..<count { bytes.append(UInt8(random.number(0x20...0x7E))) }
        }
    }

    private static let ranges: [ClosedRange<Int>] = [
        0xA0...0xFF, 0x100...0x17F, 0x300...0x36F, 0x300...0x36F, 0x370...0x3FF, 0x5D0...0x5EA, 0x600...0x6FF,
        0x900...0x97F, 0xE00...0xE7F, 0x1100...0x11FF, 0x1F00...0x1FFF, 0x2000...0x206F, 0x20D0...0x20F0,
        0x2190...0x21FF, 0x2500...0x257F, 0x2600...0x27BF, 0x3041...0x3096, 0x4E00...0x9FFF, 0x4E00...0x9FFF,
        0xAC00...0xD7A3, 0xE000...0xF8FF, 0xFE00...0xFE0F, 0xFF00...0xFF60, 0xFFF0...0xFFFF,
        0x1F1E6...0x1F1FF,
        0x1F300...0x1F6FF, 0x1F300...0x1F6FF, 0x1F3FB...0x1F3FF, 0x1F900...0x1FAFF, 0x20000...0x2FFFF,
        0xE0000...0xE01EF, 0x10FF00...0x10FFFF,
    ]

    private static let clusters = [
        "e\u{301}", "a\u{308}\u{301}", "\u{2764}\u{FE0F}", "\u{2764}", "\u{1F44D}\u{1F3FD}",
        "\u{1F1E9}\u{1F1EA}",
        "\u{1F1E9}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{200D}", "\u{200B}", "\u{FEFF}",
        "\u{AD}",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}", "\u{1100}\u{1161}\u{11A8}", "\u{915}\u{94D}\u{937}",
        "#\u{FE0F}\u{20E3}",
        "\u{202E}", "\u{2028}", "\u{FE0E}", "\u{FE0F}", "\u{34F}", "\u{E0001}",
    ].map { Array($0.utf8) }

    static func appendUnicode(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        switch random.below(16) {
        case ..<7:
            let range = random.pick(ranges)
            for _ in 0..<random.size(1, 40) { append(random.number(range), to: &bytes) }
        case ..<12: for _ in 0..<random.size(1, 8) { bytes += random.pick(clusters) }
        case 12:
            // A base and far more marks than any cell can keep.
            bytes.append(0x61)
            let count = random.once(in: 200) ? 20_000 : random.size(1, 60)
            let mark = random.number(0x300...0x36F)
            for _ in 0..<count { append(mark, to: &bytes) }
        case 13:
            for _ in 0..<random.size(1, 12) { bytes += random.pick(invalid) }
        default:
            for _ in 0..<random.size(1, 20) { append(random.below(0x11_0000), to: &bytes) }
        }
    }

    /// Overlong forms, surrogates, halves, bytes that never occur.
    private static let invalid: [[UInt8]] = [
        [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xFE], [0x80], [0xBF], [0xC3],
        [0xE2, 0x82], [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0xE2, 0x28, 0xA1], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ]

    @inline(__always)
    private static func append(_ value: Int, to bytes: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else { return }
        bytes += UTF8.encode(scalar).map { Array($0) } ?? []
    }
}
