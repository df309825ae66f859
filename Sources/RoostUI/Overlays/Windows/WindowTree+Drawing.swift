import RoostConfig
import RoostModel
import RoostTerminal

extension WindowTree {
    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let rows = rows(in: context)
        let panel = Panel(rows: canvas.rows * 3 / 4, columns: Panel.wide - 2, in: context, on: canvas)
        panel.draw(
            title: "Windows", trailing: "\(rows.count { if case .window = $0.item { true } else { false } })",
            keys: "Enter go · 0-9 window · x close · r rename · C-v split here · Esc", on: &canvas)
        let area = panel.content
        frame = panel.frame
        let hasPreview = area.columns >= 70
        list = Rect(
            row: area.row, column: area.column, rows: area.rows,
            columns: hasPreview ? min(56, area.columns / 2 + 2) : area.columns)
        cursor.fit(count: rows.count, height: max(1, list.rows))
        for (offset, index) in cursor.visible.enumerated() where list.rows > 0 {
            draw(rows[index], row: list.row + offset, panel: panel, on: &canvas, in: context)
            if index == cursor.index {
                panel.select(
                    row: list.row + offset, column: list.column - 1, columns: list.columns + 1, on: &canvas)
            }
        }
        if hasPreview {
            let column = list.column + list.columns
            panel.divide(column: column, on: &canvas)
            let place = Rect(
                row: area.row, column: column + 2, rows: area.rows,
                columns: max(0, area.column + area.columns - column - 2))
            if let session = rows[safe: cursor.index]?.session {
                preview.draw(
                    session.number, in: place, background: panel.look[.overlay], on: &canvas, context: context
                )
            }
        }
        canvas.cursor = nil
    }

    private func draw(
        _ row: WindowTreeRow, row place: Int, panel: Panel, on canvas: inout Canvas, in context: UIContext
    ) {
        let end = list.column + list.columns
        var column = list.column
        func write(_ text: String, _ width: Int, _ style: Style, _ canvas: inout Canvas) {
            guard width > 0, column < end else { return }
            canvas.write(
                TextWidth.clip(text, to: min(width, end - column)), row: place, column: column, style: style)
            column += width + 1
        }
        write(row.isHere ? panel.look.glyph(.pointer) : " ", 1, panel.style(.accent), &canvas)
        column += 2 * row.depth
        if case .workspace = row.item {
            return write(row.text, end - column, panel.look[.overlayTitle], &canvas)
        }
        let label = row.session.map(SessionLabel.init)
        let role = label?.role ?? .overlay
        write(label.map { panel.look.glyph($0.glyph) } ?? " ", 1, panel.style(role), &canvas)
        let wide = max(8, min(28, list.columns / 2) - 2 * row.depth)
        write(row.text, wide, panel.look[.overlay], &canvas)
        if let session = row.session {
            let state = label?.state ?? ""
            let text = state.isEmpty ? state : "\(state) \(SessionNames.time(session, in: context))"
            write(text, end - column, panel.style(label?.state == nil ? .dim : role), &canvas)
        }
    }
}
