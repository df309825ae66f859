/// What a print-mode task asks of its program, besides the prompt; nil and empty leave the program its own way.
package struct TaskOptions: Codable, Hashable, Sendable {
    /// The form of the program's output.
    package enum OutputFormat: String, Codable, CaseIterable, Hashable, Sendable {
        case text, json
        case streamJSON = "stream-json"
    }

    /// What the program may do without asking anybody.
    package enum Permission: String, Codable, CaseIterable, Hashable, Sendable {
        /// Look, and change nothing.
        case readOnly = "read_only"
        /// Change files of its folder.
        case edit
        /// Everything: `--skip-permissions`.
        case all
    }

    /// Which conversation the task belongs to.
    package enum Conversation: Hashable, Sendable {
        case new
        /// Goes on with one, by the program's own identifier.
        case resume(String)
        /// Begins a new one that knows all of another.
        case fork(String)
    }

    package var systemPrompt: String?
    package var appendSystemPrompt: String?
    /// Nil: the form that tells most.
    package var outputFormat: OutputFormat?
    package var model: String?
    package var maxTurns: Int?
    /// Dollars.
    package var maxBudget: Double?
    package var allowedTools: [String]
    package var disallowedTools: [String]
    package var permission: Permission?
    package var conversation: Conversation

    package init(
        systemPrompt: String? = nil, appendSystemPrompt: String? = nil, outputFormat: OutputFormat? = nil,
        model: String? = nil, maxTurns: Int? = nil, maxBudget: Double? = nil, allowedTools: [String] = [],
        disallowedTools: [String] = [], permission: Permission? = nil, conversation: Conversation = .new
    ) {
        self.systemPrompt = systemPrompt
        self.appendSystemPrompt = appendSystemPrompt
        self.outputFormat = outputFormat
        self.model = model
        self.maxTurns = maxTurns
        self.maxBudget = maxBudget
        self.allowedTools = allowedTools
        self.disallowedTools = disallowedTools
        self.permission = permission
        self.conversation = conversation
    }
}

// MARK: - JSON

extension TaskOptions {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case systemPrompt = "system_prompt"
        case appendSystemPrompt = "append_system_prompt"
        case outputFormat = "output_format"
        case model
        case maxTurns = "max_turns"
        case maxBudget = "max_budget_usd"
        case allowedTools = "allowed_tools"
        case disallowedTools = "disallowed_tools"
        case permission, resume, fork
    }

    /// The keys of an object that says them.
    package static var keyNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Reads what another version wrote: every key may be missing.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let resume = try container.decodeIfPresent(String.self, forKey: .resume)
        let fork = try container.decodeIfPresent(String.self, forKey: .fork)
        self.init(
            systemPrompt: try container.decodeIfPresent(String.self, forKey: .systemPrompt),
            appendSystemPrompt: try container.decodeIfPresent(String.self, forKey: .appendSystemPrompt),
            outputFormat: try container.decodeIfPresent(OutputFormat.self, forKey: .outputFormat),
            model: try container.decodeIfPresent(String.self, forKey: .model),
            maxTurns: try container.decodeIfPresent(Int.self, forKey: .maxTurns),
            maxBudget: try container.decodeIfPresent(Double.self, forKey: .maxBudget),
            allowedTools: try container.decodeIfPresent([String].self, forKey: .allowedTools) ?? [],
            disallowedTools: try container.decodeIfPresent([String].self, forKey: .disallowedTools) ?? [],
            permission: try container.decodeIfPresent(Permission.self, forKey: .permission),
            conversation: fork.map { .fork($0) } ?? resume.map { .resume($0) } ?? .new)
    }

    /// Leaves out what was not asked for.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(systemPrompt, forKey: .systemPrompt)
        try container.encodeIfPresent(appendSystemPrompt, forKey: .appendSystemPrompt)
        try container.encodeIfPresent(outputFormat, forKey: .outputFormat)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encodeIfPresent(maxTurns, forKey: .maxTurns)
        try container.encodeIfPresent(maxBudget, forKey: .maxBudget)
        if !allowedTools.isEmpty { try container.encode(allowedTools, forKey: .allowedTools) }
        if !disallowedTools.isEmpty { try container.encode(disallowedTools, forKey: .disallowedTools) }
        try container.encodeIfPresent(permission, forKey: .permission)
        switch conversation {
        case .new: break
        case .resume(let id): try container.encode(id, forKey: .resume)
        case .fork(let id): try container.encode(id, forKey: .fork)
        }
    }
}
