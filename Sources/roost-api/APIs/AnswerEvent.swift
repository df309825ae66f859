import RoostModel

/// One thing that the stream of an answer says, the same for every API.
enum AnswerEvent: Hashable, Sendable {
    /// The answer's identifier and the model that gives it, where they are told.
    case began(id: String?, model: String?)
    case text(String)
    case thinking(String)
    /// What is known of the tokens by now; unknown parts leave what was known before.
    case usage(TaskUsage)
    /// Dollars, from servers that tell them.
    case cost(Double)
    /// The model stopped.
    case stopped(StopReason)
    /// The answer does not go on.
    case failed(APIFailure)
    /// Nothing comes after this.
    case ended
}

/// Why a model stopped.
enum StopReason: Hashable, Sendable {
    /// It has said all.
    case finished
    /// As many tokens as it may write at once.
    case outputLimit
    /// The conversation is longer than the model can read.
    case contextLimit
    /// It may not, or does not want to; in the API's own words.
    case refused(String)

    /// The word that claude's messages have for it.
    var word: String {
        switch self {
        case .finished: "end_turn"
        case .outputLimit: "max_tokens"
        case .contextLimit: "model_context_window_exceeded"
        case .refused: "refusal"
        }
    }
}
