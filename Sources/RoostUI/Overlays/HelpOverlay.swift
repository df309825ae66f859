import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// All keys and commands with what they do, the user's own among them; typing narrows the list.
struct HelpOverlay: Overlay {
    private var filter = TextField()
    private var top = 0
    private var height = 1

    /// A row of the list.
    fileprivate enum Row {
        case title(String)
        case binding(key: String, text: String, word: String)
        case blank
    }

    init() {}

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let rows = rows(context.configuration)
        let panel = Panel(rows: canvas.rows, columns: 92, in: context, on: canvas)
        let version = "roost \(Build.version)"
        panel.draw(
            title: "Keys", trailing: version, keys: "type to filter · Up Down PageUp PageDown scroll · Esc",
            on: &canvas)
        let area = panel.content
        height = max(1, area.rows - 1)
        top = max(0, min(top, rows.count - height))
        canvas.write(
            "> ", row: area.row, column: area.column, style: panel.style(.accent), limit: area.columns)
        if area.rows > 0 {
            filter.draw(
                on: &canvas, row: area.row, column: area.column + 2, columns: area.columns - 2,
                style: panel.look[.overlay])
        }
        let keyWidth = rows.map(\.keyWidth).max() ?? 0
        for (offset, row) in rows.dropFirst(top).prefix(max(0, area.rows - 1)).enumerated() {
            draw(
                row, keyWidth: keyWidth,
                in: Rect(row: area.row + 1 + offset, column: area.column, rows: 1, columns: area.columns),
                panel: panel, on: &canvas)
        }
    }

    private func draw(_ row: Row, keyWidth: Int, in place: Rect, panel: Panel, on canvas: inout Canvas) {
        let end = place.column + place.columns
        switch row {
        case .blank: break
        case .title(let title):
            canvas.write(
                title, row: place.row, column: place.column, style: panel.look[.overlayTitle],
                limit: place.columns)
        case .binding(let key, let text, let word):
            canvas.write(
                key, row: place.row, column: place.column + 2, style: panel.style(.overlayKey),
                limit: place.columns - 2)
            let used = canvas.write(
                text, row: place.row, column: place.column + keyWidth + 4, style: panel.look[.overlay],
                limit: max(0, end - place.column - keyWidth - 4))
            let start = end - TextWidth.of(word)
            if start > place.column + keyWidth + 5 + used {
                canvas.write(word, row: place.row, column: start, style: panel.style(.dim))
            }
        }
    }

    /// Bindings, commands without a key, and the keys of copy mode, as far as they have all typed words somewhere,
    /// under the titles of their groups.
    private func rows(_ configuration: Configuration) -> [Row] {
        var groups = configuration.describedGroups.map { group in
            (
                group.title,
                group.bindings.map { Row.binding(key: $0.keys, text: $0.command.help, word: $0.command.text) }
            )
        }
        let bound = Set(configuration.described.map(\.command.name))
        let prompt = CommandTable.specs.filter { $0.isOnScreen && !bound.contains($0.name) }
        groups.append(
            ("At the prompt", prompt.map { Row.binding(key: ":", text: $0.help, word: $0.name) }))
        let copying = configuration.describedCopyBindings.map {
            Row.binding(key: $0.key, text: $0.spec.help, word: $0.spec.name)
        }
        groups.append(("In copy mode", copying))
        let words = filter.text.lowercased().split(separator: " ")
        let shown = groups.map { title, rows in
            (
                title,
                rows.filter { row in words.allSatisfy { "\(row.text) \(title)".lowercased().contains($0) } }
            )
        }
        .filter { !$0.1.isEmpty }
        let rows = shown.map { [.title($0.0)] + $0.1 }.joined(separator: [.blank])
        return shown.isEmpty ? [.title("nothing does that")] : Array(rows)
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key):
            switch key.word {
            case "Escape", "C-c", "C-g": return filter.isEmpty ? [.close] : clear()
            case "Enter": return [.close]
            case "q" where filter.isEmpty: return [.close]
            case "Up", "C-p": scroll(-1)
            case "Down", "C-n": scroll(1)
            case "PageUp", "M-v": scroll(-height)
            case "PageDown", "C-v": scroll(height)
            case "Home": top = 0
            case "End": top = Int.max / 2
            default:
                guard filter.handle(event) else { return [] }
                top = 0
            }
            return [.redraw]
        case .mouse(let event):
            switch event.button {
            case .wheelUp: scroll(-3)
            case .wheelDown: scroll(3)
            default: return []
            }
            return [.redraw]
        default: return filter.handle(event) ? [.redraw] : []
        }
    }

    private mutating func clear() -> [OverlayEffect] {
        filter = TextField()
        return [.redraw]
    }

    private mutating func scroll(_ rows: Int) {
        // How many rows there are is known when they are drawn.
        top = max(0, top + rows)
    }
}

extension HelpOverlay.Row {
    /// What is searched in.
    fileprivate var text: String {
        if case .binding(let key, let text, let word) = self { "\(key) \(text) \(word)" } else { "" }
    }

    fileprivate var keyWidth: Int {
        if case .binding(let key, _, _) = self { TextWidth.of(key) } else { 0 }
    }
}
