import RoostModel
import RoostStore
import Testing

@testable import RoostServer

@Suite struct TaskLogTests {
    private let now = Timestamp(milliseconds: 5)

    @Test func `messages are numbered on, and what is only shown has no number`() {
        var log = TaskLog(task: TaskID(rawValue: 3), attempt: 2, next: 8)
        let output = TaskOutput(stream: .output, offset: 0, bytes: [1, 2, 3])
        let record = log.record(
            [output], [TaskMessage(.text("a")), TaskMessage(.preview("b")), TaskMessage(.text("c"))], at: now)
        #expect(record.entries.map(\.number) == [8, 9])
        #expect(record.entries.map(\.attempt) == [2, 2])
        #expect(record.output == [output])
        #expect(record.position == TaskPosition(output: 3))
        #expect(log.lastNumber == 9)
        let next = log.record([TaskOutput(stream: .errors, offset: 0, bytes: [9])], [], at: now)
        #expect(next.position == TaskPosition(output: 3, errors: 1))
        #expect(next.entries.isEmpty)
    }

    @Test func `of a flood the place is kept and not the bytes`() {
        var log = TaskLog(
            task: TaskID(rawValue: 3), attempt: 1,
            position: TaskPosition(output: TaskLog.keptOutput), next: 1)
        let record = log.record(
            [TaskOutput(stream: .output, offset: TaskLog.keptOutput, bytes: [1, 2])], [], at: now)
        #expect(record.output.isEmpty)
        #expect(record.position.output == TaskLog.keptOutput + 2)
    }
}
