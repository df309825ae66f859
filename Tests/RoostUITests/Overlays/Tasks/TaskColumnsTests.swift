import RoostModel
import Testing

@testable import RoostUI

@Suite struct TaskColumnsTests {
    private static func names(_ width: Int, lastID: UInt64 = 42) -> [String] {
        TaskColumns(width: width, lastID: TaskScene.id(lastID), providerWidth: 6).places.map(
            \.column.rawValue)
    }

    @Test func `columns go until what it said last has room`() {
        #expect(
            Self.names(76) == ["state", "id", "provider", "age", "turns", "tokens", "cost", "last"])
        #expect(Self.names(60) == ["state", "id", "provider", "age", "turns", "cost", "last"])
        #expect(Self.names(46) == ["state", "id", "provider", "age", "last"])
        #expect(Self.names(20) == ["state", "id", "last"])
    }

    @Test func `a long name of a provider gives way before a column does`() {
        func width(_ columns: Int) -> Int? {
            TaskColumns(width: columns, lastID: TaskScene.id(42), providerWidth: 12).places
                .first { $0.column == .provider }?.width
        }
        #expect(width(76) == 12 && width(69) == 8 && width(46) == 8)
    }

    @Test(arguments: 0...200)
    func `the columns fill the width and no more`(width: Int) {
        let places = TaskColumns(width: width, lastID: TaskScene.id(12_345), providerWidth: 30).places
        let used = places.reduce(0) { $0 + $1.width } + places.count - 1
        #expect(used == max(width, 13 + 1 + 5 + 1))
    }

    private static func cells(_ task: TaskInfo) -> [String] {
        let label = TaskLabel(task, now: UIContext.noon)
        return TaskColumns.Column.allCases.map {
            TaskColumns.text($0, of: task, label: label, now: UIContext.noon)
        }
    }

    @Test func `what is not known is a hyphen`() {
        let task = TaskScene.task(7, "codex", .starting, prompt: "write the\nchangelog", asked: 134)
        #expect(
            Self.cells(task) == ["starting", "7", "codex", "2:14", "-", "-", "-", "write the changelog"])
    }

    @Test func `why it failed is worth more than what it said`() {
        let task = TaskScene.task(7, "codex", .failed) { task in
            task.report.lastLine = "hm"
            task.error = "429 Too Many Requests"
        }
        #expect(Self.cells(task).last == "429 Too Many Requests")
    }

    @Test func `what holds it is worth more than what it is to do`() {
        let held = TaskScene.task(7, "claude", .queued) { $0.wait = .budget }
        #expect(Self.cells(held).first == "budget" && Self.cells(held).last == "the day's budget is spent")
        let waiting = TaskScene.task(7, "claude", .queued) { $0.wait = .turn }
        #expect(Self.cells(waiting).last == "say something")
    }

    @Test func `the attempt that runs is a part of what it cost`() {
        let task = TaskScene.task(7, "claude", .running) { task in
            task.cost = 0.5
            task.report.cost = 0.25
            task.usage = TaskUsage(input: 1000)
            task.report.usage = TaskUsage(output: 500)
        }
        #expect(Self.cells(task)[5...6] == ["1.5k", "$0.7500"])
        let ended = TaskScene.task(7, "claude", .passed) { task in
            task.cost = 0.5
            task.report.cost = 0.25
        }
        #expect(Self.cells(ended)[6] == "$0.5000")
    }
}
