/// One thing that happened in a session: an element of `roost history --json`.
package struct HistoryEntry: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case command, output, status, error, auth
    }

    package var session: SessionID
    package var name: String
    package var at: Timestamp
    package var type: Kind
    /// The command or prompt, the output's text, or what changed as a sentence; redacted.
    package var text: String
    /// What changed; nil for commands and output, and where nothing but the text is known.
    package var transition: SessionTransition?
    /// A prompt to an AI CLI rather than a shell command; nil for everything else.
    package var isPrompt: Bool?
    /// Where a command ran.
    package var cwd: String?
    /// How a command ended; nil while it runs or when nobody knows.
    package var exitCode: Int32?
    /// How long a command took, in milliseconds.
    package var durationMilliseconds: Int64?
    /// Where in the session's output, in bytes since its start, this begins.
    package var offset: UInt64

    package init(
        session: SessionID, name: String, at: Timestamp, type: Kind, text: String, isPrompt: Bool? = nil,
        cwd: String? = nil, exitCode: Int32? = nil, durationMilliseconds: Int64? = nil, offset: UInt64
    ) {
        self.session = session
        self.name = name
        self.at = at
        self.type = type
        self.text = text
        self.isPrompt = isPrompt
        self.cwd = cwd
        self.exitCode = exitCode
        self.durationMilliseconds = durationMilliseconds
        self.offset = offset
    }

    /// A change as an entry; a size, which belongs to the output, counts as one of the status.
    package init(
        session: SessionID, name: String, at: Timestamp, transition: SessionTransition, offset: UInt64
    ) {
        self.init(
            session: session, name: name, at: at, type: transition.entryKind ?? .status,
            text: transition.text, offset: offset)
        self.transition = transition
    }

    private enum CodingKeys: String, CodingKey {
        case session, name, at, type, text, transition
        case isPrompt = "is_prompt"
        case cwd
        case exitCode = "exit_code"
        case durationMilliseconds = "duration_ms"
        case offset
    }

    /// Reads what another version wrote: of a transition that only a later one knows there is the text.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        session = try container.decode(SessionID.self, forKey: .session)
        name = try container.decode(String.self, forKey: .name)
        at = try container.decode(Timestamp.self, forKey: .at)
        type = try container.decode(Kind.self, forKey: .type)
        text = try container.decode(String.self, forKey: .text)
        do {
            transition = try container.decodeIfPresent(SessionTransition.self, forKey: .transition)
        } catch is DecodingError {
            transition = nil
        }
        isPrompt = try container.decodeIfPresent(Bool.self, forKey: .isPrompt)
        cwd = try container.decodeIfPresent(String.self, forKey: .cwd)
        exitCode = try container.decodeIfPresent(Int32.self, forKey: .exitCode)
        durationMilliseconds = try container.decodeIfPresent(Int64.self, forKey: .durationMilliseconds)
        offset = try container.decode(UInt64.self, forKey: .offset)
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
