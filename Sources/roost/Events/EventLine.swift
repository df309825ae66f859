import RoostModel
import RoostWire

/// One line of `roost events --json`: when it was printed, what `event` it is, and the fields of that.
struct EventLine: Encodable {
    /// What happened.
    enum Event {
        case session(SessionInfo)
        case sessionRemoved(SessionID, name: String?)
        case workspace(Workspace)
        case workspaceRemoved(name: String)
        case task(TaskInfo)
        case stats(TaskPulse)
        case notice(Notice)
        case goodbye(Goodbye)
    }

    let at: Timestamp
    let event: Event

    private enum CodingKeys: String, CodingKey {
        case at, event, session, number, name, windows, sessions, kind, text, title, body, reason, selection,
            task, stats, attention
        case isError = "is_error"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(at, forKey: .at)
        switch event {
        case .session(let info):
            try container.encode("session", forKey: .event)
            try container.encode(info, forKey: .session)
        case .sessionRemoved(let number, let name):
            try container.encode("session_removed", forKey: .event)
            try container.encode(number, forKey: .number)
            try container.encode(name, forKey: .name)
        case .workspace(let workspace):
            try container.encode("workspace", forKey: .event)
            try container.encode(workspace.name, forKey: .name)
            try container.encode(workspace.windows.count, forKey: .windows)
            try container.encode(workspace.sessions, forKey: .sessions)
        case .workspaceRemoved(let name):
            try container.encode("workspace_removed", forKey: .event)
            try container.encode(name, forKey: .name)
        case .task(let task):
            try container.encode("task", forKey: .event)
            try container.encode(task, forKey: .task)
        case .stats(let pulse):
            try container.encode("stats", forKey: .event)
            try container.encode(pulse, forKey: .stats)
        case .notice(let notice):
            try container.encode("notice", forKey: .event)
            try encode(notice, in: &container)
        case .goodbye(let goodbye):
            try container.encode("goodbye", forKey: .event)
            try container.encode(Self.reason(goodbye), forKey: .reason)
        }
    }

    private func encode(_ notice: Notice, in container: inout KeyedEncodingContainer<CodingKeys>) throws {
        switch notice {
        case .message(let text, let isError):
            try container.encode("message", forKey: .kind)
            try container.encode(text, forKey: .text)
            try container.encode(isError, forKey: .isError)
        case .bell(let session):
            try container.encode("bell", forKey: .kind)
            try container.encode(session, forKey: .number)
        case .notification(let session, let title, let body):
            try container.encode("notification", forKey: .kind)
            try container.encode(session, forKey: .number)
            try container.encode(title, forKey: .title)
            try container.encode(body, forKey: .body)
        case .clipboard(let selection, _):
            try container.encode("clipboard", forKey: .kind)
            try container.encode(selection, forKey: .selection)
        case .alert(let session, let kind, let text):
            try container.encode("alert", forKey: .kind)
            try container.encode(session, forKey: .number)
            try container.encode(kind, forKey: .attention)
            try container.encode(text, forKey: .text)
        case .configurationChanged:
            try container.encode("configuration_changed", forKey: .kind)
        }
    }

    /// Why the server said good-bye, as a word, or in its own words.
    static func reason(_ goodbye: Goodbye) -> String {
        if case .refused(let reason) = goodbye { reason } else { goodbye.message.kind }
    }
}
