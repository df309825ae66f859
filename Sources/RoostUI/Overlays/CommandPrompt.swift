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
    private var completion = CommandCompletion(line: "") { _ in [] }
    /// What is gone through with Tab: the line before, and which word stands in its last place now.
    private var choice: (line: String, words: [String], index: Int)?
    /// The line that was understood, for the `past` of the next prompt; nil before Enter.
    private(set) var acceptedLine: String?

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

    // MARK: Drawing

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let look = Look(theme: context.theme, isASCII: context.configuration.asciiGlyphs)
        BottomRow(look: look).draw(
            label: ":", field: field, keys: "Tab complete · Enter do · Esc", on: &canvas)
        let row = canvas.rows - 2
        guard row >= 0 else { return }
        let words = choice?.words ?? completion.words
        if let problem {
            line(problem, row: row, style: look[.error], look: look, on: &canvas)
        } else if !field.isEmpty, !words.isEmpty {
            drawWords(words, row: row, look: look, on: &canvas)
        } else if !field.isEmpty, !completion.usage.isEmpty {
            line(completion.usage, row: row, style: look[.dim], look: look, on: &canvas)
        }
    }

    private func line(_ text: String, row: Int, style: Style, look: Look, on canvas: inout Canvas) {
        var style = style
        style.background = look[.overlay].background
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: style)
        canvas.write(TextWidth.clip(" " + text, to: canvas.columns), row: row, column: 0, style: style)
    }

    /// As many as fit, so that the chosen one is among them.
    private func drawWords(_ words: [String], row: Int, look: Look, on canvas: inout Canvas) {
        let style = look[.overlay]
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: style)
        var first = 0
        if let chosen = choice?.index {
            var width = 0
            for index in stride(from: chosen, through: 0, by: -1) {
                width += TextWidth.of(words[index]) + 2
                if width > canvas.columns { break }
                first = index
            }
        }
        var column = 1
        for index in words.indices.dropFirst(first) {
            guard column < canvas.columns else { break }
            column += canvas.write(
                words[index], row: row, column: column,
                style: index == choice?.index ? look[.overlaySelection] : style)
            column += 2
        }
    }

    // MARK: Keys

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        guard case .key(let key) = event else {
            if case .mouse(let event) = event { return event.action == .press ? [.close] : [] }
            return edit(event, in: context)
        }
        switch key.word {
        case "Escape", "C-c", "C-g": return [.close]
        case "Enter": return run()
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
        changed(in: context)
        place = past.count
        return [.redraw]
    }

    private mutating func changed(in context: UIContext) {
        problem = nil
        choice = nil
        completion = CommandCompletion(line: field.text) { Self.names(of: $0, in: context) }
    }

    private mutating func recall(_ place: Int) {
        guard (0...past.count).contains(place), place != self.place else { return }
        if self.place == past.count { draft = field.text }
        self.place = place
        field.replace(with: past[safe: place] ?? draft)
        completion = CommandCompletion(line: "") { _ in [] }
        choice = nil
        problem = nil
    }

    // MARK: Completion

    private mutating func complete(_ step: Int, in context: UIContext) {
        problem = nil
        if let choice {
            let index = (choice.index + step + choice.words.count) % choice.words.count
            return choose(index, of: choice.words, in: choice.line)
        }
        changed(in: context)
        let words = completion.words
        guard let first = words.first else { return }
        let common = words.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        let line = field.text
        let typed = line.lastIndex(of: " ").map { line[line.index(after: $0)...] } ?? line[...]
        if words.count == 1 {
            field.replace(with: CommandCompletion.replacing(lastWordOf: line, with: first) + " ")
            changed(in: context)
        } else if common.count > typed.count {
            field.replace(with: line.dropLast(typed.count) + common)
            changed(in: context)
        } else {
            choose(step > 0 ? 0 : words.count - 1, of: words, in: line)
        }
    }

    private mutating func choose(_ index: Int, of words: [String], in line: String) {
        choice = (line, words, index)
        field.replace(with: CommandCompletion.replacing(lastWordOf: line, with: words[index]))
    }

    /// The names that there are now.
    private static func names(of kind: ArgumentKind, in context: UIContext) -> [String] {
        let windows = context.workspace?.workspace.windows ?? []
        return switch kind {
        case .window: windows.map { "\($0.number)" }
        case .pane: windows.flatMap(\.layout.panes).map { "\($0)" }
        case .session: context.sessions.values.map(\.name).sorted { $0.precedesNaturally($1) }
        case .workspace: [context.workspaceName].compactMap(\.self)
        case .provider, .buffer, .number, .size, .choice, .key, .directory, .program, .text: []
        }
    }

    // MARK: Doing it

    private mutating func run() -> [OverlayEffect] {
        let text = field.text
        guard text.contains(where: { $0 != " " }) else { return [.close] }
        do throws(CommandProblem) {
            let command = try CommandTable.parse(text)
            acceptedLine = text
            // Closed first: the command may open something of its own.
            return [.close, .perform(command.effect)]
        } catch {
            problem = error.description
            choice = nil
            return [.redraw]
        }
    }
}

extension String {
    /// What both begin with.
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
