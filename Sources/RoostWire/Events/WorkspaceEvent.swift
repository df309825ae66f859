package import RoostModel

/// What a client shows: its workspace, and the sessions in it.
package struct WorkspaceEvent: Codable, Hashable, Sendable {
    /// Its windows and panes.
    package var workspace: Workspace
    /// Every session that has a pane in the workspace.
    package var sessions: [SessionInfo]
    /// Sessions anywhere on the server that need a person, most urgent first.
    package var needy: [SessionInfo]
    /// The machine's name.
    package var host: String
    /// Something is wrong that the status row should say (disk full, database locked), in few words; nil: all is well.
    package var warning: String?
    /// All that is wrong, in whole sentences, the worst first; nil: all is well.
    package var warnings: [String]?
    /// What the client that is told looks at; nil: as the workspace says.
    package var view: ClientView?

    package init(
        workspace: Workspace, sessions: [SessionInfo], needy: [SessionInfo], host: String,
        warning: String? = nil, warnings: [String]? = nil, view: ClientView? = nil
    ) {
        self.workspace = workspace
        self.sessions = sessions
        self.needy = needy
        self.host = host
        self.warning = warning
        self.warnings = warnings
        self.view = view
    }
}
