import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// A text to read and scroll through: what a command printed.
struct TextOverlay: Overlay {
    private let title: String
    private let lines: [String]
    /// The line that it is about.
    private let mark: Int?
    private var top: Int
    private var height = 1
    /// The first draw shows the marked line in the middle.
    private var isPlaced = false

    /// Shows lines; from their end on if `startsAtEnd`, where the newest output is.
    init(title: String, lines: [String], startsAtEnd: Bool) {
        self.title = title
        self.lines = lines
        mark = nil
        top = startsAtEnd ? Int.max : 0
    }

    /// Shows lines with one of them in the middle, as the chosen one.
    init(title: String, lines: [String], marking mark: Int) {
        self.title = title
        self.lines = lines
        self.mark = mark
        top = mark
    }

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let panel = Panel(
            rows: min(lines.count, max(3, canvas.rows - 4)), columns: Panel.wide - 2, in: context, on: canvas)
        let area = panel.content
        height = max(1, area.rows)
        if let mark, !isPlaced { top = mark - height / 2 }
        isPlaced = true
        top = max(0, min(top, lines.count - height))
        panel.draw(
            title: title, trailing: "\(min(top + height, lines.count)) of \(lines.count) lines",
            keys: "Up Down PageUp PageDown scroll · y copy all · Esc", on: &canvas)
        for (offset, line) in lines.dropFirst(top).prefix(max(0, area.rows)).enumerated() {
            canvas.write(
                TextWidth.clip(line, to: area.columns), row: area.row + offset, column: area.column,
                style: panel.look[.overlay], limit: area.columns)
            if top + offset == mark { panel.select(row: area.row + offset, on: &canvas) }
        }
        canvas.cursor = nil
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key):
            switch key.word {
            case "Escape", "q", "Enter", "C-c", "C-g": return [.close]
            case "Up", "k", "C-p": scroll(-1)
            case "Down", "j", "C-n": scroll(1)
            case "PageUp", "C-b", "M-v": scroll(-height)
            case "PageDown", "Space", "C-f", "C-v": scroll(height)
            case "Home", "g": scroll(-lines.count)
            case "End", "G": scroll(lines.count)
            case "y":
                return [.copy(lines.joined(separator: "\n"), what: "\(lines.count) lines")]
            default: return []
            }
            return [.redraw]
        case .mouse(let event):
            switch event.button {
            case .wheelUp: scroll(-3)
            case .wheelDown: scroll(3)
            default: return []
            }
            return [.redraw]
        default: return []
        }
    }

    private mutating func scroll(_ rows: Int) {
        top = max(0, min(min(top, lines.count) + rows, lines.count - height))
    }
}
