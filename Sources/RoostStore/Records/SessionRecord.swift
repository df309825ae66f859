package import RoostModel

/// What is stored of a session, apart from its history.
///
/// The values of environment variables are never stored, only the names of those that were asked for.
package struct SessionRecord: Codable, Hashable, Sendable {
    package var number: SessionID
    package var name: String
    package var provider: String
    package var command: [String]
    package var cwd: String
    package var rows: Int
    package var columns: Int
    package var state: SessionState
    package var reason: String?
    package var attention: Attention?
    package var pid: Int32?
    package var exitCode: Int32?
    package var createdAt: Timestamp
    package var lastActivity: Timestamp
    package var stateSince: Timestamp
    package var endedAt: Timestamp?
    package var title: String
    package var historyLimit: Int?
    package var environmentKeys: [String]?

    package init(
        number: SessionID, name: String, provider: String, command: [String], cwd: String, rows: Int,
        columns: Int, state: SessionState, reason: String? = nil, attention: Attention? = nil,
        pid: Int32? = nil, exitCode: Int32? = nil, createdAt: Timestamp, lastActivity: Timestamp,
        stateSince: Timestamp, endedAt: Timestamp? = nil, title: String = "", historyLimit: Int? = nil,
        environmentKeys: [String]? = nil
    ) {
        self.number = number
        self.name = name
        self.provider = provider
        self.command = command
        self.cwd = cwd
        self.rows = rows
        self.columns = columns
        self.state = state
        self.reason = reason
        self.attention = attention
        self.pid = pid
        self.exitCode = exitCode
        self.createdAt = createdAt
        self.lastActivity = lastActivity
        self.stateSince = stateSince
        self.endedAt = endedAt
        self.title = title
        self.historyLimit = historyLimit
        self.environmentKeys = environmentKeys
    }
}
