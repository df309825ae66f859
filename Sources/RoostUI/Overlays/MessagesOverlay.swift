import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Everything that the status row has said, newest last, below what is wrong as long as it is.
struct MessagesOverlay: Overlay {
    /// A message or a warning.
    private struct Entry {
        /// When it was said; a warning holds now.
        var label: String
        var text: String
        var isError: Bool
    }

    /// A row of the list: a long message has several.
    private struct Row {
        var entry: Int
        var spans: [Span]
    }

    private var cursor = ListCursor()
    private var isPlaced = false
    /// Of the text, with the time before it; known since it was drawn.
    private var columns = Panel.wide

    init() {}

    private func entries(in context: UIContext) -> [Entry] {
        // What is wrong was a message, too, when it began.
        let earlier = context.messages.filter { !context.warnings.contains($0.text) }
        return context.warnings.map { Entry(label: "warning", text: $0, isError: true) }
            + earlier.map {
                Entry(label: context.timeWithSeconds($0.at), text: $0.text, isError: $0.isError)
            }
    }

    private func rows(of entries: [Entry]) -> [Row] {
        entries.enumerated().flatMap { index, entry in
            let label = TextWidth.pad(entry.label, to: 10)
            let line = StyledLine(
                [Span(entry.text, entry.isError ? .bad : .plain)], lead: [Span(label, .dim)],
                hang: [Span(TextWidth.pad("", to: 10), .dim)])
            return line.wrapped(to: columns).map { Row(entry: index, spans: $0) }
        }
    }

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let width = Panel.wide - 2
        columns = max(1, Panel(rows: 0, columns: width, in: context, on: canvas).content.columns)
        let rows = rows(of: entries(in: context))
        let panel = Panel(rows: min(max(3, rows.count), 20), columns: width, in: context, on: canvas)
        panel.draw(
            title: "Messages", trailing: trailing(context), keys: "Up Down scroll · y copy · Esc", on: &canvas
        )
        let area = panel.content
        fit(rows.count, height: area.rows, in: context)
        if rows.isEmpty {
            canvas.write(
                "nothing was said yet", row: area.row, column: area.column, style: panel.style(.dim),
                limit: area.columns)
        }
        guard area.rows > 0 else { return }
        for (offset, index) in cursor.visible.enumerated() {
            let row = area.row + offset
            canvas.write(
                rows[index].spans, row: row, column: area.column, columns: area.columns, panel: panel)
            if rows[index].entry == rows[cursor.index].entry { panel.select(row: row, on: &canvas) }
        }
        canvas.cursor = nil
    }

    private func trailing(_ context: UIContext) -> String {
        func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
        let messages = counted(entries(in: context).count - context.warnings.count, "message")
        let warnings = context.warnings.count
        return warnings == 0 ? messages : "\(counted(warnings, "warning")), \(messages)"
    }

    /// Begins with what is wrong now, else with what was said last.
    private mutating func fit(_ count: Int, height: Int, in context: UIContext) {
        cursor.fit(count: count, height: height)
        guard !isPlaced else { return }
        isPlaced = true
        cursor.select(context.warnings.isEmpty ? count - 1 : 0)
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        let entries = entries(in: context)
        let rows = rows(of: entries)
        fit(rows.count, height: cursor.height, in: context)
        switch event {
        case .key(let key):
            switch key.word {
            case "Escape", "q", "C-c", "C-g", "Enter": return [.close]
            case "y":
                guard let row = rows[safe: cursor.index] else { return [] }
                return [.copy(entries[row.entry].text, what: "the message")]
            default: return cursor.handle(key, letters: true) ? [.redraw] : []
            }
        case .mouse(let event): return cursor.handle(event) ? [.redraw] : []
        default: return []
        }
    }
}
