import RoostModel
import RoostTasks

/// The Messages API of Anthropic (https://platform.claude.com/docs/en/build-with-claude/streaming).
struct AnthropicDialect: APIDialect {
    /// The API wants a number; all models since Claude 4 write so many at once.
    private static let outputTokens = "32000"

    func question(_ chat: ChatRequest, key: APIKey) -> APIQuestion {
        var body: JSONValue = [
            "model": .string(chat.model), "max_tokens": .number(Self.outputTokens), "stream": true,
        ]
        if let system = chat.system, !system.isEmpty { body.append("system", .string(system)) }
        body.append(
            "messages",
            .array(
                chat.spoken.map {
                    ["role": $0.role == .user ? "user" : "assistant", "content": .string($0.text)]
                }))
        return APIQuestion(
            path: "v1/messages",
            headers: [
                APIQuestion.Header(name: "x-api-key", value: key.value),
                APIQuestion.Header(name: "anthropic-version", value: "2023-06-01"),
            ], body: body)
    }

    mutating func read(_ data: JSONValue) -> [AnswerEvent] {
        switch data["type"]?.string {
        case "message_start":
            let message = data["message"]
            return [.began(id: message?["id"]?.string, model: message?["model"]?.string)]
                + Self.usage(message?["usage"])
        case "content_block_start": return Self.content(data["content_block"])
        case "content_block_delta": return Self.content(data["delta"])
        case "message_delta":
            return Self.usage(data["usage"])
                + (data["delta"]?["stop_reason"]?.string.map { [.stopped(Self.stop($0))] } ?? [])
        case "message_stop": return [.ended]
        case "error": return [.failed(APIFailure(ofStream: data))]
        default: return []
        }
    }

    /// Blocks begin with what is mostly empty; signatures of thoughts are for who sends them back, which only tools need.
    private static func content(_ content: JSONValue?) -> [AnswerEvent] {
        if let text = content?["text"]?.string, !text.isEmpty { return [.text(text)] }
        if let text = content?["thinking"]?.string, !text.isEmpty { return [.thinking(text)] }
        return []
    }

    private static func stop(_ word: String) -> StopReason {
        switch word {
        case "max_tokens": .outputLimit
        case "model_context_window_exceeded": .contextLimit
        case "refusal": .refused(word)
        default: .finished
        }
    }

    private static func usage(_ usage: JSONValue?) -> [AnswerEvent] {
        guard let usage else { return [] }
        return [
            .usage(
                TaskUsage(
                    input: usage["input_tokens"]?.int, cacheRead: usage["cache_read_input_tokens"]?.int,
                    cacheWrite: usage["cache_creation_input_tokens"]?.int,
                    output: usage["output_tokens"]?.int,
                    reasoning: usage["output_tokens_details"]?["thinking_tokens"]?.int))
        ]
    }
}
