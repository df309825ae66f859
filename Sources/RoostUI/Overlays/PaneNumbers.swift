import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// A large digit over each pane of the window; typing one goes there, any other key takes them away.
struct PaneNumbers: Overlay {
    init() {}

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        for (number, placed) in PanePlaces(context).panes.enumerated() {
            let area = placed.isCollapsed ? placed.frame : placed.content
            BigDigits.draw("\(number)", in: area, look: look, on: &canvas)
            let size = "\(placed.content.columns)x\(placed.content.rows)"
            if area.rows > 2, area.columns > TextWidth.of(size) + 1 {
                canvas.write(
                    size, row: area.row, column: area.column + area.columns - TextWidth.of(size),
                    style: look[.digits])
            }
        }
        let keys = look.spelled(" 0-9 go there · any other key closes ")
        let style = look[.message]
        if canvas.rows > 0 {
            canvas.fill(Rect(row: canvas.rows - 1, column: 0, rows: 1, columns: canvas.columns), style: style)
            canvas.write(
                TextWidth.clip(keys, to: canvas.columns), row: canvas.rows - 1, column: 0, style: style)
        }
        canvas.cursor = nil
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key):
            guard let digit = key.typed.flatMap({ Int($0) }),
                let placed = PanePlaces(context).panes[safe: digit]
            else { return [.close] }
            return [focus(placed.pane, context), .close]
        case .mouse(let event):
            guard event.action == .press, !event.button.isWheel else { return [] }
            let pane = PanePlaces(context).plan.pane(atRow: event.row, column: event.column)
            return (pane.map { [focus($0.pane, context)] } ?? []) + [.close]
        default: return []
        }
    }

    private func focus(_ pane: PaneID, _ context: UIContext) -> OverlayEffect {
        .request(.layout(workspace: context.workspaceName, .focus(pane: pane)))
    }
}
