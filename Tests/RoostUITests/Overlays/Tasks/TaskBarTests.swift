import RoostModel
import RoostTasks
import Testing

@testable import RoostUI

@Suite struct TaskBarTests {
    private static func bar(_ passed: Int, _ failed: Int, _ others: Int, most: Int, columns: Int) -> [Int] {
        let tasks =
            (0..<passed).map { TaskScene.task(UInt64($0), "claude", .passed) }
            + (0..<failed).map { TaskScene.task(UInt64($0), "claude", .failed) }
            + (0..<others).map { TaskScene.task(UInt64($0), "claude", .cancelled) }
        let bar = TaskBar(TaskStatistics(tasks).total, most: most, columns: columns)
        return [bar.passed, bar.failed, bar.others]
    }

    @Test func `parts have the length of their share`() {
        #expect(Self.bar(5, 3, 2, most: 10, columns: 20) == [10, 6, 4])
        #expect(Self.bar(5, 3, 2, most: 20, columns: 20) == [5, 3, 2])
    }

    @Test func `one failure among thousands is seen`() {
        #expect(Self.bar(1000, 1, 0, most: 1001, columns: 10) == [9, 1, 0])
    }

    @Test(arguments: 0...12)
    func `a bar fits`(columns: Int) {
        #expect(Self.bar(7, 2, 4, most: 13, columns: columns).reduce(0, +) <= columns)
    }

    @Test func `nothing has no length`() {
        #expect(Self.bar(0, 0, 0, most: 0, columns: 10) == [0, 0, 0])
    }
}
