import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// A large clock over the focused pane; any key takes it away.
struct ClockOverlay: Overlay {
    init() {}

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        let whole = Rect(row: 0, column: 0, rows: max(0, canvas.rows - 1), columns: canvas.columns)
        let area = PanePlaces(context).focused?.content ?? whole
        canvas.fill(area, style: .plain)
        BigDigits.draw(context.timeOfDay(context.now), in: area, look: look, on: &canvas)
        let hint = "any key"
        if area.rows >= BigDigits.rows + 4 {
            canvas.write(
                hint, row: area.row + area.rows - 1,
                column: area.column + max(0, (area.columns - TextWidth.of(hint)) / 2), style: look[.dim],
                limit: area.columns)
        }
        canvas.cursor = nil
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key, .paste: [.close]
        case .mouse(let event): event.action == .press ? [.close] : []
        default: []
        }
    }
}
