/// One thing that a print-mode program said, the same for every provider.
package struct TaskMessage: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// The conversation began or goes on; both nil where the program does not tell them.
        case start(conversation: String?, model: String?)
        /// What the model was asked, where the program repeats it.
        case prompt(String)
        /// What the model says; a piece goes on the text before it, without a break.
        case text(String, isPiece: Bool = false)
        /// What the model thinks; a piece goes on the thought before it.
        case thinking(String, isPiece: Bool = false)
        /// What is about to be said or thought: a later message repeats it whole, so it is shown and not kept.
        case preview(String, isThinking: Bool = false)
        /// The model uses a tool; `input` is JSON text.
        case toolCall(id: String, name: String, input: String)
        /// What came of it.
        case toolResult(id: String, output: String, isError: Bool)
        /// The program tells what it is doing: `requesting`, `turn started`.
        case status(String)
        /// A tool was refused.
        case denial(TaskDenial)
        /// Something went wrong; not final: the program goes on and tries again.
        case error(String, code: String? = nil, isFinal: Bool)
        /// The end, as the program sees it.
        case result(TaskResult)
        /// A line of standard error.
        case diagnostic(String)
        /// A line that is not understood, as it came.
        case raw(String, cause: RawCause)
    }

    /// Why a line is kept as it came.
    package enum RawCause: String, Codable, Hashable, Sendable {
        /// It is JSON of a kind that is not known.
        case unknownKind = "unknown_kind"
        /// It is no JSON.
        case notJSON = "not_json"
        /// It is no UTF-8; what is wrong is shown as U+FFFD.
        case notUTF8 = "not_utf8"
        /// It is longer than a line may be; only its beginning is kept.
        case tooLong = "too_long"
    }

    package var content: Content
    /// The tool call in which a sub-agent said it; nil: the main conversation.
    package var parent: String?

    /// Says something, in the main conversation if nothing else is said.
    package init(_ content: Content, parent: String? = nil) {
        self.content = content
        self.parent = parent
    }

    /// It is for the eye of who looks now; a later message has it whole.
    package var isPassing: Bool {
        if case .preview = content { true } else { false }
    }
}
