import RoostConfig
import RoostModel
import RoostTerminal

/// Digits five rows high, as the clock and the pane numbers show them (tmux's `window-clock.c` has the same).
struct BigDigits {
    static let rows = 5
    /// Of one character; one blank column stands between two.
    static let columns = 5

    private static let pictures: [Character: [String]] = [
        "0": ["#####", "#   #", "#   #", "#   #", "#####"],
        "1": ["    #", "    #", "    #", "    #", "    #"],
        "2": ["#####", "    #", "#####", "#    ", "#####"],
        "3": ["#####", "    #", "#####", "    #", "#####"],
        "4": ["#   #", "#   #", "#####", "    #", "    #"],
        "5": ["#####", "#    ", "#####", "    #", "#####"],
        "6": ["#####", "#    ", "#####", "#   #", "#####"],
        "7": ["#####", "    #", "    #", "    #", "    #"],
        "8": ["#####", "#   #", "#####", "#   #", "#####"],
        "9": ["#####", "#   #", "#####", "    #", "#####"],
        ":": ["     ", "  #  ", "     ", "  #  ", "     "],
    ]

    /// Cells that a text takes in a row.
    static func width(_ text: String) -> Int { max(0, text.count * (columns + 1) - 1) }

    /// Draws a text in the middle of a rectangle, large if it fits, otherwise in one row.
    static func draw(_ text: String, in area: Rect, look: Look, on canvas: inout Canvas) {
        guard area.isVisible else { return }
        var block = look[.digits]
        guard area.rows >= rows, area.columns >= width(text) else {
            let clipped = TextWidth.clip(text, to: area.columns)
            canvas.write(
                clipped, row: area.row + area.rows / 2,
                column: area.column + (area.columns - TextWidth.of(clipped)) / 2, style: block)
            return
        }
        // Cells in reverse video need no glyph, so that they look solid in every font.
        block.attributes.insert(.inverse)
        let top = area.row + (area.rows - rows) / 2
        var column = area.column + (area.columns - width(text)) / 2
        for character in text {
            for (row, line) in (pictures[character] ?? []).enumerated() {
                for (offset, mark) in line.enumerated() where mark == "#" {
                    canvas.write(" ", row: top + row, column: column + offset, style: block)
                }
            }
            column += columns + 1
        }
    }
}
