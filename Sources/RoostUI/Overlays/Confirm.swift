import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Asks whether something that cannot be undone shall be done: `y` does it, any other key does not.
struct Confirm: Overlay {
    private let question: String
    private let effects: [OverlayEffect]

    /// Makes a question; it should say what is lost.
    init(_ question: String, then effects: [OverlayEffect]) {
        self.question = question
        self.effects = effects
    }

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        guard canvas.rows > 0 else { return }
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        let row = canvas.rows - 1
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: look[.message])
        let keys = look.spelled("  y yes · n no · Esc")
        let room = canvas.columns - TextWidth.of(keys) - 1
        let text = room > 8 ? TextWidth.clip(" \(question)", to: room) + keys : " \(question)"
        canvas.write(TextWidth.clip(text, to: canvas.columns), row: row, column: 0, style: look[.message])
        canvas.cursor = nil
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key): key.word == "y" || key.word == "Y" ? effects + [.close] : [.close]
        case .mouse(let event): event.action == .press && !event.button.isWheel ? [.close] : []
        default: []
        }
    }
}

extension Confirm {
    /// Asks before a command closes a pane or a window with programs in it; nil when they have all ended.
    static func closing(_ command: LayoutCommand, in context: UIContext) -> Confirm? {
        guard context.configuration.confirmClose, let workspace = context.workspace?.workspace,
            let view = context.view
        else { return nil }
        let gone: [Pane]
        let what: String
        switch command {
        case .closePane(let pane):
            let panes = workspace.windows.flatMap(\.panes)
            gone = panes.filter { $0.id == pane ?? view.pane }
            what = pane.map { "pane \($0)" } ?? "pane"
        case .closeWindow(let number):
            let shown = view.window(in: workspace)
            guard let window = number.map({ workspace.window(number: $0) }) ?? shown else { return nil }
            gone = window.panes
            what = "window \(window.number)"
        default: return nil
        }
        // A session that another pane shows lives on.
        let ids = Set(gone.map(\.id))
        let kept = Set(workspace.windows.flatMap(\.panes).filter { !ids.contains($0.id) }.map(\.session))
        // One that nothing is known of yet has just begun.
        let running = Set(gone.map(\.session)).filter {
            !kept.contains($0) && context.sessions[$0]?.state.isEnded != true
        }
        guard let first = running.first else { return nil }
        let name = context.sessions[first].map(SessionNames.full) ?? "its program"
        let who = running.count == 1 ? name : "\(running.count) programs"
        return Confirm(
            "close \(what) and end \(who)?", then: [.request(.layout(workspace: workspace.name, command))])
    }
}
