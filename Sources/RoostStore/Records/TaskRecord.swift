package import RoostModel

/// A print-mode task, new or changed, with the steps that made it what it is: one is never stored without the others.
package struct TaskRecord: Hashable, Sendable {
    package var task: TaskInfo
    /// What the caller added to the environment of its processes; nil leaves what is stored as it is.
    package var environment: [String: String]?
    /// Lines of its history, oldest first.
    package var transitions: [TaskTransition]

    /// A task as it stands after some steps.
    package init(
        _ task: TaskInfo, environment: [String: String]? = nil, transitions: [TaskTransition] = []
    ) {
        self.task = task
        self.environment = environment
        self.transitions = transitions
    }
}

/// What an attempt of a print-mode task wrote, the messages made of it, and up to where that was read: one is never
/// stored without the others, so that no message is lost or doubled.
package struct TaskLogRecord: Hashable, Sendable {
    package var task: TaskID
    package var attempt: Int
    /// In the order in which it was read.
    package var output: [TaskOutput]
    /// In order, with the numbers that follow those stored before; may be empty.
    package var entries: [TaskLogEntry]
    package var position: TaskPosition

    /// Messages, and what they were made of; output of which the store has enough may be left out.
    package init(
        task: TaskID, attempt: Int, output: [TaskOutput] = [], entries: [TaskLogEntry],
        position: TaskPosition
    ) {
        self.task = task
        self.attempt = attempt
        self.output = output
        self.entries = entries
        self.position = position
    }

    /// Bytes that it takes in memory, about.
    var byteCount: Int {
        output.reduce(0) { $0 + $1.bytes.count } + entries.reduce(64) { $0 + 128 + $1.message.textByteCount }
    }
}

extension TaskMessage {
    /// Bytes of text in it.
    package var textByteCount: Int {
        switch content {
        case .start, .denial: 0
        case .prompt(let text), .text(let text, _), .thinking(let text, _), .preview(let text, _),
            .status(let text), .error(let text, _, _), .diagnostic(let text), .raw(let text, _):
            text.utf8.count
        case .toolCall(_, let name, let input): name.utf8.count + input.utf8.count
        case .toolResult(_, let output, _): output.utf8.count
        case .result(let result): result.text?.utf8.count ?? 0
        }
    }
}
