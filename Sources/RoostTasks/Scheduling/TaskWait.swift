package import RoostModel

/// What a queued task waits for.
package enum TaskWait: Hashable, Sendable {
    /// A person's yes.
    case approval
    /// Tasks that have to pass first.
    case dependencies([TaskID])
    /// The one before it in its conversation, which goes on or is held.
    case conversation(TaskID)
    /// The delay before another attempt.
    case delay(until: Timestamp)
    /// A person holds the whole queue.
    case queuePaused
    /// A person holds its provider.
    case providerPaused
    /// A person has to do something about its provider.
    case providerBlocked(TaskFailure)
    /// Its provider failed too often.
    case breaker
    /// Its provider asked to be left alone for a while.
    case rateLimited
    /// As much was spent today as may be.
    case budget
    /// As many run as may.
    case concurrency
    /// As many were started in the last minute as may be.
    case rate
    /// Nothing but those before it.
    case turn

    /// In a few words, for a table.
    package var text: String {
        switch self {
        case .approval: "waits for approval"
        case .dependencies(let tasks): "waits for \(tasks.map(\.description).joined(separator: ", "))"
        case .conversation(let task): "waits for task \(task) of its conversation"
        case .delay: "waits to be tried again"
        case .queuePaused: "the queue is paused"
        case .providerPaused: "its provider is paused"
        case .providerBlocked(let failure): "its provider: \(failure.text)"
        case .breaker: "its provider fails"
        case .rateLimited: "its provider asked to wait"
        case .budget: "the day's budget is spent"
        case .concurrency: "as many run as may"
        case .rate: "as many started in a minute as may"
        case .turn: "waits for its turn"
        }
    }
}
