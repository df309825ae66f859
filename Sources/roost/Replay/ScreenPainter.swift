import RoostTerminal

/// Paints a screen and a line below it on another terminal, with plain sequences (xterm ctlseqs).
///
/// Only rows that look different from what was painted last are written. A screen that is larger is cut: at the
/// right, and above what has the cursor.
struct ScreenPainter: Sendable {
    private let depth: ClaimedColors
    /// What each row shows, as it was written.
    private var rows: [String] = []
    private var columns = 0

    init(depth: ClaimedColors) {
        self.depth = depth
    }

    /// The terminal shows something else now: everything is painted anew.
    mutating func invalidate() {
        rows = []
    }

    /// What brings a terminal to a screen.
    ///
    /// - Parameters:
    ///   - terminal: The screen.
    ///   - status: The text of the last row.
    ///   - size: Of the terminal that is painted on.
    /// - Returns: What to write to it; empty if nothing has changed.
    mutating func paint(_ terminal: borrowing Terminal, status: String, on size: TerminalSize) -> String {
        var output = ""
        if rows.count != size.rows || columns != size.columns {
            rows = Array(repeating: "", count: size.rows)
            columns = size.columns
            output += "\u{1B}[m\u{1B}[2J"
        }
        let cursor = terminal.cursor
        let room = size.rows - 1
        let first = max(0, min(cursor.row, terminal.size.rows - 1) - room + 1)
        for row in 0..<size.rows {
            let text =
                row == room
                ? statusRow(status)
                : rowText(
                    terminal.line(first + row), isReversed: terminal.isReverseVideo,
                    width: first + row < terminal.size.rows ? terminal.size.columns : 0)
            guard text != rows[row] else { continue }
            rows[row] = text
            output += "\u{1B}[\(row + 1);1H" + text
        }
        guard !output.isEmpty || cursor != shownCursor else { return "" }
        shownCursor = cursor
        output = "\u{1B}[?2026h\u{1B}[?25l" + output
        if cursor.isVisible, cursor.row - first < room, cursor.column < size.columns {
            output += "\u{1B}[\(cursor.row - first + 1);\(cursor.column + 1)H\u{1B}[?25h"
        }
        return output + "\u{1B}[?2026l"
    }

    private var shownCursor: Cursor?

    private func statusRow(_ status: String) -> String {
        var text = ""
        var width = 0
        for character in Table.printable(status) {
            let next = width + CharacterWidth.of(String(character))
            guard next <= columns else { break }
            text.append(character)
            width = next
        }
        return "\u{1B}[0;7m" + text + String(repeating: " ", count: columns - width) + "\u{1B}[m"
    }

    /// A row with its styles; what is behind its end is erased.
    private func rowText(_ line: Line, isReversed: Bool, width: Int) -> String {
        var text = ""
        var current = Style.plain
        let end = min(columns, isReversed ? width : line.cells.count)
        var column = 0
        while column < end {
            let cell = column < line.cells.count ? line.cells[column] : Line.Cell()
            var style = line.styles.indices.contains(Int(cell.style)) ? line.styles[Int(cell.style)] : .plain
            style.link = nil
            if isReversed { style.attributes.formSymmetricDifference(.inverse) }
            if style != current {
                text += style.sequence(depth)
                current = style
            }
            let cells = max(1, Int(cell.width))
            let character = column + cells <= end ? line.character(at: column) : ""
            text += character.isEmpty ? " " : character
            column += character.isEmpty ? 1 : cells
            // Terminals do not agree on the width of what has several scalars.
            if character.unicodeScalars.count > 1 { text += "\u{1B}[\(column + 1)G" }
        }
        if current != .plain { text += "\u{1B}[m" }
        return end < columns ? text + "\u{1B}[K" : text
    }
}
