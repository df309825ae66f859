import RoostModel
import RoostTasks

/// A conversation with a model: what was asked and answered, oldest first.
struct ChatHistory: Hashable, Sendable {
    /// One question and its whole answer.
    struct Turn: Hashable, Sendable {
        var at: Timestamp
        var api: API
        var model: String
        /// Nil: none.
        var system: String?
        var prompt: String
        var answer: String
        var usage: TaskUsage
        /// Dollars; nil is unknown.
        var cost: Double?
    }

    /// A UUID in small letters.
    let id: String
    var turns: [Turn]

    /// What all of it cost, as claude tells it; nil when the cost of any turn is unknown.
    var cost: Double? {
        let known = turns.compactMap(\.cost)
        return known.count == turns.count ? known.reduce(0, +) : nil
    }

    /// All of it, as it is told to the model.
    var messages: [ChatRequest.Message] {
        turns.flatMap {
            [
                ChatRequest.Message(role: .user, text: $0.prompt),
                ChatRequest.Message(role: .assistant, text: $0.answer),
            ]
        }
    }

    /// Whether a word can be the identifier of a conversation; others lead nowhere, in the file system neither.
    static func isIdentifier(_ word: String) -> Bool {
        word.utf8.count == 36
            && word.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}

// MARK: - A line of its file

extension ChatHistory.Turn {
    /// One JSON object.
    var json: JSONValue {
        var json: JSONValue = [
            "type": "turn", "at": .string(at.description), "provider": .string(api.rawValue),
            "model": .string(model),
        ]
        if let system { json.append("system", .string(system)) }
        json.append("prompt", .string(prompt))
        json.append("answer", .string(answer))
        json.append("usage", usage.json)
        json.append("cost_usd", cost)
        return json
    }

    /// Reads one; nil for what is none.
    init?(_ json: JSONValue) {
        guard json["type"]?.string == "turn", let at = json["at"]?.string.flatMap({ Timestamp($0) }),
            let api = json["provider"]?.string.flatMap({ API(rawValue: $0) }),
            let model = json["model"]?.string, let prompt = json["prompt"]?.string,
            let answer = json["answer"]?.string
        else { return nil }
        self.init(
            at: at, api: api, model: model, system: json["system"]?.string, prompt: prompt, answer: answer,
            usage: TaskUsage(json["usage"] ?? .null), cost: json["cost_usd"]?.double)
    }
}

extension TaskUsage {
    /// In the words of Anthropic's API, which are claude's; what is unknown is not in it.
    var json: JSONValue {
        var json: JSONValue = [:]
        json.append("input_tokens", input)
        json.append("cache_creation_input_tokens", cacheWrite)
        json.append("cache_read_input_tokens", cacheRead)
        json.append("output_tokens", output)
        if let reasoning {
            json.append("output_tokens_details", ["thinking_tokens": .number(String(reasoning))])
        }
        return json
    }

    init(_ json: JSONValue) {
        self.init(
            input: json["input_tokens"]?.int, cacheRead: json["cache_read_input_tokens"]?.int,
            cacheWrite: json["cache_creation_input_tokens"]?.int, output: json["output_tokens"]?.int,
            reasoning: json["output_tokens_details"]?["thinking_tokens"]?.int)
    }
}
