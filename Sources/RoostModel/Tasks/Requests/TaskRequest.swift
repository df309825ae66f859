/// What a person asks for with `roost run`: everything about a print-mode task that never changes.
package struct TaskRequest: Codable, Hashable, Sendable {
    package var name: String?
    /// Whose it is, of the users of the gateway; nil: it was asked for on the host.
    package var userID: String?
    package var provider: String
    package var prompt: String
    /// Where it runs.
    package var cwd: String
    package var options: TaskOptions
    /// Variables over those of the caller; a task that is told of has none of them.
    package var environment: [String: String]
    /// Names of those that are secrets: their values are never stored, so an attempt after a restart cannot have them.
    package var secrets: [String]?
    /// How long an attempt may take; nil: as long as it likes.
    package var timeoutMilliseconds: Int64?
    /// How often it is tried again by itself; nil: as the configuration says.
    package var retries: Int?
    /// The first delay before another attempt; nil: as the configuration says.
    package var retryDelayMilliseconds: Int64?
    /// Bytes; nil: no limit of its own.
    package var memoryLimit: Int?
    /// Processor time; nil: no limit.
    package var cpuSeconds: Int?
    /// 0 is ordinary, more comes earlier.
    package var priority: Int
    /// Tasks that have to pass before it may start.
    package var after: [TaskID]
    /// It runs in a git worktree of its own.
    package var hasWorktree: Bool
    /// It waits for a person's yes before it may start.
    package var needsApproval: Bool
    /// The conversation that it goes on with, by the name that roost keeps it under; nil: none of its own.
    ///
    /// Tasks of one conversation run one after the other, each with what the program knows of those before it.
    package var conversation: String?
    /// The step of a workflow that it belongs to.
    package var stage: String?
    /// Whatever the caller wants to keep with it.
    package var metadata: [String: String]

    /// Asks for a prompt to be run; the rest is set by name.
    package init(provider: String, prompt: String, cwd: String, options: TaskOptions = TaskOptions()) {
        self.provider = provider
        self.prompt = prompt
        self.cwd = cwd
        self.options = options
        environment = [:]
        priority = 0
        after = []
        hasWorktree = false
        needsApproval = false
        metadata = [:]
    }
}

// MARK: - JSON

extension TaskRequest {
    private enum CodingKeys: String, CodingKey {
        case name
        case userID = "user_id"
        case provider, prompt, cwd, options, environment
        case secrets = "secret_variables"
        case timeoutMilliseconds = "timeout_ms"
        case retries
        case retryDelayMilliseconds = "retry_delay_ms"
        case memoryLimit = "memory_limit"
        case cpuSeconds = "cpu_seconds"
        case priority, after
        case hasWorktree = "worktree"
        case needsApproval = "needs_approval"
        case conversation = "conversation_name"
        case stage, metadata
    }

    /// Reads what another version wrote: only provider, prompt and folder have to be there.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            provider: try container.decode(String.self, forKey: .provider),
            prompt: try container.decode(String.self, forKey: .prompt),
            cwd: try container.decode(String.self, forKey: .cwd),
            options: try container.decodeIfPresent(TaskOptions.self, forKey: .options) ?? TaskOptions())
        name = try container.decodeIfPresent(String.self, forKey: .name)
        userID = try container.decodeIfPresent(String.self, forKey: .userID)
        environment = try container.decodeIfPresent([String: String].self, forKey: .environment) ?? [:]
        secrets = try container.decodeIfPresent([String].self, forKey: .secrets)
        timeoutMilliseconds = try container.decodeIfPresent(Int64.self, forKey: .timeoutMilliseconds)
        retries = try container.decodeIfPresent(Int.self, forKey: .retries)
        retryDelayMilliseconds = try container.decodeIfPresent(Int64.self, forKey: .retryDelayMilliseconds)
        memoryLimit = try container.decodeIfPresent(Int.self, forKey: .memoryLimit)
        cpuSeconds = try container.decodeIfPresent(Int.self, forKey: .cpuSeconds)
        priority = try container.decodeIfPresent(Int.self, forKey: .priority) ?? 0
        after = try container.decodeIfPresent([TaskID].self, forKey: .after) ?? []
        hasWorktree = try container.decodeIfPresent(Bool.self, forKey: .hasWorktree) ?? false
        needsApproval = try container.decodeIfPresent(Bool.self, forKey: .needsApproval) ?? false
        conversation = try container.decodeIfPresent(String.self, forKey: .conversation)
        stage = try container.decodeIfPresent(String.self, forKey: .stage)
        metadata = try container.decodeIfPresent([String: String].self, forKey: .metadata) ?? [:]
    }
}
