import RoostConfig
import RoostModel
import RoostTerminal

/// The frame of an overlay: where it lies, its title, and its keys in the last row.
struct Panel {
    let look: Look
    /// With the border.
    let frame: Rect

    /// In the middle of everything above the status row, as large as wanted and possible.
    ///
    /// Rows and columns are those of the content, without the border.
    init(rows: Int, columns: Int, in context: UIContext, on canvas: Canvas) {
        look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        let room = (rows: max(0, canvas.rows - 1), columns: canvas.columns)
        let size = (rows: min(room.rows, max(0, rows) + 2), columns: min(room.columns, max(0, columns) + 2))
        frame = Rect(
            row: (room.rows - size.rows) / 2, column: (room.columns - size.columns) / 2, rows: size.rows,
            columns: size.columns)
    }

    /// The widest content that still reads well.
    static let wide = 118

    /// The cells inside of the border, with a blank on both sides.
    var content: Rect {
        Rect(
            row: frame.row + 1, column: frame.column + 2, rows: max(0, frame.rows - 2),
            columns: max(0, frame.columns - 4))
    }

    /// Draws the border: the title, what stands at its right end, and the keys.
    ///
    /// In `keys`, as in `Enter go · n new`, the word before the first blank of each part is the key.
    func draw(title: String, trailing: String = "", keys: String, on canvas: inout Canvas) {
        let border = look[.overlayBorder]
        canvas.box(
            frame, title: title, trailing: trailing, footer: Self.fit(keys, frame.columns - 4), style: border)
        canvas.restyle(
            Rect(
                row: frame.row + 1, column: frame.column + 1, rows: max(0, frame.rows - 2),
                columns: max(0, frame.columns - 2))
        ) { _ in look[.overlay] }
        emphasize(title, row: frame.row, column: frame.column + 2, role: .overlayTitle, on: &canvas)
        colorKeys(keys, on: &canvas)
        replaceLines(on: &canvas)
    }

    /// Draws a line through the panel with a text in it.
    func divide(at row: Int, text: String = "", on canvas: inout Canvas) {
        guard row > frame.row, row < frame.row + frame.rows - 1, frame.columns > 1 else { return }
        let border = look[.overlayBorder]
        canvas.fill(
            Rect(row: row, column: frame.column, rows: 1, columns: frame.columns), style: border,
            text: look.glyph(.horizontal))
        canvas.write(look.glyph(.verticalRight), row: row, column: frame.column, style: border)
        canvas.write(
            look.glyph(.verticalLeft), row: row, column: frame.column + frame.columns - 1, style: border)
        let room = frame.columns - 4
        if !text.isEmpty, room > 2 {
            canvas.write(
                " " + TextWidth.clip(text, to: room - 2) + " ", row: row, column: frame.column + 1,
                style: border)
        }
    }

    /// Draws a line from the top border to the bottom one, in a column of the canvas.
    func divide(column: Int, on canvas: inout Canvas) {
        guard column > frame.column, column < frame.column + frame.columns - 1, frame.rows > 2 else { return }
        let border = look[.overlayBorder]
        canvas.write(look.glyph(.horizontalDown), row: frame.row, column: column, style: border)
        for row in frame.row + 1..<frame.row + frame.rows - 1 {
            canvas.write(look.glyph(.vertical), row: row, column: column, style: border)
        }
    }

    /// Gives a row of the content the look of the chosen one.
    func select(row: Int, column: Int? = nil, columns: Int? = nil, on canvas: inout Canvas) {
        let chosen = look[.overlaySelection]
        canvas.restyle(
            Rect(row: row, column: column ?? frame.column + 1, rows: 1, columns: columns ?? frame.columns - 2)
        ) { style in
            var style = style
            style.background = chosen.background
            style.attributes.formUnion(chosen.attributes)
            return style
        }
    }

    /// A style of a role on the panel's background.
    func style(_ role: ThemeRole) -> Style { look.style(role, on: look[.overlay]) }

    /// Leaves out keys from the end until the rest fits; the last one, which closes, stays.
    static func fit(_ keys: String, _ columns: Int) -> String {
        var parts = keys.split(separator: "·").map { $0.drop { $0 == " " } }.map { part in
            String(part.reversed().drop { $0 == " " }.reversed())
        }
        while parts.count > 1, TextWidth.of(parts.joined(separator: " · ")) > columns {
            parts.remove(at: parts.count - 2)
        }
        return parts.joined(separator: " · ")
    }

    private func emphasize(_ text: String, row: Int, column: Int, role: ThemeRole, on canvas: inout Canvas) {
        let width = min(TextWidth.of(text), max(0, frame.columns - 4))
        canvas.restyle(Rect(row: row, column: column, rows: 1, columns: width)) { _ in look[role] }
    }

    private func colorKeys(_ keys: String, on canvas: inout Canvas) {
        guard frame.rows > 1 else { return }
        let row = frame.row + frame.rows - 1
        var column = frame.column + 2
        for part in Self.fit(keys, frame.columns - 4).components(separatedBy: " · ") {
            let key = part.prefix { $0 != " " }
            emphasize(String(key), row: row, column: column, role: .overlayKey, on: &canvas)
            column += TextWidth.of(part) + 3
        }
    }

    /// The canvas draws boxes with one set of lines; the theme may want others.
    private func replaceLines(on canvas: inout Canvas) {
        let lines: [String: GlyphRole] = [
            "─": .horizontal, "│": .vertical, "┌": .downRight, "┐": .downLeft, "└": .upRight, "┘": .upLeft,
            "·": .separator,
        ]
        guard lines.contains(where: { look.glyph($0.value) != $0.key }) else { return }
        func replace(_ row: Int, _ column: Int) {
            let cell = canvas[row, column]
            if let role = lines[cell.text] {
                canvas.write(look.glyph(role), row: row, column: column, style: cell.style)
            }
        }
        for column in frame.column..<frame.column + frame.columns {
            replace(frame.row, column)
            replace(frame.row + frame.rows - 1, column)
        }
        for row in frame.row..<frame.row + frame.rows {
            replace(row, frame.column)
            replace(row, frame.column + frame.columns - 1)
        }
    }
}

extension Look {
    /// A text of roost's own with the signs that the theme has for its dots.
    func spelled(_ text: String) -> String {
        text.replacing("·", with: glyph(.separator)).replacing("…", with: glyph(.ellipsis))
    }
}

extension String {
    /// The parts between a separator.
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
