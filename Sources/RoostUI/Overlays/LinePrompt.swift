import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Asks for a line of text in the last row: a new name, a text for a session.
struct LinePrompt: Overlay {
    private let question: String
    private var field: TextField
    private let accept: @Sendable (String) -> [OverlayEffect]

    /// Makes a prompt with a text to begin with.
    ///
    /// `accept` says what happens with the text when Enter is pressed; the prompt closes after it.
    init(_ question: String, text: String = "", accept: @escaping @Sendable (String) -> [OverlayEffect]) {
        self.question = question
        self.accept = accept
        field = TextField(text)
    }

    /// Renames a window, the one that is shown with nil; an empty name lets it be named after what runs in it.
    static func renameWindow(_ number: Int? = nil, in context: UIContext) -> LinePrompt? {
        guard let workspace = context.workspace?.workspace,
            let window = number.map({ workspace.window(number: $0) })
                ?? context.view?.window(in: workspace)
        else { return nil }
        return LinePrompt("rename window", text: window.name ?? "") { name in
            [.request(.layout(workspace: workspace.name, .renameWindow(window: window.number, name: name)))]
        }
    }

    /// Renames a session by name or number, the one with the keys with nil.
    static func renameSession(_ name: String?, in context: UIContext) -> LinePrompt? {
        context.session(called: name).map { rename($0) }
    }

    /// Asks what a task is to do that goes on with the conversation of a session, by name or number, the one with the
    /// keys with nil.
    static func sendToBackground(_ name: String?, in context: UIContext) -> LinePrompt? {
        guard let session = context.session(called: name) else { return nil }
        let (target, full) = ("\(session.number)", SessionNames.full(session))
        let environment = context.environment
        return LinePrompt("end \(full) and go on as a task") { prompt in
            guard !prompt.allSatisfy(\.isWhitespace) else { return [] }
            return [
                .request(.task(.goOn(with: target, prompt, environment: environment))),
                // A program takes some seconds to end, and nothing else would be seen meanwhile.
                .message("ending \(full), its conversation goes on as a task", isError: false),
            ]
        }
    }

    /// Renames a session.
    static func rename(_ session: SessionInfo) -> LinePrompt {
        LinePrompt("rename session", text: session.name) { name in
            name.isEmpty || name == session.name
                ? [] : [.request(.session(.rename(target: "\(session.number)", name: name)))]
        }
    }

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        BottomRow(look: look).draw(
            label: "\(question): ", field: field, keys: "Enter done · Esc", on: &canvas)
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        if case .key(let key) = event {
            switch key.word {
            case "Escape", "C-c", "C-g": return [.close]
            case "Enter": return accept(field.text) + [.close]
            default: break
            }
        }
        return field.handle(event) ? [.redraw] : []
    }
}

extension Request.Task {
    /// A task that goes on with the conversation of a session, which is ended for it.
    ///
    /// Provider and folder are left to the server, which has them from the conversation.
    static func goOn(
        with session: String, _ prompt: String, environment: [String: String]
    ) -> Request.Task {
        .takeOver(
            session: session, endsSession: true,
            run: TaskRequest(provider: "", prompt: prompt, cwd: ""), environment: environment)
    }
}

/// The last row as a place to type in, over the status row.
struct BottomRow {
    let look: Look
    /// Columns of the field that keys leave to it.
    private static let leastField = 16

    /// Draws a label, a field and as many of the keys as there is room for; the last of them, which closes, goes last.
    func draw(label: String, field: TextField, keys: String, on canvas: inout Canvas) {
        guard canvas.rows > 0 else { return }
        let row = canvas.rows - 1
        let style = look[.message]
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: style)
        let keys = Panel.fit(keys, canvas.columns - TextWidth.of(label) - Self.leastField - 2)
        let keyWidth = TextWidth.of(keys) + 2
        let shownKeys = TextWidth.of(label) + Self.leastField + keyWidth <= canvas.columns ? keyWidth : 0
        let used = canvas.write(
            TextWidth.clip(" " + label, to: canvas.columns / 2), row: row, column: 0, style: style)
        if shownKeys > 0 {
            canvas.write(look.spelled(keys), row: row, column: canvas.columns - keyWidth + 1, style: style)
        }
        field.draw(
            on: &canvas, row: row, column: used, columns: canvas.columns - used - shownKeys, style: style)
    }
}
