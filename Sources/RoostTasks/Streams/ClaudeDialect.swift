internal import RoostModel

/// The messages of `claude -p --output-format stream-json --verbose`; `json` is the last of them alone.
struct ClaudeDialect: MessageDialect {
    private var denials = ShownDenials()

    mutating func messages(of object: JSONValue) -> [TaskMessage]? {
        let parent = object["parent_tool_use_id"]?.string
        switch object["type"]?.string {
        case "system":
            let messages = system(object)
            for case .denial(let denial) in (messages ?? []).map(\.content) { denials.note(denial) }
            return messages
        case "assistant": return assistant(object).map { $0.map { TaskMessage($0, parent: parent) } }
        case "user": return user(object).map { $0.map { TaskMessage($0, parent: parent) } }
        case "stream_event": return Self.preview(object).map { TaskMessage($0, parent: parent) }
        case "rate_limit_event":
            let status = object["rate_limit_info"]?["status"]?.string
            return [TaskMessage(.status("rate limit: \(status ?? "unknown")"))]
        case "result":
            let result = Self.result(object)
            let missing = denials.missing(from: result.denials)
            return missing.map { TaskMessage(.denial($0)) } + [TaskMessage(.result(result))]
        default: return nil
        }
    }

    private func system(_ object: JSONValue) -> [TaskMessage]? {
        switch object["subtype"]?.string {
        case "init":
            return [
                TaskMessage(
                    .start(conversation: object["session_id"]?.string, model: object["model"]?.string))
            ]
        case "status": return object["status"]?.string.map { [TaskMessage(.status($0))] } ?? []
        case "informational": return object["content"]?.string.map { [TaskMessage(.status($0))] } ?? []
        case "task_started", "task_progress", "task_notification":
            let what = object["description"]?.string ?? object["summary"]?.string ?? "background task"
            return [TaskMessage(.status("\(what): \(object["status"]?.string ?? "running")"))]
        case "compact_boundary": return [TaskMessage(.status("compacted"))]
        case "permission_denied":
            return [
                TaskMessage(
                    .denial(
                        TaskDenial(
                            tool: object["tool_name"]?.string ?? "", call: object["tool_use_id"]?.string,
                            reason: object["message"]?.string)))
            ]
        case "api_retry":
            let status = object["error_status"]?.int
            let error = object["error"]?.string
            let attempt = object["attempt"]?.int.map { ", attempt \($0)" } ?? ""
            let what = [status.map { String($0) }, error].compactMap(\.self).joined(separator: " ")
            return [
                TaskMessage(
                    .error("\(what.isEmpty ? "error" : what)\(attempt)", code: error, isFinal: false))
            ]
        default: return nil
        }
    }

    private func assistant(_ object: JSONValue) -> [TaskMessage.Content]? {
        guard let blocks = object["message"]?["content"]?.array else { return nil }
        if let code = object["error"]?.string {
            let text = blocks.compactMap { $0["text"]?.string }.joined(separator: "\n")
            return [.error(text, code: code, isFinal: true)]
        }
        return blocks.compactMap { block in
            switch block["type"]?.string {
            case "text": .text(block["text"]?.string ?? "")
            case "thinking": .thinking(block["thinking"]?.string ?? "")
            case "redacted_thinking": nil
            case "tool_use", "server_tool_use", "mcp_tool_use":
                .toolCall(
                    id: block["id"]?.string ?? "", name: block["name"]?.string ?? "",
                    input: block["input"]?.description ?? "{}")
            default: .raw(block.description, cause: .unknownKind)
            }
        }
    }

    private func user(_ object: JSONValue) -> [TaskMessage.Content]? {
        guard let content = object["message"]?["content"] else { return nil }
        if let text = content.string { return [.prompt(text)] }
        return content.array?.map { block in
            switch block["type"]?.string {
            case "text": .prompt(block["text"]?.string ?? "")
            case "tool_result":
                .toolResult(
                    id: block["tool_use_id"]?.string ?? "", output: Self.text(of: block["content"]),
                    isError: block["is_error"]?.bool ?? false)
            default: .raw(block.description, cause: .unknownKind)
            }
        }
    }

    /// A tool's output is text or a list of blocks; a picture is named, not kept.
    static func text(of content: JSONValue?) -> String {
        if let text = content?.string { return text }
        let blocks = content?.array ?? []
        return blocks.map { $0["text"]?.string ?? "[\($0["type"]?.string ?? "block")]" }.joined(
            separator: "\n")
    }

    private static func preview(_ object: JSONValue) -> [TaskMessage.Content] {
        let delta = object["event"]?["delta"]
        if let text = delta?["text"]?.string { return [.preview(text)] }
        if let text = delta?["thinking"]?.string { return [.preview(text, isThinking: true)] }
        return []
    }

    /// `subtype` is `success` also for failures, so it only names what `is_error` has said.
    static func result(_ object: JSONValue) -> TaskResult {
        let isError = object["is_error"]?.bool ?? (object["subtype"]?.string.map { $0 != "success" } ?? true)
        let codes = ["api_error_type", "terminal_reason", "subtype"].compactMap { object[$0]?.string }
        return TaskResult(
            isError: isError, text: object["result"]?.string,
            errors: (object["errors"]?.array ?? []).compactMap(\.string),
            status: object["api_error_status"]?.int, codes: isError ? codes.filter { $0 != "success" } : [],
            conversation: object["session_id"]?.string, turns: object["num_turns"]?.int,
            durationMilliseconds: object["duration_ms"]?.int,
            cost: object["total_cost_usd"]?.double ?? object["cost_usd"]?.double,
            usage: usage(object["usage"]),
            denials: (object["permission_denials"]?.array ?? []).map {
                TaskDenial(
                    tool: $0["tool_name"]?.string ?? "", call: $0["tool_use_id"]?.string,
                    input: $0["tool_input"]?.description)
            })
    }

    private static func usage(_ usage: JSONValue?) -> TaskUsage {
        TaskUsage(
            input: usage?["input_tokens"]?.int, cacheRead: usage?["cache_read_input_tokens"]?.int,
            cacheWrite: usage?["cache_creation_input_tokens"]?.int, output: usage?["output_tokens"]?.int,
            reasoning: usage?["output_tokens_details"]?["thinking_tokens"]?.int)
    }
}
