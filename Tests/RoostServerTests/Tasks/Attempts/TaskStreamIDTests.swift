import RoostModel
import Testing

@testable import RoostServer

@Suite struct TaskStreamIDTests {
    @Test(arguments: [(1, 0), (7, 3), (1 << 42 - 1, TaskStreamID.mostAttempts - 1)] as [(UInt64, Int)])
    func `a number says whose stream it is`(task: UInt64, attempt: Int) {
        #expect(TaskStreamID.isPossible(TaskID(rawValue: task), attempt: attempt))
        for stream in TaskStream.allCases {
            let id = TaskStreamID(task: TaskID(rawValue: task), attempt: attempt, stream: stream)
            #expect(TaskStreamID(id.id) == id)
            // SQLite's numbers are signed.
            #expect(Int64(exactly: id.id.rawValue) != nil)
        }
    }

    @Test(arguments: [0, 1, 5000, 1 << 61] as [UInt64])
    func `a session's number is none`(number: UInt64) {
        #expect(TaskStreamID(SessionID(rawValue: number)) == nil)
    }

    @Test func `what has no number is refused before`() {
        #expect(!TaskStreamID.isPossible(TaskID(rawValue: 1 << 42), attempt: 1))
        #expect(!TaskStreamID.isPossible(TaskID(rawValue: 1), attempt: TaskStreamID.mostAttempts))
    }
}
