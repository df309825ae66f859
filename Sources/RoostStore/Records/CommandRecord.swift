package import RoostModel

/// A shell command or a prompt to an AI CLI: stored when it starts, and again when it ends.
package struct CommandRecord: Hashable, Sendable {
    package var session: SessionID
    /// Counts the session's commands; the same number again replaces the record.
    package var id: Int64
    package var at: Timestamp
    /// A prompt to an AI CLI rather than a shell command.
    package var isPrompt: Bool
    package var text: String
    package var cwd: String?
    package var durationMilliseconds: Int64?
    package var exitCode: Int32?
    /// Where in the session's output, in bytes since its start.
    package var offset: UInt64

    package init(
        session: SessionID, id: Int64, at: Timestamp, isPrompt: Bool, text: String, cwd: String? = nil,
        durationMilliseconds: Int64? = nil, exitCode: Int32? = nil, offset: UInt64
    ) {
        self.session = session
        self.id = id
        self.at = at
        self.isPrompt = isPrompt
        self.text = text
        self.cwd = cwd
        self.durationMilliseconds = durationMilliseconds
        self.exitCode = exitCode
        self.offset = offset
    }
}
