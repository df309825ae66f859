import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Everything that the status row has said, newest last.
struct MessagesOverlay: Overlay {
    private var cursor = ListCursor()
    private var isPlaced = false

    init() {}

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let panel = Panel(
            rows: min(max(3, context.messages.count), 20), columns: Panel.wide - 2, in: context, on: canvas)
        let count = context.messages.count
        panel.draw(
            title: "Messages", trailing: count == 1 ? "1 message" : "\(count) messages",
            keys: "Up Down scroll · y copy · Esc", on: &canvas)
        let area = panel.content
        fit(context, height: area.rows)
        if count == 0 {
            canvas.write(
                "nothing was said yet", row: area.row, column: area.column, style: panel.style(.dim),
                limit: area.columns)
        }
        guard area.rows > 0 else { return }
        for (offset, index) in cursor.visible.enumerated() {
            let message = context.messages[index]
            let row = area.row + offset
            let used = canvas.write(
                context.timeWithSeconds(message.at) + "  ", row: row, column: area.column,
                style: panel.style(.dim),
                limit: area.columns)
            canvas.write(
                TextWidth.clip(message.text, to: area.columns - used), row: row, column: area.column + used,
                style: message.isError ? panel.style(.error) : panel.look[.overlay],
                limit: area.columns - used)
            if index == cursor.index { panel.select(row: row, on: &canvas) }
        }
        canvas.cursor = nil
    }

    private mutating func fit(_ context: UIContext, height: Int) {
        cursor.fit(count: context.messages.count, height: height)
        if !isPlaced {
            isPlaced = true
            cursor.select(context.messages.count - 1)
        }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        fit(context, height: cursor.height)
        switch event {
        case .key(let key):
            switch key.word {
            case "Escape", "q", "C-c", "C-g", "Enter": return [.close]
            case "y":
                return context.messages[safe: cursor.index].map {
                    [.copy($0.text, what: "the message")]
                }
                    ?? []
            default: return cursor.handle(key, letters: true) ? [.redraw] : []
            }
        case .mouse(let event): return cursor.handle(event) ? [.redraw] : []
        default: return []
        }
    }
}
