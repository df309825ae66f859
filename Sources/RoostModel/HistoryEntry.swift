/// One thing that happened in a session: an element of `roost history --json`.
package struct HistoryEntry: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case command, output, status, error, auth
    }

    package var session: SessionID
    package var name: String
    package var at: Timestamp
    package var type: Kind
    /// The command or prompt, the output's text, or what changed; redacted.
    package var text: String
    package var cwd: String?
    package var exitCode: Int32?
    package var durationMilliseconds: Int64?
    /// Where in the session's output, in bytes since its start, this begins.
    package var offset: UInt64

    package init(
        session: SessionID, name: String, at: Timestamp, type: Kind, text: String, cwd: String? = nil,
        exitCode: Int32? = nil, durationMilliseconds: Int64? = nil, offset: UInt64
    ) {
        self.session = session
        self.name = name
        self.at = at
        self.type = type
        self.text = text
        self.cwd = cwd
        self.exitCode = exitCode
        self.durationMilliseconds = durationMilliseconds
        self.offset = offset
    }

    private enum CodingKeys: String, CodingKey {
        case session, name, at, type, text, cwd
        case exitCode = "exit_code"
        case durationMilliseconds = "duration_ms"
        case offset
    }
}

/// A line that `roost search` found.
package struct SearchHit: Codable, Hashable, Sendable {
    package var session: SessionID
    package var name: String
    package var at: Timestamp
    package var text: String
    package var offset: UInt64

    package init(session: SessionID, name: String, at: Timestamp, text: String, offset: UInt64) {
        self.session = session
        self.name = name
        self.at = at
        self.text = text
        self.offset = offset
    }
}
