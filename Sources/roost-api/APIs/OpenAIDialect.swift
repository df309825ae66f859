import RoostModel
import RoostTasks

/// Chat completions, as OpenAI and the servers that are compatible with it speak them
/// (https://platform.openai.com/docs/api-reference/chat-streaming).
struct OpenAIDialect: APIDialect {
    private var hasBegun = false

    func question(_ chat: ChatRequest, key: APIKey) -> APIQuestion {
        var messages: [JSONValue] = []
        if let system = chat.system, !system.isEmpty {
            messages.append(["role": "system", "content": .string(system)])
        }
        messages += chat.spoken.map {
            ["role": $0.role == .user ? "user" : "assistant", "content": .string($0.text)]
        }
        return APIQuestion(
            path: "chat/completions",
            headers: [APIQuestion.Header(name: "authorization", value: "Bearer \(key.value)")],
            body: [
                "model": .string(chat.model), "stream": true, "stream_options": ["include_usage": true],
                "messages": .array(messages),
            ])
    }

    mutating func read(_ data: JSONValue) -> [AnswerEvent] {
        if data["error"] != nil { return [.failed(APIFailure(ofStream: data))] }
        var events: [AnswerEvent] = []
        if !hasBegun, data["id"] != nil || data["model"] != nil {
            hasBegun = true
            events.append(.began(id: data["id"]?.string, model: data["model"]?.string))
        }
        // One answer is asked for; the last chunk has the usage and none.
        if let choice = data["choices"]?.array?.first {
            events += Self.content(choice["delta"])
            events += choice["finish_reason"]?.string.map { [.stopped(Self.stop($0))] } ?? []
        }
        return events + Self.usage(data["usage"])
    }

    private static func content(_ delta: JSONValue?) -> [AnswerEvent] {
        var events: [AnswerEvent] = []
        // Two names for one thing, by the server: DeepSeek and vLLM, OpenRouter and Ollama.
        if let text = delta?["reasoning_content"]?.string ?? delta?["reasoning"]?.string, !text.isEmpty {
            events.append(.thinking(text))
        }
        if let text = delta?["content"]?.string, !text.isEmpty { events.append(.text(text)) }
        if let text = delta?["refusal"]?.string, !text.isEmpty { events.append(.text(text)) }
        return events
    }

    private static func stop(_ word: String) -> StopReason {
        switch word {
        case "length": .outputLimit
        case "content_filter": .refused(word)
        default: .finished
        }
    }

    private static func usage(_ usage: JSONValue?) -> [AnswerEvent] {
        guard let usage else { return [] }
        let cached = usage["prompt_tokens_details"]?["cached_tokens"]?.int
        let known = TaskUsage(
            input: usage["prompt_tokens"]?.int.map { max(0, $0 - max(0, cached ?? 0)) }, cacheRead: cached,
            output: usage["completion_tokens"]?.int,
            reasoning: usage["completion_tokens_details"]?["reasoning_tokens"]?.int)
        // OpenRouter tells what it charged.
        return [.usage(known)] + (usage["cost"]?.double.map { [.cost($0)] } ?? [])
    }
}
