import RoostModel
import RoostTerminal

extension Canvas {
    /// Writes text from a cell on, clipped at `limit` cells and at the edge of the canvas.
    ///
    /// Control characters become blanks. A wide character that does not fit whole is left out.
    ///
    /// - Returns: How many cells were used.
    @discardableResult
    mutating func write(_ text: String, row: Int, column: Int, style: Style, limit: Int? = nil) -> Int {
        let room = max(0, min(limit ?? Int.max, columns - column))
        let style = intern(style)
        var used = 0
        for cell in TextWidth.cells(of: text) {
            guard used + cell.width <= room else { break }
            let cluster = cell.text.first.flatMap { spelling[$0] } ?? cell.text
            put(content: intern(cluster), width: cell.width, style: style, row: row, column: column + used)
            used += cell.width
        }
        return used
    }

    /// Fills a rectangle with one cluster of one cell.
    mutating func fill(_ rect: Rect, style: Style, text: String = " ") {
        let style = intern(style)
        let content = intern(TextWidth.of(text) == 1 ? text : " ")
        for row in max(0, rect.row)..<max(0, rect.row, min(rows, rect.row + rect.rows)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(columns, rect.column + rect.columns))
            {
                put(content: content, width: 1, style: style, row: row, column: column)
            }
        }
    }

    /// Draws a session's row, from one of its cells on, into `columns` cells; what the line does not have is blank.
    ///
    /// A wide character that would stick out on the right is replaced by a blank. `dimmed` makes the whole row
    /// faint, for screens that are no longer live.
    mutating func draw(
        _ line: Line, from first: Int = 0, row: Int, column: Int, columns: Int, dimmed: Bool = false
    ) {
        let room = min(columns, self.columns - column)
        guard row >= 0, row < rows, room > 0 else { return }
        var known: [UInt32?] = Array(repeating: nil, count: line.styles.count)
        let rest = dimmed ? intern(Style(attributes: .dim)) : 0
        func style(_ number: UInt16, _ canvas: inout Canvas) -> UInt32 {
            let index = Int(number)
            guard index < known.count else { return rest }
            if let style = known[index] { return style }
            var style = line.styles[index]
            if dimmed { style.attributes.insert(.dim) }
            let interned = canvas.intern(style)
            known[index] = interned
            return interned
        }
        var place = 0
        while place < room {
            guard first + place < line.cells.count else {
                put(content: 0x20, width: 1, style: rest, row: row, column: column + place)
                place += 1
                continue
            }
            let cell = line.cells[first + place]
            let width = cell.width == 2 ? 2 : 1
            let style = style(cell.style, &self)
            if cell.width == 0 || place + width > room || cell.scalar == 0 {
                put(content: 0x20, width: 1, style: style, row: row, column: column + place)
                place += 1
                continue
            }
            let content: UInt32
            if cell.scalar & Line.Cell.clusterFlag != 0 {
                content = intern(line.clusters[safe: Int(cell.scalar & ~Line.Cell.clusterFlag)] ?? " ")
            } else {
                content = cell.scalar
            }
            put(content: content, width: width, style: style, row: row, column: column + place)
            place += width
        }
    }

    /// Draws a frame with a blank inside: `title` and `trailing` in its top border, `footer` in its bottom one.
    ///
    /// ```text
    /// ┌ Title ──────────── trailing ┐
    /// │                             │
    /// └ footer ─────────────────────┘
    /// ```
    mutating func box(_ rect: Rect, title: String, trailing: String, footer: String, style: Style) {
        guard rect.rows > 0, rect.columns > 0 else { return }
        fill(rect, style: style)
        let last = rect.row + rect.rows - 1
        let right = rect.column + rect.columns - 1
        fill(
            Rect(row: rect.row, column: rect.column, rows: 1, columns: rect.columns), style: style, text: "─")
        fill(Rect(row: last, column: rect.column, rows: 1, columns: rect.columns), style: style, text: "─")
        for row in rect.row..<last + 1 where row != rect.row && row != last {
            write("│", row: row, column: rect.column, style: style)
            write("│", row: row, column: right, style: style)
        }
        write("┌", row: rect.row, column: rect.column, style: style)
        write("┐", row: rect.row, column: right, style: style)
        write("└", row: last, column: rect.column, style: style)
        write("┘", row: last, column: right, style: style)
        let room = max(0, rect.columns - 2)
        let used = label(title, row: rect.row, column: rect.column + 1, room: room, style: style)
        if !trailing.isEmpty {
            let width = TextWidth.of(trailing) + 2
            if used + width <= room {
                label(trailing, row: rect.row, column: right - width, room: width, style: style)
            }
        }
        label(footer, row: last, column: rect.column + 1, room: room, style: style)
    }

    /// Writes text with a blank on both sides into a border; gives the cells used.
    @discardableResult
    private mutating func label(_ text: String, row: Int, column: Int, room: Int, style: Style) -> Int {
        guard !text.isEmpty, room > 2 else { return 0 }
        return write(" " + TextWidth.clip(text, to: room - 2) + " ", row: row, column: column, style: style)
    }
}
