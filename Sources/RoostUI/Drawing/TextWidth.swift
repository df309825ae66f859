/// How many cells roost's own texts take: titles, names, messages.
///
/// Rows of sessions bring the widths of their cells with them; this is only for what the client writes itself.
/// Source: UAX #11 (https://www.unicode.org/reports/tr11/): wide and fullwidth characters and characters with
/// emoji presentation take two cells, marks and format characters none.
enum TextWidth {
    /// Blocks whose characters are all wide or fullwidth, or not assigned.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0xa4cf,
        0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60,
        0xffe0...0xffe6, 0x16fe0...0x18cff, 0x1aff0...0x1b2ff, 0x1f200...0x1f2ff, 0x20000...0x3fffd,
    ]

    /// Cells of one cluster: 0, 1 or 2.
    ///
    /// A control character counts as one, because a blank stands for it.
    static func of(_ character: Character) -> Int {
        var width = 0
        var regional = 0
        for scalar in character.unicodeScalars {
            if scalar.value == 0xfe0f, width > 0 { return 2 }
            if (0x1f1e6...0x1f1ff).contains(scalar.value) { regional += 1 }
            width = max(width, of(scalar))
        }
        return regional == 2 ? 2 : width
    }

    /// Cells of one scalar.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value == 0xad ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation, !(0x1f1e6...0x1f1ff).contains(value) { return 2 }
        return wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// Cells of a text in one line.
    static func of(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// True for what must never reach a terminal: C0, DEL, C1.
    static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) }
    }

    /// Cuts a text to a number of cells; what is cut ends in `…`.
    static func clip(_ text: String, to cells: Int) -> String {
        guard of(text) > cells else { return text }
        guard cells > 0 else { return "" }
        var used = 0
        var kept = ""
        for character in text {
            let width = of(character)
            if used + width > cells - 1 { break }
            used += width
            kept.append(character)
        }
        return kept + "…"
    }

    /// Cuts a text from the left, so that its end can be seen; what is cut begins with `…`.
    static func clipStart(_ text: String, to cells: Int) -> String {
        guard of(text) > cells else { return text }
        guard cells > 0 else { return "" }
        return "…" + String(clip(String(text.reversed()), to: cells).dropLast().reversed())
    }

    /// Fills a text with blanks on the right.
    static func pad(_ text: String, to cells: Int) -> String {
        text + String(repeating: " ", count: max(0, cells - of(text)))
    }
}
