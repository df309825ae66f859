/// Where a print-mode task stands; the raw values are the words in JSON and in the database.
package enum TaskState: String, Codable, CaseIterable, Hashable, Sendable {
    /// It waits for its turn, for another task, for a person's yes, or for the delay before another attempt.
    case queued
    /// Its process is being started.
    case starting
    /// Its process runs.
    case running
    /// A person holds it: it does not start, or its process is stopped.
    case paused
    /// Its result is here, its process has not ended yet.
    case completing
    /// It ended as it should.
    case passed
    /// The program ran and said that it could not do it.
    case failed
    /// The program could not be started, was killed, or went down with the machine.
    case error
    /// A person ended it.
    case cancelled
    /// It took longer than it was allowed to.
    case timeout

    /// Nothing happens to it any more unless a person asks for another attempt.
    package var isEnded: Bool {
        switch self {
        case .queued, .starting, .running, .paused, .completing: false
        case .passed, .failed, .error, .cancelled, .timeout: true
        }
    }
}
