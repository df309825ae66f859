import RoostTerminal

/// How many cells roost's own texts take: titles, names, messages.
///
/// Rows of sessions bring the widths of their cells with them; this is only for what the client writes itself.
enum TextWidth {
    /// Cells of one cluster: 0, 1 or 2.
    ///
    /// A control character counts as one, because a blank stands for it.
    static func of(_ character: Character) -> Int {
        isControl(character) ? 1 : CharacterWidth.of(String(character))
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
