import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

// What a person does with the list and with what a task says.
extension TasksOverlay {
    /// What a line end of a prompt is in the line where it is edited.
    private static let lineEnd = "⏎"

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        place(in: context)
        switch event {
        case .key(let key):
            if isTyping { return type(key, in: context) }
            return part == .list ? handle(key, in: context) : read(key, in: context)
        case .mouse(let event): return handle(event, in: context)
        default:
            guard isTyping, search?.field.handle(event) == true else { return [] }
            return narrowed(in: context)
        }
    }

    private mutating func type(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "C-c", "C-g":
            search = nil
            isTyping = false
            return narrowed(in: context)
        case "Enter":
            isTyping = false
            if search?.field.isEmpty == true { search = nil }
            return [.redraw]
        default:
            if cursor.handle(key, letters: false) { return moved() }
            guard search?.field.handle(.key(key)) == true else { return [] }
            return narrowed(in: context)
        }
    }

    // MARK: The list

    private mutating func handle(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "q", "C-c", "C-g":
            if marked != nil {
                marked = nil
                return [.redraw]
            }
            guard search != nil else { return [.close] }
            search = nil
            return narrowed(in: context)
        case "/":
            search = search ?? TaskSearch()
            isTyping = true
            return [.redraw]
        case "f":
            let all = TaskList.Filter.allCases
            tasks.filter = all[((all.firstIndex(of: tasks.filter) ?? 0) + 1) % all.count]
            return narrowed(in: context)
        case "s": return [.open(TaskStatisticsOverlay())]
        case "?": return [.open(Self.help)]
        case "Tab", "BTab":
            if chosen != nil { part = .transcript }
            return [.redraw]
        case "y": return copy()
        case "C-v": return open(split: true, in: context)
        default:
            if cursor.handle(key, letters: true) { return moved() }
            guard let task = chosen else { return [] }
            let action = TaskAction.possible(with: task, resumes: canResume(task))
                .first { $0.key == key.word }
            if action == nil, key.word == "Enter" {
                return [.message(whyClosed(task), isError: false)]
            }
            return action.map { perform($0, task, in: context) } ?? []
        }
    }

    private mutating func perform(
        _ action: TaskAction, _ task: TaskInfo, in context: UIContext
    ) -> [OverlayEffect] {
        let target = "\(task.id)"
        switch action {
        case .approve: return [.request(.task(.approve(target: target)))]
        case .resumeProvider:
            return [.request(.task(.resume(.provider(task.request.provider))))]
        case .resumeQueue: return [.request(.task(.resume(.queue)))]
        case .retry: return [.request(.task(.retry(target: target)))]
        case .pause: return [.request(.task(.pause(.task(target))))]
        case .resume: return [.request(.task(.resume(.task(target))))]
        case .cancel:
            let question = "cancel task \(target)\(task.request.name.map { " \($0)" } ?? "")?"
            return [.open(Confirm(question, then: [.request(.task(.cancel(target: target)))]))]
        case .open: return open(split: false, in: context)
        case .again: return edit(task, in: context)
        case .compare:
            guard let other = marked, other != task.id else {
                marked = marked == nil ? task.id : nil
                return [.redraw]
            }
            marked = nil
            return [.open(TaskComparison(other, task.id)), .redraw]
        }
    }

    /// Takes up the conversation in its program; the session is shown in a new window or beside the pane with the
    /// keys.
    private mutating func open(split: Bool, in context: UIContext) -> [OverlayEffect] {
        guard let task = chosen, TaskAction.open.isPossible(with: task, resumes: canResume(task)) else {
            return []
        }
        opensBeside = split
        let session = SessionRequest(environment: context.environment, isDetached: true)
        return [.request(.task(.open(target: "\(task.id)", session)))]
    }

    /// Why the conversation of a task cannot be taken up.
    private func whyClosed(_ task: TaskInfo) -> String {
        if !task.state.isEnded { return "it can be opened when it has ended" }
        if task.report.conversation == nil { return "it told of no conversation that could be opened" }
        return "\(task.request.provider) cannot take up a conversation by its identifier"
    }

    /// Asks for another prompt, and runs it as the old one was.
    private func edit(_ task: TaskInfo, in context: UIContext) -> [OverlayEffect] {
        let prompt = task.request.prompt.replacing("\r\n", with: "\n").replacing("\n", with: Self.lineEnd)
        guard prompt.count <= TextField.limit else {
            return [.message("the prompt is too long for a line: use roost run --file", isError: true)]
        }
        var request = task.request
        // What it had to wait for lies behind it.
        request.after = []
        let environment = context.environment
        let changed = request
        return [
            .open(
                LinePrompt("run with \(task.request.provider)", text: prompt) { text in
                    var request = changed
                    request.prompt = text.replacing(Self.lineEnd, with: "\n")
                    return text.isEmpty ? [] : [.request(.task(.run(request, environment: environment)))]
                })
        ]
    }

    // MARK: What it says

    private mutating func read(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        switch key.word {
        case "Tab", "BTab", "Escape", "q", "C-c", "C-g": part = .list
        case "Space", "Enter": transcript.turn()
        case "y": return copy()
        case "?": return [.open(Self.help)]
        default:
            guard transcript.handle(key) else { return [] }
            return follow() + [.redraw]
        }
        return [.redraw]
    }

    private func copy() -> [OverlayEffect] {
        guard let block = transcript.current else {
            return [.message("it has said nothing yet", isError: false)]
        }
        guard !block.text.isEmpty else {
            return [.message("there is no text in this message", isError: false)]
        }
        return [.copy(block.text, what: "the message")]
    }

    // MARK: The mouse

    private mutating func handle(_ event: MouseEvent, in context: UIContext) -> [OverlayEffect] {
        if transcript.area.contains(row: event.row, column: event.column), chosen != nil {
            switch event.button {
            case .wheelUp: transcript.move(by: -3)
            case .wheelDown: transcript.move(by: 3)
            case .left where event.action == .press:
                part = .transcript
                transcript.click(row: event.row)
            default: return []
            }
            return follow() + [.redraw]
        }
        switch cursor.click(event, in: places.list, of: places.frame) {
        case .moved:
            part = .list
            return moved()
        case .taken:
            part = .list
            return open(split: false, in: context) + [.redraw]
        case .outside: return [.close]
        case .nothing: return []
        }
    }

    // MARK: Keys

    /// All keys, for terminals whose last row has no room for them.
    private static var help: TextOverlay {
        let actions = TaskAction.allCases.filter { $0 != .resume }.map { ($0.key, $0.help) }
        let keys =
            actions + [
                ("y", "copy the chosen message, the last one if none is chosen"),
                ("Tab", "go to what the task says, and back"),
                ("Space", "there: fold or unfold a message; End follows the end"),
                ("f", "list all, those who need you, running, queued, passed or failed ones"),
                ("/", "list only those with some words in prompt or messages"),
                ("s", "numbers: by provider and day"),
                ("Escape", "back"),
            ]
        let lines = keys.map { TextWidth.pad($0.0, to: 8) + $0.1 }
        return TextOverlay(title: "Keys of tasks", lines: lines, startsAtEnd: false)
    }
}
