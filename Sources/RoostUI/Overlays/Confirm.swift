import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Asks whether something that cannot be undone shall be done: `y` does it, any other key does not.
struct Confirm: Overlay {
    private let question: String
    private let brief: String
    private let effects: [OverlayEffect]

    /// Makes a question; it should say what is lost.
    ///
    /// - Parameters:
    ///   - question: With its question mark.
    ///   - brief: What is asked for in a narrow terminal: the deed and its object. Nil: the question itself.
    ///   - effects: What yes does.
    init(_ question: String, brief: String? = nil, then effects: [OverlayEffect]) {
        self.question = question
        self.brief = brief ?? question
        self.effects = effects
    }

    /// The longest that fits: the keys are seen in any case, then what is asked about, then the rest.
    private func text(columns: Int) -> String {
        let choices = [
            " \(question)  y yes · n no · Esc", " \(question)  y/n", " \(brief)  y/n", " \(brief) y/n",
        ]
        let keys = " y/n"
        let room = columns - TextWidth.of(keys)
        return choices.first { TextWidth.of($0) <= columns }
            ?? (room < 4 ? "" : TextWidth.clip(" \(brief)", to: room)) + keys
    }

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        guard canvas.rows > 0 else { return }
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        let row = canvas.rows - 1
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: look[.message])
        canvas.write(
            look.spelled(text(columns: canvas.columns)), row: row, column: 0, style: look[.message])
        canvas.cursor = nil
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key): key.word == "y" || key.word == "Y" ? [.answered] + effects + [.close] : [.close]
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
            "close \(what) and end \(who)?", brief: "end \(who)?",
            then: [.request(.layout(workspace: workspace.name, command))])
    }
}
