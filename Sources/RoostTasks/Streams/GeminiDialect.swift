internal import RoostModel

/// The events of `gemini -o stream-json` (`packages/core/src/output/types.ts`) and the document of `-o json`.
struct GeminiDialect: MessageDialect {
    mutating func messages(of object: JSONValue) -> [TaskMessage]? {
        switch object["type"]?.string {
        case "init":
            return [
                TaskMessage(
                    .start(conversation: object["session_id"]?.string, model: object["model"]?.string))
            ]
        case "message":
            let text = object["content"]?.string ?? ""
            if object["role"]?.string == "user" { return [TaskMessage(.prompt(text))] }
            return [TaskMessage(.text(text, isPiece: object["delta"]?.bool ?? false))]
        case "tool_use":
            return [
                TaskMessage(
                    .toolCall(
                        id: object["tool_id"]?.string ?? "", name: object["tool_name"]?.string ?? "",
                        input: object["parameters"]?.description ?? "{}"))
            ]
        case "tool_result":
            return [
                TaskMessage(
                    .toolResult(
                        id: object["tool_id"]?.string ?? "",
                        output: object["output"]?.string ?? object["error"]?["message"]?.string ?? "",
                        isError: object["status"]?.string == "error"))
            ]
        case "error":
            return [
                TaskMessage(
                    .error(
                        object["message"]?.string ?? "", isFinal: object["severity"]?.string != "warning"))
            ]
        case "result":
            let error = object["error"]
            return [
                TaskMessage(
                    .result(
                        TaskResult(
                            isError: object["status"]?.string != "success",
                            errors: [error?["message"]?.string].compactMap(\.self),
                            codes: [error?["type"]?.string].compactMap(\.self),
                            durationMilliseconds: object["stats"]?["duration_ms"]?.int,
                            usage: Self.usage(object["stats"]))))
            ]
        case nil where object["response"] != nil || object["error"] != nil: return document(object)
        default: return nil
        }
    }

    /// `{session_id, response, stats, error}`; an error comes alone, on standard error.
    private func document(_ object: JSONValue) -> [TaskMessage] {
        let error = object["error"]
        let response = object["response"]?.string
        var contents: [TaskMessage.Content] = []
        if let conversation = object["session_id"]?.string {
            contents.append(.start(conversation: conversation, model: Self.models(object)?.first?.key))
        }
        if let response { contents.append(.text(response)) }
        contents.append(
            .result(
                TaskResult(
                    isError: error != nil, text: response,
                    errors: [error?["message"]?.string].compactMap(\.self),
                    status: error?["code"]?.int.flatMap { (400...599).contains($0) ? $0 : nil },
                    codes: [error?["type"]?.string].compactMap(\.self),
                    conversation: object["session_id"]?.string, usage: Self.usage(ofModels: object))))
        return contents.map { TaskMessage($0) }
    }

    private static func usage(_ stats: JSONValue?) -> TaskUsage {
        let cached = stats?["cached"]?.int
        return TaskUsage(
            input: stats?["input"]?.int ?? stats?["input_tokens"]?.int.map { max(0, $0 - (cached ?? 0)) },
            cacheRead: cached, output: stats?["output_tokens"]?.int)
    }

    private static func models(_ object: JSONValue) -> [JSONValue.Member]? {
        object["stats"]?["models"]?.members
    }

    /// The document counts by model: prompt (the cached part included), candidates, thoughts.
    private static func usage(ofModels object: JSONValue) -> TaskUsage {
        (models(object) ?? []).reduce(TaskUsage()) { sum, model in
            let tokens = model.value["tokens"]
            let cached = tokens?["cached"]?.int
            let thoughts = tokens?["thoughts"]?.int
            return sum
                + TaskUsage(
                    input: tokens?["prompt"]?.int.map { max(0, $0 - (cached ?? 0)) }, cacheRead: cached,
                    output: tokens?["candidates"]?.int.map { $0 &+ (thoughts ?? 0) }, reasoning: thoughts)
        }
    }
}
