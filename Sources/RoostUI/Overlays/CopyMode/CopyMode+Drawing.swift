import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal

extension CopyMode {
    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        guard let document, context.workspace == nil || PanePlaces(context)[pane] != nil else { return }
        if let mirror = context.mirrors[session], isOutdated(by: mirror) { lifetime.screenChanged() }
        guard !lifetime.isOver else { return }
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        for row in 0..<max(0, frame.rows) {
            let line = document.line(top + row) ?? Line()
            canvas.draw(line, row: frame.row + row, column: frame.column, columns: frame.columns)
        }
        if document.isReverseVideo {
            canvas.restyle(frame) { style in
                var style = style
                style.attributes.formSymmetricDifference(.inverse)
                return style
            }
        }
        drawMatches(of: document, look: look, on: &canvas)
        if let span = selectedSpan(in: context) {
            for row in 0..<max(0, frame.rows) {
                guard let columns = span.columns(in: top + row) else { continue }
                let length = span.isRectangle ? Int.max : max(1, document.length(top + row))
                paint(
                    columns.lowerBound..<max(columns.lowerBound, min(columns.upperBound, length)), row: row,
                    look[.selection], on: &canvas)
            }
        }
        drawPosition(look: look, context.configuration, on: &canvas)
        guard context.workspace == nil || context.focusedPane == pane else { return }
        placeCursor(on: &canvas)
        drawPrompt(look: look, on: &canvas)
    }

    /// Columns are those of the pane.
    private func paint(_ columns: Range<Int>, row: Int, _ paint: Style, on canvas: inout Canvas) {
        let end = min(columns.upperBound, frame.columns)
        guard columns.lowerBound < end, columns.lowerBound >= 0 else { return }
        canvas.restyle(
            Rect(
                row: frame.row + row, column: frame.column + columns.lowerBound, rows: 1,
                columns: end - columns.lowerBound)
        ) { style in
            var style = style
            if paint.foreground != .standard { style.foreground = paint.foreground }
            if paint.background != .standard { style.background = paint.background }
            style.attributes.remove(.inverse)
            style.attributes.formUnion(paint.attributes)
            // Where there are no colours it is all that is seen of a match.
            if paint.underline != .none { style.underline = paint.underline }
            return style
        }
    }

    private func drawMatches(of document: ScrollbackDocument, look: Look, on canvas: inout Canvas) {
        guard let text = search.text, frame.rows > 0 else { return }
        var line = top
        while line < top + frame.rows, document.range.contains(line) {
            let rows = document.wholeLine(around: line)
            for match in text.matches(in: rows, of: document) {
                let style = match == search.match ? look[.matchCurrent] : look[.match]
                for number in match.start.line...match.end.line
                where (top..<top + frame.rows).contains(number) {
                    let start = number == match.start.line ? match.start.column : 0
                    let end = number == match.end.line ? document.end(of: match.end) : Int.max
                    paint(start..<max(start, end), row: number - top, style, on: &canvas)
                }
            }
            line = rows.upperBound + 1
        }
    }

    /// The keys beside the position, from the most to the fewest.
    private static func hints(_ configuration: Configuration) -> [String] {
        let parts: [(command: CopyCommand, word: String)] = [
            (.beginSelection, "select"), (.copy, "copy"), (.search(forward: true), "search"),
            (.cancel, "leave"),
        ]
        let keys = parts.compactMap { part in
            configuration.copyKey(for: part.command).map { (part.command, "\($0) \(part.word)") }
        }
        // What can be found in other programs too goes first.
        let dropped: [[CopyCommand]] = [
            [], [.search(forward: true)], [.search(forward: true), .beginSelection],
        ]
        return dropped.map { gone in
            keys.filter { !gone.contains($0.0) }.map(\.1).joined(separator: " · ")
        }
    }

    /// The title keeps so many columns of its row.
    private static let columnsForTitle = 20

    /// `[1,204/50,000]` at the right end of the title row: lines scrolled up, lines of scrollback.
    private func drawPosition(
        look: Look, _ configuration: Configuration, on canvas: inout Canvas
    ) {
        guard let document, frame.row > 0 else { return }
        let up = max(0, bottomTop - top)
        var text = "[\(Self.grouped(up))/\(Self.grouped(document.screenStart - firstLine))]"
        if search.scan != nil { text = "searching " + text }
        if let count = operands.count { text = "\(count) " + text }
        let room = frame.columns - Self.columnsForTitle - TextWidth.of(text) - 3
        if let hint = Self.hints(configuration).first(where: { TextWidth.of($0) <= room }) {
            text = look.spelled(hint + "  ") + text
        }
        // The title that it lies over ends anywhere.
        if TextWidth.of(text) + 2 < frame.columns { text = " " + text }
        let width = TextWidth.of(text)
        guard width <= frame.columns else { return }
        let column = frame.column + frame.columns - width - (width + 1 < frame.columns ? 1 : 0)
        canvas.write(text, row: frame.row - 1, column: column, style: look[.titleFocused])
    }

    /// A number with commas between thousands.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.reduce(into: "") { text, index in
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digits[index])
        }
    }

    private func placeCursor(on canvas: inout Canvas) {
        let row = frame.row + cursor.line - top
        let column = frame.column + cursor.column
        canvas.cursor = nil
        guard cursor.line >= top, cursor.line < top + frame.rows, cursor.column >= 0,
            cursor.column < frame.columns, row >= 0, row < canvas.rows, column >= 0, column < canvas.columns
        else { return }
        canvas.cursor = (row, column, .block, false)
    }

    private func drawPrompt(look: Look, on canvas: inout Canvas) {
        guard let prompt else { return }
        let label: String
        var keys = "Enter done · Esc"
        switch prompt.purpose {
        case .search(let forward, let isIncremental):
            label =
                isIncremental && hasFailed(prompt)
                ? "no match: " : forward ? "search down: " : "search up: "
            keys = isIncremental ? "C-s C-r next · Enter stay · Esc back" : "Enter search · Esc"
        case .goToLine: label = "lines up: "
        }
        BottomRow(look: look).draw(label: label, field: prompt.field, keys: keys, on: &canvas)
    }
}
