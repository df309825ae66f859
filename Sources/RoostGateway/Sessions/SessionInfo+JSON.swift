import RoostDetect
import RoostModel
import RoostTasks

extension SessionInfo {
    /// A session as REST tells of it, without its commands.
    var json: JSONValue {
        .members([
            "session_id": .string(uuid), "cli_tool": .string(provider), "mode": .string("interactive"),
            "state": .string(state.rawValue), "pid": .integer(pid), "created_at": .time(createdAt),
            "last_activity": .time(lastActivity), "current_directory": .string(cwd),
            "authentication_required": .bool(attention?.kind == .authentication),
            "metadata": Metadata.object(of: self) ?? .object([]), "user_id": .text(identity?.userID),
            "number": .integer(number.rawValue), "name": .string(name), "attention": attention?.json ?? .null,
            "custom_state": customState?.json ?? .null,
            "title": .string(tellableTitle), "exit_code": .integer(exitCode), "reason": .text(reason),
            "cols": .integer(cols), "rows": .integer(rows), "git_branch": .text(branch),
            "workspace": .text(workspace), "state_since": .time(stateSince),
        ])
    }

    /// The title that its program gave itself, without secrets.
    var tellableTitle: String { Redactor().redact(title) }
}

extension CustomState {
    /// What a session is at, with the data as an object, as REST and WebSocket tell it.
    var json: JSONValue {
        .members([
            "name": .string(name), "data": data.flatMap(JSONParser.parse) ?? .null, "since": .time(since),
        ])
    }
}

extension Attention {
    /// What is asked, as REST and WebSocket tell it.
    var json: JSONValue {
        .members([
            "id": .string(id), "kind": .string(kind.rawValue), "text": .string(text),
            "options": .array(
                options.map {
                    .members([
                        "key": .string($0.key), "label": .string($0.label), "selected": .bool($0.isSelected),
                    ])
                }),
            "url": .text(url), "code": .text(code), "source": .string(source), "since": .time(since),
        ])
    }

    /// A person has to decide or to sign in first: nothing else may be typed.
    var isInTheWay: Bool {
        switch kind {
        case .approval, .authentication, .trust: true
        // A question that is answered by words takes them as they are typed.
        case .question: !options.isEmpty
        case .rateLimited, .retrying, .finished, .bell: false
        }
    }
}

extension HistoryEntry {
    /// An entry as REST tells of it.
    var json: JSONValue {
        .members([
            "message_type": .string(type.rawValue), "content": .string(text), "timestamp": .time(at),
            "current_directory": .text(cwd), "exit_code": .integer(exitCode),
            "duration_ms": .integer(durationMilliseconds), "offset": .integer(offset),
        ])
    }
}
