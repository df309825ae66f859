/// Where a session is in its life.
package enum SessionState: String, Codable, CaseIterable, Hashable, Sendable {
    /// Known to the server, nothing spawned yet.
    case initializing
    /// The child is being spawned, or has printed nothing yet.
    case starting
    /// A program or a shell runs, and nothing says that it waits for a person.
    case running
    /// Waits for a person: a prompt, a dialog, a password.
    case waitingInput = "waiting_input"
    /// An AI CLI works on a turn.
    case processing
    /// The child exited with status 0.
    case completed
    /// The child exited otherwise, could not be started, or was interrupted.
    case error
    /// A person ended it.
    case terminated

    /// No child lives in these states.
    package var isEnded: Bool {
        switch self {
        case .completed, .error, .terminated: true
        case .initializing, .starting, .running, .waitingInput, .processing: false
        }
    }
}
