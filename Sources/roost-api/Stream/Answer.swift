import RoostModel

/// What has come of an answer so far.
struct Answer: Hashable, Sendable {
    /// Bytes that an answer may have, thoughts included: what a task keeps of its messages is not much more.
    static let limit = 32 << 20

    private(set) var id: String?
    private(set) var model: String?
    private(set) var text = ""
    private(set) var thinking = ""
    private(set) var usage = TaskUsage()
    /// Dollars; nil: nobody told.
    private(set) var cost: Double?
    private(set) var stop: StopReason?
    /// Nothing comes any more.
    private(set) var hasEnded = false

    /// The model has said why it stopped, or the stream that it is at its end.
    var isComplete: Bool { stop != nil || hasEnded }

    /// Nothing came that anybody could read.
    var isEmpty: Bool { text.isEmpty && thinking.isEmpty }

    /// Takes the next event.
    ///
    /// - Throws: ``APIFailure``: the event is one, or the answer is too long.
    mutating func take(_ event: AnswerEvent) throws(APIFailure) {
        switch event {
        case .began(let id, let model):
            self.id = id ?? self.id
            self.model = model ?? self.model
        case .text(let piece):
            try check(adding: piece)
            text += piece
        case .thinking(let piece):
            try check(adding: piece)
            thinking += piece
        case .usage(let known):
            usage = TaskUsage(
                input: known.input ?? usage.input, cacheRead: known.cacheRead ?? usage.cacheRead,
                cacheWrite: known.cacheWrite ?? usage.cacheWrite, output: known.output ?? usage.output,
                reasoning: known.reasoning ?? usage.reasoning)
        case .cost(let dollars): cost = dollars
        case .stopped(let reason): stop = reason
        case .failed(let failure): throw failure
        case .ended: hasEnded = true
        }
    }

    private func check(adding piece: String) throws(APIFailure) {
        guard text.utf8.count + thinking.utf8.count + piece.utf8.count <= Self.limit else {
            throw .badStream("it is longer than \(Self.limit >> 20) MB")
        }
    }
}
