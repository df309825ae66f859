import RoostTerminal

/// How many cells roost's own texts take: titles, names, messages.
///
/// Rows of sessions bring the widths of their cells with them; this is only for what the client writes itself.
enum TextWidth {
    /// Cells of one character, as a person counts them.
    ///
    /// A control character counts as one, because a blank stands for it.
    static func of(_ character: Character) -> Int {
        of(String(character))
    }

    /// Cells of a text in one line.
    static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return cells(of: String(text)).reduce(0) { $0 + $1.width }
    }

    /// The cells of a text in one line, with the columns of each.
    ///
    /// A vowel of Thai or Devanagari that has a column has a cell: only a terminal that counts in clusters draws it
    /// within the one before. A control character is a blank, and what has no columns is left out.
    static func cells(of text: String) -> [(text: String, width: Int)] {
        CharacterWidth.cells(of: text).compactMap { cell in
            if cell.text.utf8.count < 3, cell.text.contains(where: isControl) { return (" ", 1) }
            return cell.width > 0 ? cell : nil
        }
    }

    /// True for what must never reach a terminal: C0, DEL, C1.
    static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) }
    }

    /// Cuts a text to a number of cells; what is cut ends in `…`.
    static func clip(_ text: String, to cells: Int) -> String {
        guard of(text) > cells else { return text }
        guard cells > 0 else { return "" }
        return fitting(self.cells(of: text), cells - 1).joined() + "…"
    }

    /// Cuts a text from the left, so that its end can be seen; what is cut begins with `…`.
    static func clipStart(_ text: String, to cells: Int) -> String {
        guard of(text) > cells else { return text }
        guard cells > 0 else { return "" }
        return "…" + fitting(self.cells(of: text).reversed(), cells - 1).reversed().joined()
    }

    private static func fitting(_ cells: [(text: String, width: Int)], _ room: Int) -> [String] {
        var used = 0
        return cells.prefix { cell in
            used += cell.width
            return used <= room
        }
        .map(\.text)
    }

    /// Fills a text with blanks on the right.
    static func pad(_ text: String, to cells: Int) -> String {
        text + String(repeating: " ", count: max(0, cells - of(text)))
    }
}
