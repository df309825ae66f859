import FoundationEssentials
import RoostClient
import RoostModel
import RoostWire

/// Makes lines of events, for people or for programs.
struct EventPrinter {
    private let isJSON: Bool
    /// What was printed last of each session.
    private var known: [SessionID: Known] = [:]
    private var knownTasks: [TaskID: TaskState] = [:]
    /// The first sessions that come over a connection are those that are there: ended ones are no news.
    private var isFirst = true

    private struct Known: Hashable {
        let name: String
        let state: SessionState
        let stateSince: Timestamp
        let attention: Attention?
        let customState: String?
    }

    /// Makes JSON, one document a line, or a line of text for each event.
    init(isJSON: Bool) {
        self.isJSON = isJSON
    }

    /// A connection begins.
    mutating func begin() {
        isFirst = true
    }

    /// The lines of an event, without newlines; none for what is no news.
    mutating func lines(for event: ServerMessage, now: Timestamp) throws -> [String] {
        let lines = try news(in: event).compactMap { news in
            isJSON
                ? try json(EventLine(at: now, event: news)) : text(news).map { "\(Clock.local(now)) \($0)" }
        }
        if case .sessions = event { isFirst = false }
        return lines
    }

    private mutating func news(in event: ServerMessage) -> [EventLine.Event] {
        switch event {
        case .sessions(let event):
            let changed = isFirst ? event.changed.filter { !$0.state.isEnded } : event.changed
            return changed.filter { isNews($0) || isJSON }.map { .session($0) }
                + (event.removed ?? []).map { number in
                    .sessionRemoved(number, name: known.removeValue(forKey: number)?.name)
                }
        case .workspace(let event): return [.workspace(event.workspace)]
        case .workspaceRemoved(let workspace): return [.workspaceRemoved(name: workspace.name)]
        case .tasks(let event):
            return event.changed.map(\.task).filter { isNews($0) || isJSON }.map { .task($0) }
                + (event.pulse.map { isJSON ? [.stats($0)] : [] } ?? [])
        case .notice(let notice): return [.notice(notice)]
        case .goodbye(let goodbye): return [.goodbye(goodbye)]
        case .hello, .response, .screen: return []
        }
    }

    private mutating func isNews(_ info: SessionInfo) -> Bool {
        let now = Known(
            name: info.name, state: info.state, stateSince: info.stateSince, attention: info.attention,
            customState: info.customState?.name)
        return known.updateValue(now, forKey: info.number) != now
    }

    private mutating func isNews(_ task: TaskInfo) -> Bool {
        knownTasks.updateValue(task.state, forKey: task.id) != task.state
    }

    private func json(_ line: EventLine) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.embedJSON()
        return String(decoding: try encoder.encode(line), as: UTF8.self)
    }

    private func text(_ event: EventLine.Event) -> String? {
        switch event {
        case .session(let info):
            var words = [info.name, info.state.rawValue]
            if let reason = info.reason { words.append("(\(reason))") }
            if let custom = info.customState { words.append("at \(custom.name)") }
            if let attention = info.attention {
                words.append("\(attention.kind.rawValue): \(attention.text)")
            }
            return Table.printable(words.joined(separator: " "))
        case .sessionRemoved(let number, let name):
            return "\(name ?? number.description) removed"
        case .workspace, .workspaceRemoved, .stats:
            return nil
        case .task(let task):
            let reason = task.error.map { " (\($0))" } ?? ""
            return Table.printable(
                "task \(task.request.name ?? task.id.description) \(task.state.rawValue)\(reason)")
        case .notice(.bell(let session)):
            return "\(name(of: session)) bell"
        case .notice(.notification(let session, let title, let body)):
            let words = [title, body].filter { !$0.isEmpty }.joined(separator: ": ")
            return Table.printable("\(name(of: session)) says \(words)")
        case .notice(.message(let text, _)):
            return Table.printable("roost: \(text)")
        case .notice(.configurationChanged):
            return "roost: the configuration was read again"
        // The session's own line says what it needs.
        case .notice(.clipboard), .notice(.alert):
            return nil
        case .goodbye(let goodbye):
            return "roost: \(EventLine.reason(goodbye))"
        }
    }

    private func name(of session: SessionID) -> String {
        known[session]?.name ?? session.description
    }
}
