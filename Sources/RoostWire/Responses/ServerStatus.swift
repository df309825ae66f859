package import RoostModel

/// `roost server status`.
package struct ServerStatus: Codable, Hashable, Sendable {
    /// The server's process.
    package var server: Int32
    /// The keeper's process; nil while there is none.
    package var keeper: Int32?
    /// The server's program version, for people.
    package var version: String
    package var startedAt: Timestamp
    /// Those that have not ended.
    package var sessions: Int
    /// Those that show a workspace.
    package var clients: Int
    /// A path.
    package var socket: String
    /// A path.
    package var database: String
    /// Bytes of the database and its log.
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
