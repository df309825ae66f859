/// How many cells text takes, for columns that line up.
///
/// By blocks of Unicode: good enough for names and paths. The exact table is the emulator's.
enum CellWidth {
    /// Characters of these blocks take two cells (https://www.unicode.org/reports/tr11/, East Asian Wide).
    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18DFF, 0x1B000...0x1B2FF,
        0x20000...0x3FFFD,
    ]

    /// The sum over the characters; what is drawn over the one before takes nothing.
    static func of(_ text: String) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    private static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        guard first.value > 0x7E else { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let isEmoji =
            first.properties.isEmojiPresentation || character.unicodeScalars.contains { $0.value == 0xFE0F }
        return isEmoji || wideBlocks.contains { $0.contains(first.value) } ? 2 : 1
    }
}
