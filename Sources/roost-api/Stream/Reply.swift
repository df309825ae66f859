/// An answer on its way: from bytes to events of its API to what has come of it.
struct Reply: Sendable {
    private var stream = EventStream()
    private var dialect: any APIDialect
    private(set) var answer = Answer()

    init(api: API) {
        dialect = api.makeDialect()
    }

    /// What has to be sent for it.
    func question(_ chat: ChatRequest, key: APIKey) -> APIQuestion { dialect.question(chat, key: key) }

    /// Takes bytes, and gives what they say to `tell`.
    ///
    /// - Throws: ``APIFailure``, and what `tell` throws.
    mutating func feed(_ bytes: some Collection<UInt8>, tell: (AnswerEvent) throws -> Void) throws {
        for event in try stream.feed(bytes) { try take(event, tell) }
    }

    /// The stream is at its end.
    mutating func finish(tell: (AnswerEvent) throws -> Void) throws {
        if let event = stream.finish() { try take(event, tell) }
    }

    private mutating func take(_ event: EventStream.Event, _ tell: (AnswerEvent) throws -> Void) throws {
        for part in dialect.read(event) {
            try answer.take(part)
            try tell(part)
        }
    }
}
