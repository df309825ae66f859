package import RoostModel

/// How a provider's program runs without a screen: data, as its file in `providers/` says it.
///
/// A value is always written so that it cannot be taken for a flag: `--flag=VALUE`, or behind `--`.
package struct PrintMode: Hashable, Sendable {
    /// How the prompt reaches the program.
    package enum Prompt: Hashable, Sendable {
        /// The last word, behind `--`.
        case afterDashes
        /// `NAME=PROMPT`.
        case flag(String)
    }

    /// The words that begin every run, the program's name first.
    package var command: [String]
    /// Variables that it gets in addition.
    package var environment: [String: String]
    /// Whose words the messages are in.
    package var dialect: StreamFormat.Dialect
    /// The words for each form of output that the program knows.
    package var formats: [TaskOptions.OutputFormat: [String]]
    package var prompt: Prompt
    /// The words that have it read a prompt from standard input; nil: it cannot.
    package var promptFromInput: [String]?
    /// The program's names for the options that take a value; one that is not here is refused.
    package var values: [Option: String]
    /// The words for what it may do unasked.
    package var permissions: [TaskOptions.Permission: [String]]
    /// The words that resume a conversation, with `{}` for its identifier; nil: it cannot.
    package var resume: [String]?
    /// The words that fork one; nil: it cannot.
    package var fork: [String]?
    /// What exit statuses mean, besides 0.
    package var exitCodes: [Int32: TaskFailure]

    /// An option of `roost run` that takes a value; the raw values are its names.
    package enum Option: String, CaseIterable, Hashable, Sendable {
        case systemPrompt = "system-prompt"
        case appendSystemPrompt = "append-system-prompt"
        case model
        case maxTurns = "max-turns"
        case maxBudget = "max-budget"
        case allowedTools = "allowed-tools"
        case disallowedTools = "disallowed-tools"
    }

    /// Describes a program that prints its answer and knows no options; the rest is set by name.
    package init(command: [String], dialect: StreamFormat.Dialect = .plain) {
        self.command = command
        self.dialect = dialect
        environment = [:]
        formats = [.text: []]
        prompt = .afterDashes
        values = [:]
        permissions = [:]
        exitCodes = [:]
    }
}
