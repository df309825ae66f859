import RoostModel
import RoostTasks

/// `streamGenerateContent` of the Gemini API (https://ai.google.dev/api/generate-content).
struct GeminiDialect: APIDialect {
    private var hasBegun = false

    func question(_ chat: ChatRequest, key: APIKey) -> APIQuestion {
        var body: JSONValue = [
            "contents": .array(
                chat.spoken.map {
                    ["role": $0.role == .user ? "user" : "model", "parts": [["text": .string($0.text)]]]
                })
        ]
        if let system = chat.system, !system.isEmpty {
            body.append("systemInstruction", ["parts": [["text": .string(system)]]])
        }
        // The key has a place in the address, too, where every log on the way would keep it.
        return APIQuestion(
            path: "v1beta/\(Self.resource(chat.model)):streamGenerateContent?alt=sse",
            headers: [APIQuestion.Header(name: "x-goog-api-key", value: key.value)], body: body)
    }

    /// `models/NAME`, unless the name says which collection it is of (`tunedModels/NAME`).
    private static func resource(_ model: String) -> String {
        let name = model.contains("/") ? model : "models/\(model)"
        return name.utf8.reduce(into: "") { path, byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || "-._~/".contains(character) {
                path.append(character)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                path += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
    }

    mutating func read(_ data: JSONValue) -> [AnswerEvent] {
        if data["error"] != nil { return [.failed(APIFailure(ofStream: data))] }
        var events: [AnswerEvent] = []
        if !hasBegun {
            hasBegun = true
            events.append(.began(id: data["responseId"]?.string, model: data["modelVersion"]?.string))
        }
        let candidate = data["candidates"]?.array?.first
        for part in candidate?["content"]?["parts"]?.array ?? [] {
            guard let text = part["text"]?.string, !text.isEmpty else { continue }
            events.append(part["thought"]?.bool == true ? .thinking(text) : .text(text))
        }
        events += Self.usage(data["usageMetadata"])
        if let word = data["promptFeedback"]?["blockReason"]?.string {
            events.append(.stopped(.refused(word)))
        }
        if let word = candidate?["finishReason"]?.string { events.append(.stopped(Self.stop(word))) }
        return events
    }

    private static func stop(_ word: String) -> StopReason {
        switch word {
        case "STOP": .finished
        case "MAX_TOKENS": .outputLimit
        // SAFETY, RECITATION, LANGUAGE, BLOCKLIST, PROHIBITED_CONTENT, SPII, OTHER and what comes after them.
        default: .refused(word)
        }
    }

    /// Each chunk has the totals so far.
    private static func usage(_ usage: JSONValue?) -> [AnswerEvent] {
        guard let usage else { return [] }
        let cached = usage["cachedContentTokenCount"]?.int
        let thoughts = usage["thoughtsTokenCount"]?.int
        return [
            .usage(
                TaskUsage(
                    input: usage["promptTokenCount"]?.int.map { max(0, $0 - max(0, cached ?? 0)) },
                    cacheRead: cached,
                    output: usage["candidatesTokenCount"]?.int.map { $0.addingClamped(thoughts ?? 0) },
                    reasoning: thoughts))
        ]
    }
}

extension Int {
    /// The sum; the greatest number where it would be more.
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
