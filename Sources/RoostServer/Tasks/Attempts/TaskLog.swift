import RoostModel
import RoostStore

/// Numbers an attempt's messages, and knows up to where its output was read.
struct TaskLog: Sendable {
    /// Bytes of output that are kept as they came, for each attempt; messages have a bound of their own.
    static let keptOutput: UInt64 = 64 << 20

    let task: TaskID
    let attempt: Int
    private(set) var position: TaskPosition
    /// Of the message that comes next.
    private var next: Int

    /// Goes on behind what is stored.
    init(task: TaskID, attempt: Int, position: TaskPosition = TaskPosition(), next: Int) {
        self.task = task
        self.attempt = attempt
        self.position = position
        self.next = next
    }

    /// The number of the last message; 0: there is none.
    var lastNumber: Int { next - 1 }

    /// Takes output that was read, and the messages made of it; nil when there is nothing to store.
    mutating func record(
        _ outputs: [TaskOutput], _ messages: [TaskMessage], at now: Timestamp
    ) -> TaskLogRecord {
        var kept: [TaskOutput] = []
        for output in outputs {
            let end = output.offset + UInt64(output.bytes.count)
            if position.output + position.errors < Self.keptOutput { kept.append(output) }
            position[output.stream] = max(position[output.stream], end)
        }
        let entries = messages.filter { !$0.isPassing }.enumerated().map { index, message in
            TaskLogEntry(number: next + index, attempt: attempt, at: now, message: message)
        }
        next += entries.count
        return TaskLogRecord(
            task: task, attempt: attempt, output: kept, entries: entries, position: position)
    }
}
