internal import RoostModel

/// The events of `codex exec --json` (`codex-rs/exec/src/exec_events.rs`).
struct CodexDialect: MessageDialect {
    /// More calls than can be open at once; beyond it a call is shown when it ends.
    private static let openLimit = 256
    /// Items that were announced and have not ended.
    private var open: Set<String> = []

    mutating func messages(of object: JSONValue) -> [TaskMessage]? {
        switch object["type"]?.string {
        case "thread.started":
            return [TaskMessage(.start(conversation: object["thread_id"]?.string, model: nil))]
        case "turn.started": return [TaskMessage(.status("turn started"))]
        case "item.started", "item.updated": return item(object["item"], hasEnded: false)
        case "item.completed": return item(object["item"], hasEnded: true)
        case "turn.completed":
            return [TaskMessage(.result(TaskResult(isError: false, usage: Self.usage(object["usage"]))))]
        case "turn.failed":
            let text = object["error"]?["message"]?.string
            return [TaskMessage(.result(TaskResult(isError: true, errors: [text].compactMap(\.self))))]
        case "error":
            let text = object["message"]?.string ?? ""
            return [TaskMessage(.error(text, isFinal: !text.hasPrefix("Reconnecting")))]
        default: return nil
        }
    }

    /// A refused tool has no item, only this line; the run passes all the same.
    func messages(ofDiagnostic line: String) -> [TaskMessage] {
        guard let mark = line.firstRange(of: "tools::router: error=") else { return [] }
        let reason = line[mark.upperBound...]
        guard reason.contains("reject") else { return [] }
        let tool = reason.hasPrefix("patch") ? "file_change" : "command_execution"
        return [TaskMessage(.denial(TaskDenial(tool: tool, reason: String(reason))))]
    }

    private mutating func item(_ item: JSONValue?, hasEnded: Bool) -> [TaskMessage]? {
        guard let item, let type = item["type"]?.string else { return nil }
        let text = item["text"]?.string ?? ""
        let content: TaskMessage.Content?
        switch type {
        case "agent_message": content = hasEnded ? .text(text) : .preview(text)
        case "reasoning": content = hasEnded ? .thinking(text) : .preview(text, isThinking: true)
        case "error": content = .error(item["message"]?.string ?? text, isFinal: false)
        case "todo_list", "plan": content = .status(Self.list(item["items"]) ?? text)
        case "command_execution", "file_change", "mcp_tool_call", "web_search", "collab_tool_call":
            return call(item, type: type, hasEnded: hasEnded)
        default: return nil
        }
        return content.map { [TaskMessage($0)] }
    }

    /// Some items are announced and then end, others only end; a call is said once, before its result.
    private mutating func call(_ item: JSONValue, type: String, hasEnded: Bool) -> [TaskMessage] {
        let id = item["id"]?.string ?? ""
        let status = item["status"]?.string
        let name =
            type == "mcp_tool_call"
            ? [item["server"]?.string, item["tool"]?.string].compactMap(\.self).joined(separator: ".") : type
        var contents: [TaskMessage.Content] = []
        let wasOpen = open.contains(id)
        if !wasOpen { contents.append(.toolCall(id: id, name: name, input: Self.input(item).description)) }
        if hasEnded {
            open.remove(id)
            let exitCode = item["exit_code"]?.int
            let output =
                item["aggregated_output"]?.string ?? item["error"]?["message"]?.string
                ?? item["result"].map { ClaudeDialect.text(of: $0["content"]) } ?? status ?? ""
            if status == "declined" {
                contents.append(
                    .denial(TaskDenial(tool: name, call: id, input: Self.input(item).description)))
            }
            contents.append(
                .toolResult(
                    id: id, output: output,
                    isError: status == "failed" || status == "declined" || (exitCode ?? 0) != 0))
        } else if !wasOpen, open.count < Self.openLimit {
            open.insert(id)
        }
        return contents.map { TaskMessage($0) }
    }

    /// What a call is given: the item without what every item has and what came of it.
    private static func input(_ item: JSONValue) -> JSONValue {
        let others: Set = [
            "id", "type", "status", "aggregated_output", "exit_code", "server", "tool", "result", "error",
        ]
        return .object((item.members ?? []).filter { !others.contains($0.key) })
    }

    private static func list(_ items: JSONValue?) -> String? {
        items?.array?.map { "[\($0["completed"]?.bool == true ? "x" : " ")] \($0["text"]?.string ?? "")" }
            .joined(separator: "\n")
    }

    private static func usage(_ usage: JSONValue?) -> TaskUsage {
        let cached = usage?["cached_input_tokens"]?.int
        return TaskUsage(
            input: usage?["input_tokens"]?.int.map { max(0, $0 - (cached ?? 0)) }, cacheRead: cached,
            cacheWrite: usage?["cache_write_input_tokens"]?.int, output: usage?["output_tokens"]?.int,
            reasoning: usage?["reasoning_output_tokens"]?.int)
    }
}
