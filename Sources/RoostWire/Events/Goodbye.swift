/// Why the server lets a client go.
package enum Goodbye: Hashable, Sendable {
    case detached
    /// The workspace has no windows any more.
    case workspaceEmpty
    /// The server stops; sessions go on in the keeper.
    case stopping
    /// The server comes back at once, in a new version.
    case upgrading
    /// The server was ended with all its sessions.
    case killed
    /// For this reason, a sentence part.
    case refused(String)
}

extension Goodbye: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case detached
        case workspaceEmpty = "workspace_empty"
        case stopping, upgrading, killed, refused
    }

    package var message: Message {
        switch self {
        case .detached: Message(Kind.detached)
        case .workspaceEmpty: Message(Kind.workspaceEmpty)
        case .stopping: Message(Kind.stopping)
        case .upgrading: Message(Kind.upgrading)
        case .killed: Message(Kind.killed)
        case .refused(let reason): Message(Kind.refused).with("reason", reason)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .detached: self = .detached
        case .workspaceEmpty: self = .workspaceEmpty
        case .stopping: self = .stopping
        case .upgrading: self = .upgrading
        case .killed: self = .killed
        case .refused: self = .refused(try fields["reason"])
        }
    }
}
