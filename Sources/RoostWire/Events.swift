package import RoostModel

/// What a client shows: its workspace, and the sessions in it.
package struct WorkspaceEvent: Codable, Hashable, Sendable {
    package var workspace: Workspace
    /// Every session that has a pane in the workspace.
    package var sessions: [SessionInfo]
    /// Sessions anywhere on the server that need a person, most urgent first.
    package var needy: [SessionInfo]
    package var host: String
    /// Something is wrong that the status row should say (disk full, database locked); nil: all is well.
    package var warning: String?

    package init(
        workspace: Workspace, sessions: [SessionInfo], needy: [SessionInfo], host: String,
        warning: String? = nil
    ) {
        self.workspace = workspace
        self.sessions = sessions
        self.needy = needy
        self.host = host
        self.warning = warning
    }
}

/// Sessions whose state, attention, title or directory changed.
package struct SessionsEvent: Codable, Hashable, Sendable {
    package var changed: [SessionInfo]
    package var needy: [SessionInfo]

    package init(changed: [SessionInfo], needy: [SessionInfo]) {
        self.changed = changed
        self.needy = needy
    }
}

/// Something for the person or for the outer terminal.
package enum Notice: Codable, Hashable, Sendable {
    /// A line for the middle of the status row.
    case message(String, isError: Bool)
    case bell(session: SessionID)
    /// A program's OSC 52 write.
    case clipboard(selection: String, bytes: [UInt8])
    case notification(session: SessionID, title: String, body: String)
}

/// Why the server lets a client go.
package enum Goodbye: Codable, Hashable, Sendable {
    case detached
    /// The workspace has no windows any more.
    case workspaceEmpty
    /// The server stops; sessions go on in the keeper.
    case stopping
    /// The server comes back at once, in a new version.
    case upgrading
    case killed
    case refused(String)
}
