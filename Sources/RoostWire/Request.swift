package import RoostModel

/// What a client asks the server to do; each gets exactly one ``Response``.
///
/// `target` is a session's name, its number, or a unique prefix of its name.
package enum Request: Codable, Hashable, Sendable {
    // Sessions.
    case list(all: Bool)
    case create(SessionRequest)
    case capture(target: String, format: CaptureFormat, scrollback: Bool)
    case send(target: String, text: String, enter: Bool)
    case sendKeys(target: String, keys: [String])
    case paste(target: String, bytes: [UInt8])
    case wait(target: String, condition: WaitCondition, timeoutMilliseconds: Int64?)
    /// Takes an option of the dialog whose ``RoostModel/Attention/id`` is given; nil: of the one that the server
    /// showed last.
    case answer(target: String, option: String, dialog: String?)
    case resizeSession(target: String, rows: Int, columns: Int)
    case renameSession(target: String, name: String)
    /// Starts an ended session again, in the same place, with the client's environment.
    case restart(target: String, how: RestartKind, environment: [String: String])
    case kill(target: String)
    case remove(target: String)
    // Past.
    case history(target: String?, type: HistoryEntry.Kind?, limit: Int)
    case search(query: String, target: String?, limit: Int)
    /// A session's whole history, oldest first, lines of output too: what follows `after`, less than a MiB of it.
    case historyPage(target: String, type: HistoryEntry.Kind?, after: [Int64]?)
    /// When a session's output came: all that is known now with nil, then from each ``Recording/next`` on.
    case recording(target: String, from: UInt64?)
    /// A session's output from an offset on, less than a MiB of it.
    case recordedOutput(session: SessionID, from: UInt64)
    /// Encoded lines of the scrollback, `from` on, at most `count`.
    case scrollback(session: SessionID, from: Int, count: Int)
    // Clients and workspaces.
    case attach(AttachRequest)
    case detach(client: String?)
    case clients
    case workspaces
    case switchWorkspace(name: String)
    case newWorkspace(name: String)
    case renameWorkspace(name: String, to: String)
    case removeWorkspace(name: String)
    case workspace(name: String?)
    case layout(workspace: String?, LayoutCommand)
    // The server.
    case status
    case stop
    case killServer(force: Bool)
    case upgrade(executable: String)
    case doctor
    case setHintDismissed
}

/// In what form `roost capture` gives a screen.
package enum CaptureFormat: String, Codable, CaseIterable, Hashable, Sendable {
    case text, ansi, json
}

/// What `roost wait` waits for.
package enum WaitCondition: Codable, Hashable, Sendable {
    case state(SessionState)
    case attention(Attention.Kind)
    /// A regular expression that a line of the screen or the scrollback matches, now or later.
    case text(String)
    case exit
}

/// How an ended session comes back.
package enum RestartKind: String, Codable, CaseIterable, Hashable, Sendable {
    /// Its own command again.
    case again
    /// The provider's command that takes up the conversation.
    case resume
    /// The user's shell in its directory.
    case shell
}

/// How a client wants to look on.
package struct AttachRequest: Codable, Hashable, Sendable {
    /// A workspace or a session; nil: the last one.
    package var target: String?
    /// The outer terminal in cells, status row included.
    package var rows: Int
    package var columns: Int
    package var isReadOnly: Bool
    /// The environment and directory for the first shell, when there is nothing yet.
    package var environment: [String: String]
    package var cwd: String
    /// The outer terminal's device, for `roost detach CLIENT`.
    package var terminal: String

    package init(
        target: String?, rows: Int, columns: Int, isReadOnly: Bool, environment: [String: String],
        cwd: String,
        terminal: String
    ) {
        self.target = target
        self.rows = rows
        self.columns = columns
        self.isReadOnly = isReadOnly
        self.environment = environment
        self.cwd = cwd
        self.terminal = terminal
    }
}
