import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The last row as a place for commands, with completion above it.
struct CommandPrompt: Overlay {
    private var field = TextField()
    /// What was typed before, oldest first.
    private let past: [String]
    /// Which of `past` stands in the field; its count: none of them.
    private var place: Int
    /// What was being typed before Up.
    private var draft = ""
    private var problem: String?
    private var candidates: [String] = []
    private var candidate: Int?
    /// The line that was understood, for the `past` of the next prompt; nil before Enter.
    private(set) var accepted: String?

    /// Makes a prompt.
    ///
    /// - Parameters:
    ///   - text: What stands there to begin with.
    ///   - past: Commands of before, oldest first, for Up.
    init(text: String = "", past: [String] = []) {
        field = TextField(text)
        self.past = past
        place = past.count
    }

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        BottomRow(look: look).draw(
            label: ":", field: field, keys: "Tab complete · Enter do · Esc", on: &canvas)
        let row = canvas.rows - 2
        guard row >= 0 else { return }
        if let problem {
            line(problem, row: row, style: look[.error], look: look, on: &canvas)
        } else if !candidates.isEmpty {
            drawCandidates(row: row, look: look, on: &canvas)
        }
    }

    private func line(_ text: String, row: Int, style: Style, look: Look, on canvas: inout Canvas) {
        var style = style
        style.background = look[.overlay].background
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: style)
        canvas.write(TextWidth.clip(" " + text, to: canvas.columns), row: row, column: 0, style: style)
    }

    /// As many as fit, so that the chosen one is among them.
    private func drawCandidates(row: Int, look: Look, on canvas: inout Canvas) {
        let style = look[.overlay]
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: style)
        var first = 0
        if let candidate {
            var width = 0
            for index in stride(from: candidate, through: 0, by: -1) {
                width += TextWidth.of(candidates[index]) + 2
                if width > canvas.columns { break }
                first = index
            }
        }
        var column = 1
        for index in candidates.indices.dropFirst(first) {
            guard column < canvas.columns else { break }
            let chosen = index == candidate
            column += canvas.write(
                candidates[index], row: row, column: column, style: chosen ? look[.overlaySelection] : style)
            column += 2
        }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        guard case .key(let key) = event else {
            if case .mouse(let event) = event { return event.action == .press ? [.close] : [] }
            return edit(event, in: context)
        }
        switch key.word {
        case "Escape", "C-c", "C-g": return [.close]
        case "Enter": return run(in: context)
        case "Tab": complete(1, in: context)
        case "BTab": complete(-1, in: context)
        case "Up", "C-p": recall(place - 1)
        case "Down", "C-n": recall(place + 1)
        case "BSpace" where field.isEmpty: return [.close]
        default: return edit(event, in: context)
        }
        return [.redraw]
    }

    private mutating func edit(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        guard field.handle(event) else { return [] }
        problem = nil
        candidate = nil
        candidates = field.isEmpty ? [] : Self.candidates(for: field.text, in: context)
        place = past.count
        return [.redraw]
    }

    private mutating func recall(_ place: Int) {
        guard (0...past.count).contains(place), place != self.place else { return }
        if self.place == past.count { draft = field.text }
        self.place = place
        field.replace(with: past[safe: place] ?? draft)
        candidates = []
        candidate = nil
        problem = nil
    }

    // MARK: Completion

    private mutating func complete(_ step: Int, in context: UIContext) {
        problem = nil
        if let current = candidate {
            candidate = (current + step + candidates.count) % candidates.count
        } else {
            candidates = Self.candidates(for: field.text, in: context)
            guard !candidates.isEmpty else { return }
            let common = candidates.dropFirst().reduce(candidates[0]) { $0.commonPrefix(with: $1) }
            if candidates.count > 1, common.count > field.text.count {
                field.replace(with: common)
                return
            }
            candidate = step > 0 ? 0 : candidates.count - 1
        }
        guard let candidate else { return }
        let isOnly = candidates.count == 1
        field.replace(with: candidates[candidate] + (isOnly ? " " : ""))
        if isOnly { self.candidate = nil }
    }

    /// Whole lines that begin as the text does.
    private static func candidates(for text: String, in context: UIContext) -> [String] {
        guard let blank = text.firstIndex(of: " ") else {
            return PromptCommand.names.filter { $0.hasPrefix(text) }
        }
        let command = text[..<blank]
        let words: [String] =
            switch command {
            case "layout", "select-layout": Layout.Preset.allCases.map(\.rawValue)
            case "select-window": (context.workspace?.workspace.windows ?? []).map { "\($0.number)" }
            case "go-to", "kill-session": context.sessions.values.map(\.name).sorted()
            default: []
            }
        return words.map { "\(command) \($0)" }.filter { $0.hasPrefix(text) }
    }

    // MARK: Doing it

    private mutating func run(in context: UIContext) -> [OverlayEffect] {
        let text = field.text
        guard text.contains(where: { $0 != " " }) else { return [.close] }
        do throws(PromptCommand.Problem) {
            let effects = try Self.effects(of: PromptCommand.parse(text), in: context)
            accepted = text
            return effects + [.close]
        } catch {
            problem = error.description
            candidates = []
            candidate = nil
            return [.redraw]
        }
    }

    private static func effects(
        of command: PromptCommand, in context: UIContext
    ) throws(PromptCommand.Problem) -> [OverlayEffect] {
        let workspace = context.workspaceName
        func layout(_ command: LayoutCommand) -> [OverlayEffect] {
            [.request(.layout(workspace: workspace, command))]
        }
        switch command {
        case .perform(let action): return [.perform(action)]
        case .renameWindow(let name): return layout(.renameWindow(window: nil, name: name))
        case .renameSession(let name):
            guard let session = context.focused else {
                throw PromptCommand.Problem(description: "cannot rename the session: no pane has the keys")
            }
            return [.request(.renameSession(target: "\(session)", name: name))]
        case .renameWorkspace(let name):
            guard let workspace else {
                throw PromptCommand.Problem(description: "cannot rename the workspace: there is none")
            }
            return [.request(.renameWorkspace(name: workspace, to: name))]
        case .newWindow(let name, let command):
            return layout(
                .openWindow(
                    session: SessionRequest(arguments: command, environment: [:], workspace: workspace),
                    name: name, focus: true))
        case .newWorkspace(let name): return [.request(.newWorkspace(name: name))]
        case .switchWorkspace(let name): return [.request(.switchWorkspace(name: name))]
        case .goTo(let name):
            guard
                let session = context.sessions.values.first(where: {
                    $0.name == name || "\($0.number)" == name
                })
            else {
                throw PromptCommand.Problem(
                    description: "cannot go to \(name): there is no such session here")
            }
            return layout(.goTo(session.number))
        case .send(let keys):
            guard let session = context.focused else {
                throw PromptCommand.Problem(description: "cannot send keys: no pane has the keys")
            }
            return [.request(.sendKeys(target: "\(session)", keys: keys))]
        case .kill(let name):
            return [.open(Confirm("end session \(name)?", then: [.request(.kill(target: name))]))]
        }
    }
}

extension String {
    /// What both begin with.
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
