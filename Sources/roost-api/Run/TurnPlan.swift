import RoostModel

/// Decides what follows on an answer: an end, or another request for the rest of it.
///
/// A model without tools answers in one turn, unless it has to stop at the limit of its output.
struct TurnPlan: Sendable {
    enum Step: Hashable, Sendable {
        /// The answer goes on in another turn.
        case goOn
        case end(RunResult.Ending)
    }

    /// As often as claude goes on by itself, the first turn included.
    static let standardLimit = 4
    /// What a model is asked that was cut off.
    private static let continuation =
        "Your answer reached the output limit. Go on exactly where it stopped, without repeating anything."

    /// What is to be asked next.
    private(set) var chat: ChatRequest
    /// All that was answered.
    private(set) var text = ""
    /// Requests that were made.
    private(set) var turns = 0
    private(set) var usage = TaskUsage()
    /// Dollars; nil: unknown for one of the turns at least.
    private(set) var cost: Double?
    private(set) var stop: StopReason?
    private let limit: Int

    /// - Parameters:
    ///   - chat: The first question.
    ///   - limit: Turns that it may take, one at least.
    init(_ chat: ChatRequest, limit: Int = Self.standardLimit) {
        self.chat = chat
        self.limit = max(1, limit)
    }

    /// Takes what a turn came to.
    ///
    /// - Parameters:
    ///   - answer: As much of it as came.
    ///   - failure: Why it is not whole; nil: it is.
    /// - Returns: What is to be done now.
    mutating func take(_ answer: Answer, failure: APIFailure?) -> Step {
        turns += 1
        usage = usage + answer.usage
        cost = turns == 1 ? answer.cost : cost.flatMap { sum in answer.cost.map { sum + $0 } }
        text += answer.text
        stop = answer.stop
        if let failure { return .end(.failed(failure)) }
        switch answer.stop {
        case .finished, nil: return .end(.answered)
        case .refused(let word): return .end(.failed(.refused(word)))
        case .contextLimit: return .end(.failed(.contextLimit))
        case .outputLimit:
            guard !answer.text.allSatisfy(\.isWhitespace) else { return .end(.failed(.emptyAnswer)) }
            guard turns < limit else { return .end(.maxTurns(limit)) }
            chat.messages.append(ChatRequest.Message(role: .assistant, text: answer.text))
            chat.messages.append(ChatRequest.Message(role: .user, text: Self.continuation))
            return .goOn
        }
    }
}
