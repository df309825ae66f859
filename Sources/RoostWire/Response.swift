package import RoostModel

/// What the server answers.
package enum Response: Codable, Hashable, Sendable {
    case done
    case failed(Failure)
    case sessions([SessionInfo])
    case session(SessionInfo)
    case capture(String)
    /// `wait` came true; the session as it is now.
    case waited(SessionInfo)
    case timedOut
    case history([HistoryEntry])
    case hits([SearchHit])
    case historyPage(HistoryPage)
    case recording(Recording)
    case recordedOutput(RecordedOutput)
    case scrollback(ScrollbackPage)
    case attached(Attached)
    case workspaces([WorkspaceSummary])
    case workspace(WorkspaceEvent)
    case clients([ClientInfo])
    case status(ServerStatus)
    case findings([Finding])
}

/// Why a request was not done: `cannot <what>: <cause>`, and what to do next.
package struct Failure: Codable, Hashable, Sendable, Error, CustomStringConvertible {
    /// Without the leading "cannot", for example `find session api`.
    package var what: String
    package var cause: String
    /// The next step for the person, a sentence part such as `see roost list`.
    package var advice: String?

    package init(_ what: String, cause: String, advice: String? = nil) {
        self.what = what
        self.cause = cause
        self.advice = advice
    }

    package var description: String {
        "cannot \(what): \(cause)" + (advice.map { " (\($0))" } ?? "")
    }
}

/// Scrollback lines, in the compact form of `Line.encode(into:)`, one after the other.
package struct ScrollbackPage: Codable, Hashable, Sendable {
    /// The number of the first line.
    package var first: Int
    package var count: Int
    package var lines: [UInt8]

    package init(first: Int, count: Int, lines: [UInt8]) {
        self.first = first
        self.count = count
        self.lines = lines
    }
}

/// The client is in.
package struct Attached: Codable, Hashable, Sendable {
    /// What `roost detach` calls this client.
    package var client: String
    package var workspace: String
    /// Nobody has dismissed the hint yet.
    package var showsHint: Bool

    package init(client: String, workspace: String, showsHint: Bool) {
        self.client = client
        self.workspace = workspace
        self.showsHint = showsHint
    }
}

/// A line of `roost workspace list`.
package struct WorkspaceSummary: Codable, Hashable, Sendable {
    package var name: String
    package var windows: Int
    package var sessions: Int
    package var clients: Int

    package init(name: String, windows: Int, sessions: Int, clients: Int) {
        self.name = name
        self.windows = windows
        self.sessions = sessions
        self.clients = clients
    }
}

/// A client that is attached now.
package struct ClientInfo: Codable, Hashable, Sendable {
    package var name: String
    package var pid: Int32
    package var workspace: String
    package var rows: Int
    package var cols: Int
    package var readOnly: Bool
    package var attachedAt: Timestamp

    package init(
        name: String, pid: Int32, workspace: String, rows: Int, cols: Int, readOnly: Bool,
        attachedAt: Timestamp
    ) {
        self.name = name
        self.pid = pid
        self.workspace = workspace
        self.rows = rows
        self.cols = cols
        self.readOnly = readOnly
        self.attachedAt = attachedAt
    }

    private enum CodingKeys: String, CodingKey {
        case name, pid, workspace, rows, cols
        case readOnly = "read_only"
        case attachedAt = "attached_at"
    }
}

/// `roost server status`.
package struct ServerStatus: Codable, Hashable, Sendable {
    package var server: Int32
    package var keeper: Int32?
    package var version: String
    package var startedAt: Timestamp
    package var sessions: Int
    package var clients: Int
    package var socket: String
    package var database: String
    package var databaseBytes: Int64

    package init(
        server: Int32, keeper: Int32?, version: String, startedAt: Timestamp, sessions: Int, clients: Int,
        socket: String, database: String, databaseBytes: Int64
    ) {
        self.server = server
        self.keeper = keeper
        self.version = version
        self.startedAt = startedAt
        self.sessions = sessions
        self.clients = clients
        self.socket = socket
        self.database = database
        self.databaseBytes = databaseBytes
    }

    private enum CodingKeys: String, CodingKey {
        case server, keeper, version
        case startedAt = "started_at"
        case sessions, clients, socket, database
        case databaseBytes = "database_bytes"
    }
}

/// One line of `roost doctor`.
package struct Finding: Codable, Hashable, Sendable {
    package enum Level: String, Codable, Hashable, Sendable {
        case ok, warning, error
    }

    package var level: Level
    /// What was looked at: `database`, `keeper`, `locale` ...
    package var subject: String
    package var text: String

    package init(_ level: Level, _ subject: String, _ text: String) {
        self.level = level
        self.subject = subject
        self.text = text
    }
}
