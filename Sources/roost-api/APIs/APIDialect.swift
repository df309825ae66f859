import RoostTasks

/// One API's words, for a question and for the stream of its answer.
protocol APIDialect: Sendable {
    /// Puts a question into them.
    func question(_ chat: ChatRequest, key: APIKey) -> APIQuestion

    /// Reads one event of the stream.
    ///
    /// - Returns: None for what says nothing about the answer.
    mutating func read(_ data: JSONValue) -> [AnswerEvent]
}

extension APIDialect {
    /// Reads one event as it came.
    mutating func read(_ event: EventStream.Event) -> [AnswerEvent] {
        // OpenAI's mark for the end of the stream.
        if event.data == "[DONE]" { return [.ended] }
        guard let value = JSONParser.parse(event.data) else {
            return [.failed(.badStream("an event of it is no JSON"))]
        }
        return read(value)
    }
}
