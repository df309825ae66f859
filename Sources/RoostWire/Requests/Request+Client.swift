package import RoostModel

extension Request {
    /// What is asked of the server's clients.
    package enum Client: Hashable, Sendable {
        /// Those that show a workspace.
        case list
        /// This one wants to show a workspace.
        case attach(AttachRequest)
        /// Nil: this one if it shows a workspace, else all that do.
        case detach(client: String?)
        /// This one has scrolled a pane to a line, counted as `ScreenUpdate.scrollback` counts; nil: to the newest.
        case scroll(pane: PaneID, line: Int?)
        /// Tells of these topics from now on, in place of earlier ones; none: of nothing any more.
        case subscribe(Topics)
        /// This one shows a session alone, without a workspace, from now on; nil: none any more.
        ///
        /// It gets screens as one that shows a workspace does, and types unless it only looks on. It has no say in
        /// the session's size.
        case watch(session: SessionID?, isReadOnly: Bool)
    }
}

extension Request.Client: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case list = "client.list"
        case attach = "client.attach"
        case detach = "client.detach"
        case scroll = "client.scroll"
        case subscribe = "client.subscribe"
        case watch = "client.watch"
    }

    package var message: Message {
        switch self {
        case .list: Message(Kind.list)
        case .attach(let how): Message(Kind.attach).with("how", how)
        case .detach(let client): Message(Kind.detach).with("client", client)
        case .scroll(let pane, let line): Message(Kind.scroll).with("pane", pane).with("line", line)
        case .subscribe(let topics): Message(Kind.subscribe).with("topics", topics)
        case .watch(let session, let isReadOnly):
            Message(Kind.watch).with("session", session).with("read_only", isReadOnly)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .list: self = .list
        case .attach: self = .attach(try fields["how"])
        case .detach: self = .detach(client: try fields[optional: "client"])
        case .scroll: self = .scroll(pane: try fields["pane"], line: try fields[optional: "line"])
        case .subscribe: self = .subscribe(try fields["topics"])
        case .watch:
            self = .watch(session: try fields[optional: "session"], isReadOnly: try fields["read_only"])
        }
    }
}

extension Request.Client {
    /// A client that only looks on may ask it: it may leave, and send nobody else away.
    package var isReadOnly: Bool {
        switch self {
        case .list, .attach, .scroll, .subscribe, .watch: true
        case .detach(let client): client == nil
        }
    }
}

/// How a client wants to look on.
package struct AttachRequest: Codable, Hashable, Sendable {
    /// A workspace or a session; nil: the last one.
    package var target: String?
    /// Cells of the outer terminal, status row included.
    package var rows: Int
    /// Cells of the outer terminal.
    package var columns: Int
    /// It sends no input and changes nothing.
    package var isReadOnly: Bool
    /// The environment of the first shell, when there is nothing yet, and of what the client starts later.
    package var environment: [String: String]
    /// The directory of the first shell.
    package var cwd: String
    /// The outer terminal's device, for `roost detach CLIENT`.
    package var terminal: String
    /// What a client that comes back after the server went away was looking at; nil: what the server remembers.
    package var view: ClientView?

    package init(
        target: String?, rows: Int, columns: Int, isReadOnly: Bool, environment: [String: String],
        cwd: String, terminal: String, view: ClientView? = nil
    ) {
        self.target = target
        self.rows = rows
        self.columns = columns
        self.isReadOnly = isReadOnly
        self.environment = environment
        self.cwd = cwd
        self.terminal = terminal
        self.view = view
    }

    private enum CodingKeys: String, CodingKey {
        case target, rows, columns
        case isReadOnly = "read_only"
        case environment, cwd, terminal, view
    }
}
