private import RoostModel

/// The programs that roost knows, as they were tried: claude 2.1.332 and codex 0.163.0 run here, gemini and
/// cursor-agent by their sources and documents.
extension PrintMode {
    /// All of them by provider.
    package static let builtIn: [String: PrintMode] = [
        "claude": claude, "codex": codex, "gemini": gemini, "cursor": cursor,
        "anthropic-api": api("anthropic"), "openai-api": api("openai"), "gemini-api": api("gemini"),
    ]

    /// `claude -p`; stream-json is refused without `--verbose`.
    package static let claude: PrintMode = {
        var mode = PrintMode(command: ["claude", "-p"], dialect: .claude)
        mode.formats = [
            .text: ["--output-format=text"],
            .json: ["--output-format=json"],
            .streamJSON: ["--output-format=stream-json", "--verbose"],
        ]
        mode.promptFromInput = []
        mode.values = [
            .systemPrompt: "--system-prompt",
            .appendSystemPrompt: "--append-system-prompt",
            .model: "--model",
            .maxTurns: "--max-turns",
            .maxBudget: "--max-budget-usd",
            .allowedTools: "--allowedTools",
            .disallowedTools: "--disallowedTools",
        ]
        mode.permissions = [
            .readOnly: ["--permission-mode=plan"],
            .edit: ["--permission-mode=acceptEdits"],
            .all: ["--dangerously-skip-permissions"],
        ]
        mode.resume = ["--resume={}"]
        mode.fork = ["--resume={}", "--fork-session"]
        return mode
    }()

    /// `codex exec`; resuming and forking are subcommands, which come after the options.
    package static let codex: PrintMode = {
        var mode = PrintMode(command: ["codex", "exec"], dialect: .codex)
        mode.formats = [.text: [], .streamJSON: ["--json"]]
        mode.promptFromInput = ["-"]
        mode.values = [.model: "--model"]
        mode.permissions = [
            .readOnly: ["--sandbox=read-only"],
            .edit: ["--sandbox=workspace-write"],
            .all: ["--dangerously-bypass-approvals-and-sandbox"],
        ]
        mode.resume = ["resume", "{}"]
        mode.fork = ["fork", "{}"]
        mode.exitCodes = [2: .invalidOptions]
        return mode
    }()

    /// `gemini --prompt`; its turns and its system prompt are settings, not options.
    package static let gemini: PrintMode = {
        var mode = PrintMode(command: ["gemini"], dialect: .gemini)
        mode.formats = [
            .text: ["--output-format=text"],
            .json: ["--output-format=json"],
            .streamJSON: ["--output-format=stream-json"],
        ]
        mode.prompt = .flag("--prompt")
        mode.promptFromInput = []
        mode.values = [.model: "--model", .allowedTools: "--allowed-tools"]
        mode.permissions = [
            .readOnly: ["--approval-mode=plan"],
            .edit: ["--approval-mode=auto_edit"],
            .all: ["--approval-mode=yolo"],
        ]
        mode.resume = ["--resume={}"]
        mode.exitCodes = [
            41: .authentication, 42: .invalidOptions, 44: .invalidOptions, 52: .invalidOptions, 53: .maxTurns,
            55: .denied,
        ]
        return mode
    }()

    /// `cursor-agent -p`; without `--trust` it refuses any folder that was not opened before.
    package static let cursor: PrintMode = {
        var mode = PrintMode(command: ["cursor-agent", "-p"], dialect: .cursor)
        mode.formats = [
            .text: ["--output-format=text"],
            .json: ["--output-format=json"],
            .streamJSON: ["--output-format=stream-json"],
        ]
        mode.values = [.model: "--model"]
        mode.permissions = [
            .readOnly: ["--trust", "--mode=plan"],
            .edit: ["--trust"],
            .all: ["--trust", "--force"],
        ]
        mode.resume = ["--resume={}"]
        return mode
    }()

    /// `roost-api`, which asks an HTTP API in claude's words; without tools there is nothing to permit.
    ///
    /// Its answer comes in pieces, too: there are no tool calls between which one would see that it lives.
    private static func api(_ provider: String) -> PrintMode {
        var mode = PrintMode(command: ["roost-api", "-p", "--provider=\(provider)"], dialect: .claude)
        mode.formats = [
            .text: ["--output-format=text"],
            .json: ["--output-format=json"],
            .streamJSON: ["--output-format=stream-json", "--include-partial-messages"],
        ]
        mode.promptFromInput = []
        mode.values = [
            .systemPrompt: "--system-prompt",
            .appendSystemPrompt: "--append-system-prompt",
            .model: "--model",
            .maxTurns: "--max-turns",
        ]
        mode.resume = ["--resume={}"]
        mode.fork = ["--resume={}", "--fork-session"]
        mode.exitCodes = [2: .invalidOptions]
        return mode
    }
}
