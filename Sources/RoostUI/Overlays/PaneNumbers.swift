import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The number of each pane of the window, large; typing one goes there, any other key takes them away.
///
/// They are the numbers of `roost pane list` and of `-t` at the prompt.
struct PaneNumbers: Overlay {
    /// The digits so far of a number that has several.
    private var typed = ""

    init() {}

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        for placed in PanePlaces(context).panes {
            let area = placed.content.isVisible ? placed.content : placed.frame
            BigDigits.draw("\(placed.pane)", in: area, look: look, on: &canvas)
            let size = "\(placed.content.columns)x\(placed.content.rows)"
            if area.rows > 2, area.columns > TextWidth.of(size) + 1 {
                canvas.write(
                    size, row: area.row, column: area.column + area.columns - TextWidth.of(size),
                    style: look[.digits])
            }
        }
        let keys = look.spelled(" number go there · any other key closes ")
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
            return type(key, in: context)
        case .mouse(let event):
            guard event.action == .press, !event.button.isWheel else { return [] }
            let pane = PanePlaces(context).plan.pane(atRow: event.row, column: event.column)
            return (pane.map { [focus($0.pane, context)] } ?? []) + [.close]
        default: return []
        }
    }

    /// Goes to a pane as soon as no other number begins so; Enter takes the number as it stands.
    private mutating func type(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        let numbers = PanePlaces(context).panes.map(\.pane)
        if key.word == "Enter", let pane = Int(typed), numbers.contains(pane) {
            return [focus(pane, context), .close]
        }
        guard let digit = key.typed, Int(digit) != nil else { return [.close] }
        typed += digit
        let matches = numbers.filter { "\($0)".hasPrefix(typed) }
        guard let first = matches.first else { return [.close] }
        return matches.count == 1 && "\(first)" == typed ? [focus(first, context), .close] : [.redraw]
    }

    private func focus(_ pane: PaneID, _ context: UIContext) -> OverlayEffect {
        .request(.layout(workspace: context.workspaceName, .focus(pane: pane)))
    }
}
