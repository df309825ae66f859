package import RoostModel

/// A prompt that was typed into a session: all that is needed to wait for what comes of it.
///
/// A client that lost its server asks the next one with the same value.
package struct Turn: Codable, Hashable, Sendable {
    /// Characters of the prompt that are kept, to find it on the screen.
    package static let promptLimit = 2000

    package var session: SessionID
    /// When it was typed.
    package var since: Timestamp
    /// Its beginning.
    package var prompt: String

    /// A prompt that was typed at a moment; more than ``promptLimit`` characters of it are cut.
    package init(session: SessionID, since: Timestamp, prompt: String) {
        self.session = session
        self.since = since
        self.prompt = String(prompt.prefix(Self.promptLimit))
    }

    private enum CodingKeys: String, CodingKey {
        case session, since, prompt
    }
}

/// What came of a turn: `roost ask --json`.
package struct TurnEnd: Codable, Hashable, Sendable {
    /// How it ended; the raw values are what `roost ask` fails by.
    package enum Outcome: String, Codable, CaseIterable, Hashable, Sendable {
        /// The turn is over, and the program waits for the next prompt.
        case answered
        /// It asks something that only a person can answer.
        case blocked
        /// It shows no sign that it has taken the prompt, or none that it still works on it.
        case stalled
        /// Its account has used up what it may.
        case rateLimited = "rate_limited"
        /// Its program has ended.
        case ended
        /// It works on something else: nothing was typed.
        case busy
    }

    /// Where an answer was found.
    package enum Source: String, Codable, CaseIterable, Hashable, Sendable {
        /// In the program's own record of the conversation.
        case transcript
        /// On the screen: what it gained since the prompt.
        case screen
    }

    package var outcome: Outcome
    /// What keeps it, in a line; nil when it answered.
    package var reason: String?
    /// What the program answered; nil when nothing was found.
    package var answer: String?
    package var source: Source?
    /// The session as it is then.
    package var session: SessionInfo

    /// An end without an answer, unless one is set.
    package init(_ outcome: Outcome, reason: String? = nil, session: SessionInfo) {
        self.outcome = outcome
        self.reason = reason
        self.session = session
    }

    private enum CodingKeys: String, CodingKey {
        case outcome, reason, answer, source, session
    }
}
