import ArgumentParser
import RoostModel
import RoostWire

extension TaskOptions.OutputFormat: ExpressibleByArgument {}

extension API: ExpressibleByArgument {}

/// The command line, as near to that of other print-mode CLIs as it can be.
struct APICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-api",
        abstract: "Ask a model over HTTP, and print what it answers.",
        usage: "roost-api -p --provider PROVIDER [OPTION]... [PROMPT]",
        discussion: """
            Without PROMPT it is read from the standard input. The key comes from the environment: ANTHROPIC_API_KEY,
            OPENAI_API_KEY, GEMINI_API_KEY or GOOGLE_API_KEY. ANTHROPIC_BASE_URL, OPENAI_BASE_URL and GEMINI_BASE_URL
            lead to another server, HTTPS_PROXY and NO_PROXY say how; SSL_CERT_FILE says whom to trust.
            """,
        version: "roost-api \(Build.version)")

    @Flag(
        name: [.customShort("p"), .customLong("print")],
        help: "Print the answer and end. It does nothing else; other CLIs have to be told.")
    var isPrinting = false

    @Option(help: "The API: anthropic, openai (and all that is compatible with it) or gemini.")
    var provider: API?

    @Option(help: "The model, in the API's words.")
    var model: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("What the model is told first.", valueName: "text"))
    var systemPrompt: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("What it is told after that.", valueName: "text"))
    var appendSystemPrompt: String?

    @Option(
        help: ArgumentHelp(
            "Requests that an answer may take which is longer than the model's output (4).",
            valueName: "count"))
    var maxTurns: Int?

    @Option(help: ArgumentHelp("text, json or stream-json.", valueName: "format"))
    var outputFormat = TaskOptions.OutputFormat.text

    @Flag(help: "Print pieces of the answer as they come, in stream-json.")
    var includePartialMessages = false

    @Option(help: ArgumentHelp("Go on with a conversation.", valueName: "id"))
    var resume: String?

    @Flag(help: "Leave the resumed conversation as it is, and go on with a copy.")
    var forkSession = false

    @Option(help: ArgumentHelp("How long the server may say nothing.", valueName: "seconds"))
    var idleTimeout = 300

    @Argument(help: "The prompt.")
    var prompt: String?

    func validate() throws {
        if let maxTurns, maxTurns < 1 { throw ValidationError("--max-turns is 1 at least.") }
        guard (1...86_400).contains(idleTimeout) else {
            throw ValidationError("--idle-timeout is from 1 to 86400 seconds.")
        }
        if forkSession, resume == nil { throw ValidationError("--fork-session needs --resume.") }
        if includePartialMessages, outputFormat != .streamJSON {
            throw ValidationError("--include-partial-messages needs --output-format stream-json.")
        }
    }
}
