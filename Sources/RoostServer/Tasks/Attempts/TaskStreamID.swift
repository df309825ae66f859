import RoostModel

/// Under which number the keeper and a journal know a stream of a print-mode task's attempt.
///
/// It stands among the numbers of sessions, where no session ever gets to, and says all that there is to know: a
/// server that was killed before it wrote down what it started finds the task all the same, and starts nothing twice.
///
/// ```text
/// bit 62       set
/// bits 20-61   the task
/// bits  1-19   the attempt
/// bit  0       1 for standard error
/// ```
struct TaskStreamID: Hashable, Sendable {
    /// Attempts that a task can have.
    static let mostAttempts = 1 << 19

    let task: TaskID
    let attempt: Int
    let stream: TaskStream

    /// Invariant: the numbers fit, see ``isPossible(_:attempt:)``.
    init(task: TaskID, attempt: Int, stream: TaskStream) {
        self.task = task
        self.attempt = attempt
        self.stream = stream
    }

    /// Whether there is a number for the attempt.
    static func isPossible(_ task: TaskID, attempt: Int) -> Bool {
        task.rawValue < 1 << 42 && (0..<mostAttempts).contains(attempt)
    }

    /// Reads a number; nil for that of a session.
    init?(_ id: SessionID) {
        guard id.rawValue >> 62 == 1 else { return nil }
        task = TaskID(rawValue: id.rawValue >> 20 & (1 << 42 - 1))
        attempt = Int(id.rawValue >> 1 & (1 << 19 - 1))
        stream = id.rawValue & 1 == 0 ? .output : .errors
    }

    /// The number.
    var id: SessionID {
        SessionID(
            rawValue: 1 << 62 | task.rawValue << 20 | UInt64(attempt) << 1 | (stream == .errors ? 1 : 0))
    }
}
