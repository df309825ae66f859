import RoostModel
import RoostTasks

/// `POST /tasks`.
struct CreateTaskBody: Hashable, Sendable {
    private static let textLimit = 1 << 20
    private static let metadataLimit = 100

    let userID: String?
    /// What the server is asked to run; its user is set by whoever asks.
    let request: TaskRequest

    init(_ object: JSONValue) throws(APIError) {
        let fields = Fields(object)
        guard let prompt = try fields.string("prompt", atMost: Self.textLimit), !prompt.isEmpty else {
            throw .invalid("prompt", "it is missing or empty")
        }
        guard let directory = try fields.string("working_directory") else {
            throw .invalid("working_directory", "it is missing")
        }
        guard directory.hasPrefix("/") || directory == "~" || directory.hasPrefix("~/") else {
            throw .invalid("working_directory", "it is no absolute path")
        }
        userID = try fields.string("user_id", atMost: 256)
        var request = TaskRequest(
            provider: try fields.string("cli_tool", atMost: 256) ?? "claude", prompt: prompt, cwd: directory,
            options: try Self.options(fields))
        request.name = try fields.string("name", atMost: 256)
        request.environment = try fields.dictionary("environment", atMost: 1000) ?? [:]
        request.timeoutMilliseconds = try fields.number("timeout", in: 0.001...31_536_000)
            .map { Int64($0 * 1000) }
        request.retries = try fields.integer("retries", in: 0...1_000_000)
        request.retryDelayMilliseconds = try fields.number("retry_delay", in: 0...31_536_000)
            .map { Int64($0 * 1000) }
        request.priority = try fields.integer("priority", in: -1000...1000) ?? 0
        request.after =
            try fields.integers("after", in: 1...Int.max, atMost: 100)?
            .map { TaskID(rawValue: UInt64($0)) } ?? []
        request.hasWorktree = try fields.bool("worktree") ?? false
        request.needsApproval = try fields.bool("needs_approval") ?? false
        request.stage = try fields.string("stage", atMost: 256)
        request.metadata = try fields.dictionary("metadata", atMost: Self.metadataLimit) ?? [:]
        self.request = request
    }

    private static func options(_ fields: Fields) throws(APIError) -> TaskOptions {
        var permission: TaskOptions.Permission?
        if let word = try fields.string("permission") {
            permission = TaskOptions.Permission(rawValue: word)
            guard permission != nil else {
                throw .invalid("permission", "it is none of read_only, edit, all")
            }
        }
        return TaskOptions(
            systemPrompt: try fields.string("system_prompt", atMost: textLimit),
            appendSystemPrompt: try fields.string("append_system_prompt", atMost: textLimit),
            model: try fields.string("model", atMost: 256),
            maxTurns: try fields.integer("max_turns", in: 1...1_000_000),
            maxBudget: try fields.number("max_budget_usd", in: 0.000_001...1_000_000),
            allowedTools: try fields.strings("allowed_tools", atMost: 1000) ?? [],
            disallowedTools: try fields.strings("disallowed_tools", atMost: 1000) ?? [],
            permission: permission)
    }
}
