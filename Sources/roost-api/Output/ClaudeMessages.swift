import RoostModel
import RoostTasks

/// The messages of a run in the shapes of `claude -p --output-format stream-json`.
///
/// What an API does not tell is left out: an unknown cost is no cost of 0.
struct ClaudeMessages: Sendable {
    /// The conversation's identifier.
    let session: String
    /// Makes the identifier that each message has.
    let identifier: @Sendable () -> String

    /// The first message.
    func begin(model: String, directory: String, keySource: String, version: String) -> JSONValue {
        finished([
            "type": "system", "subtype": "init", "cwd": .string(directory), "tools": [], "mcp_servers": [],
            "model": .string(model), "permissionMode": "default", "slash_commands": [],
            "apiKeySource": .string(keySource), "roost_api_version": .string(version),
        ])
    }

    /// What the program does now.
    func status(_ word: String) -> JSONValue {
        finished(["type": "system", "subtype": "status", "status": .string(word)])
    }

    /// An answer, or as much of it as came.
    func assistant(_ answer: Answer, model: String) -> JSONValue {
        var content: [JSONValue] = []
        if !answer.thinking.isEmpty {
            content.append(["type": "thinking", "thinking": .string(answer.thinking)])
        }
        if !answer.text.isEmpty { content.append(["type": "text", "text": .string(answer.text)]) }
        return assistant(
            content: content, id: answer.id, model: answer.model ?? model, stop: answer.stop?.word,
            usage: answer.usage)
    }

    /// An error, in the place of an answer.
    func error(_ failure: APIFailure) -> JSONValue {
        var message = assistant(
            content: [["type": "text", "text": .string(failure.text)]], id: nil, model: "<synthetic>",
            stop: "stop_sequence", usage: TaskUsage())
        message.append("error", .string(failure.code))
        return message
    }

    private func assistant(
        content: [JSONValue], id: String?, model: String, stop: String?, usage: TaskUsage
    ) -> JSONValue {
        finished([
            "type": "assistant",
            "message": [
                "id": .string(id ?? identifier()), "type": "message", "role": "assistant",
                "model": .string(model), "content": .array(content),
                "stop_reason": stop.map { JSONValue.string($0) } ?? .null, "stop_sequence": .null,
                "usage": usage.json,
            ],
            "parent_tool_use_id": .null,
        ])
    }

    /// One event of an answer's stream, in the words of Anthropic's API; nil for one that is not shown.
    func event(_ event: AnswerEvent) -> JSONValue? {
        let delta: JSONValue
        switch event {
        case .text(let text): delta = ["type": "text_delta", "text": .string(text)]
        case .thinking(let text): delta = ["type": "thinking_delta", "thinking": .string(text)]
        case .began, .usage, .cost, .stopped, .failed, .ended: return nil
        }
        // Thoughts are a block of their own, before the text.
        let index: JSONValue = if case .thinking = event { 0 } else { 1 }
        return finished([
            "type": "stream_event", "event": ["type": "content_block_delta", "index": index, "delta": delta],
            "parent_tool_use_id": .null,
        ])
    }

    /// The last message, and the only one of `json`.
    func result(_ result: RunResult) -> JSONValue {
        var message: JSONValue = [
            "type": "result", "subtype": .string(Self.subtype(result.ending)),
            "is_error": .bool(result.status != 0),
            "duration_ms": .number(Self.milliseconds(result.duration)),
            "duration_api_ms": .number(Self.milliseconds(result.apiDuration)),
            "num_turns": .number(String(result.turns)),
        ]
        switch result.ending {
        case .answered: message.append("result", .string(result.text))
        case .maxTurns: message.append("errors", .array([.string(result.error ?? "")]))
        case .failed(let failure):
            message.append("result", .string(failure.text))
            message.append("api_error_status", failure.status)
            if let kind = failure.kind { message.append("api_error_type", .string(kind)) }
        }
        if let stop = result.stop { message.append("stop_reason", .string(stop.word)) }
        message.append("terminal_reason", .string(Self.reason(result.ending)))
        message.append("total_cost_usd", result.cost)
        message.append("usage", result.usage.json)
        message.append("modelUsage", Self.modelUsage(result))
        message.append("permission_denials", .array([]))
        return finished(message)
    }

    private static func subtype(_ ending: RunResult.Ending) -> String {
        switch ending {
        // claude says so of a failed request, too: `is_error` decides.
        case .answered, .failed: "success"
        case .maxTurns: "error_max_turns"
        }
    }

    private static func reason(_ ending: RunResult.Ending) -> String {
        switch ending {
        case .answered: "completed"
        case .maxTurns: "max_turns"
        case .failed: "api_error"
        }
    }

    private static func modelUsage(_ result: RunResult) -> JSONValue {
        var usage: JSONValue = [:]
        usage.append("inputTokens", result.usage.input)
        usage.append("outputTokens", result.usage.output)
        usage.append("cacheReadInputTokens", result.usage.cacheRead)
        usage.append("cacheCreationInputTokens", result.usage.cacheWrite)
        guard usage != [:] else { return [:] }
        return .object([JSONValue.Member(key: result.model, value: usage)])
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return String(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// What every message has.
    private func finished(_ message: JSONValue) -> JSONValue {
        var message = message
        message.append("session_id", .string(session))
        message.append("uuid", .string(identifier()))
        return message
    }
}
