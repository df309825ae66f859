internal import RoostModel

/// The messages of `cursor-agent -p --output-format stream-json`; `json` is the last of them alone.
///
/// https://cursor.com/docs/cli/reference/output-format; near to claude's, with tool calls of its own and no cost.
struct CursorDialect: MessageDialect {
    private var claude = ClaudeDialect()

    mutating func messages(of object: JSONValue) -> [TaskMessage]? {
        switch object["type"]?.string {
        case "thinking":
            guard let text = object["text"]?.string else { return [] }
            return [TaskMessage(.thinking(text, isPiece: true))]
        case "tool_call": return call(object)
        case "result":
            var result = ClaudeDialect.result(object)
            result.usage = Self.usage(object["usage"]) ?? result.usage
            return [TaskMessage(.result(result))]
        default: return claude.messages(of: object)
        }
    }

    /// The call stands under its name: `{"shellToolCall": {"args": …, "result": {"success" | "rejected": …}}}`.
    private func call(_ object: JSONValue) -> [TaskMessage]? {
        let suffix = "ToolCall"
        guard let member = object["tool_call"]?.members?.first(where: { $0.key.hasSuffix(suffix) }) else {
            return nil
        }
        let id = object["call_id"]?.string ?? ""
        let name = String(member.key.dropLast(suffix.count))
        let input = (member.value["args"] ?? .object([])).description
        switch object["subtype"]?.string {
        case "started": return [TaskMessage(.toolCall(id: id, name: name, input: input))]
        case "completed":
            let outcome = member.value["result"]?.members?.first
            let output = TaskMessage(
                .toolResult(
                    id: id, output: Self.output(outcome?.value), isError: outcome?.key != "success"))
            guard outcome?.key == "rejected" else { return [output] }
            let denial = TaskDenial(
                tool: name, call: id, input: input, reason: outcome?.value["reason"]?.string)
            return [TaskMessage(.denial(denial)), output]
        default: return nil
        }
    }

    private static func output(_ value: JSONValue?) -> String {
        for key in ["content", "stdout", "output", "errorMessage", "reason"] {
            if let text = value?[key]?.string { return text }
        }
        return value?.description ?? ""
    }

    private static func usage(_ usage: JSONValue?) -> TaskUsage? {
        guard let usage, usage["inputTokens"] != nil || usage["outputTokens"] != nil else { return nil }
        return TaskUsage(
            input: usage["inputTokens"]?.int, cacheRead: usage["cacheReadTokens"]?.int,
            cacheWrite: usage["cacheWriteTokens"]?.int, output: usage["outputTokens"]?.int)
    }
}
