/// The form of a print-mode program's standard output.
package struct StreamFormat: Hashable, Sendable {
    /// Whose words the messages are in; the raw values are what a provider's file says.
    package enum Dialect: String, CaseIterable, Hashable, Sendable {
        case claude, codex, gemini, cursor
        /// Nothing but the answer.
        case plain
    }

    /// How the messages are laid out.
    package enum Framing: Hashable, Sendable {
        /// The answer as it is.
        case text
        /// One JSON document, written at the end.
        case document
        /// A JSON object in each line, written as it happens.
        case lines
    }

    package let dialect: Dialect
    package let framing: Framing

    package init(_ dialect: Dialect, _ framing: Framing) {
        self.dialect = dialect
        self.framing = dialect == .plain ? .text : framing
    }

    /// The cost that the program tells covers the whole conversation, earlier runs included.
    package var costCoversConversation: Bool { dialect == .claude }

    /// The tokens that the program tells cover the whole conversation, earlier runs included.
    package var usageCoversConversation: Bool { dialect == .codex }
}
