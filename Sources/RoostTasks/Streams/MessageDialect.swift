internal import RoostModel

/// One program's words for what it does, without the way in which they are laid out.
protocol MessageDialect: Sendable {
    /// Reads one object of the stream.
    ///
    /// - Returns: Nil for a kind that is not known; none for one that says nothing to a person.
    mutating func messages(of object: JSONValue) -> [TaskMessage]?

    /// What a line of standard error says besides itself.
    func messages(ofDiagnostic line: String) -> [TaskMessage]
}

extension MessageDialect {
    /// Nothing: most programs say what matters in their messages.
    func messages(ofDiagnostic line: String) -> [TaskMessage] { [] }
}

/// Nothing but the answer: there are no objects to read.
struct PlainDialect: MessageDialect {
    mutating func messages(of object: JSONValue) -> [TaskMessage]? { nil }
}

extension StreamFormat {
    /// The reader of its words, at the beginning of a run.
    func makeDialect() -> any MessageDialect {
        switch dialect {
        case .claude: ClaudeDialect()
        case .codex: CodexDialect()
        case .gemini: GeminiDialect()
        case .cursor: CursorDialect()
        case .plain: PlainDialect()
        }
    }
}
