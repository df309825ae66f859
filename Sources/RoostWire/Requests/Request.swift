package import RoostModel

/// What a client asks the server to do; each gets exactly one ``Response``.
///
/// `target` is a session's name, its number, or a unique prefix of its name.
package enum Request: Hashable, Sendable {
    case session(Session)
    case history(History)
    case workspace(Workspace)
    case buffer(Buffer)
    /// Changes a workspace's windows and panes; nil: the one that the client shows, or the last one.
    case layout(workspace: String?, LayoutCommand)
    case client(Client)
    case server(Server)
    case task(Task)

    /// A client that only looks on may ask it.
    package var isReadOnly: Bool {
        switch self {
        case .session(let request): request.isReadOnly
        case .history: true
        case .workspace(let request): request.isReadOnly
        case .buffer(let request): request.isReadOnly
        case .layout(_, let command): command.isAboutView
        case .client(let request): request.isReadOnly
        case .server(let request): request.isReadOnly
        case .task(let request): request.isReadOnly
        }
    }

    /// It may take hours, and keeps next to nothing meanwhile.
    package var isWait: Bool {
        switch self {
        case .session(.wait), .session(.waitAny), .session(.turn), .history(.follow): true
        default: false
        }
    }

    /// What it changed has to be found again after every crash once it was answered.
    package var isDurable: Bool {
        switch self {
        case .session(let request): request.isDurable
        case .history, .buffer: false
        case .workspace(let request): request.isDurable
        case .layout: true
        case .client, .server: false
        case .task(let request): request.isDurable
        }
    }
}

extension Request: WireMessage {
    private enum LayoutKind: String {
        case layout = "layout.change"
    }

    package var message: Message {
        switch self {
        case .session(let request): request.message
        case .history(let request): request.message
        case .workspace(let request): request.message
        case .buffer(let request): request.message
        case .layout(let workspace, let command):
            Message(LayoutKind.layout).with("workspace", workspace).with("command", command.message)
        case .client(let request): request.message
        case .server(let request): request.message
        case .task(let request): request.message
        }
    }

    /// The family is the part of the kind before the dot.
    package init(_ fields: MessageFields) throws {
        switch fields.kind.prefix(while: { $0 != "." }) {
        case "session": self = .session(try Session(fields))
        case "history": self = .history(try History(fields))
        case "workspace": self = .workspace(try Workspace(fields))
        case "buffer": self = .buffer(try Buffer(fields))
        case "layout":
            guard LayoutKind(rawValue: fields.kind) != nil else { throw WireError.unknownKind(fields.kind) }
            self = .layout(workspace: try fields[optional: "workspace"], try fields.message("command"))
        case "client": self = .client(try Client(fields))
        case "server": self = .server(try Server(fields))
        case "task": self = .task(try Task(fields))
        default: throw WireError.unknownKind(fields.kind)
        }
    }
}
