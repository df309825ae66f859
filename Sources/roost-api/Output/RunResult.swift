import RoostModel
import RoostTasks

/// How a run ended, as its last message tells.
struct RunResult: Hashable, Sendable {
    enum Ending: Hashable, Sendable {
        case answered
        /// As many requests as were allowed, and the answer is not whole.
        case maxTurns(Int)
        case failed(APIFailure)
    }

    var ending: Ending
    /// All that was answered.
    var text: String
    /// Requests that were made.
    var turns: Int
    /// Of this run.
    var usage: TaskUsage
    /// Dollars of the whole conversation, as claude tells them; nil is unknown.
    var cost: Double?
    /// As the API names it.
    var model: String
    var stop: StopReason?
    /// Since the program was started, and in requests.
    var duration: Duration
    var apiDuration: Duration

    /// The exit status.
    var status: Int32 { ending == .answered ? 0 : 1 }

    /// One line for a person, of a run that failed.
    var error: String? {
        switch ending {
        case .answered: nil
        case .maxTurns(let limit): "Reached maximum number of turns (\(limit))"
        case .failed(let failure): failure.text
        }
    }
}
