/// A message of a print-mode task with its place in the task's log: what `roost tasks log --json` prints.
package struct TaskLogEntry: Codable, Hashable, Sendable {
    /// Counts all messages of a task, over all attempts, from 1 on.
    package var number: Int
    /// The attempt in which it was said, 1 for the first.
    package var attempt: Int
    package var at: Timestamp
    package var message: TaskMessage

    /// A message at its place.
    package init(number: Int, attempt: Int, at: Timestamp, message: TaskMessage) {
        self.number = number
        self.attempt = attempt
        self.at = at
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case number, attempt, at, message
    }
}
