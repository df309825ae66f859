import RoostModel
import Testing

@testable import RoostUI

@Suite struct TaskListTests {
    private static func list(_ change: (inout TaskList) -> Void = { _ in }) -> TaskList {
        var list = TaskList()
        list.merge(TaskScene.some.tasks)
        change(&list)
        list.refresh(now: UIContext.noon)
        return list
    }

    private static func numbers(_ list: TaskList) -> [UInt64] { list.rows.map(\.task.id.rawValue) }

    @Test func `attention first, then what runs, what waits, and what ended last`() {
        // 4 waits for a yes longer than 3 cannot sign in; 2 ended after 1.
        #expect(Self.numbers(Self.list()) == [4, 3, 5, 6, 2, 1])
    }

    @Test func `a higher priority waits before`() {
        let first = TaskScene.task(8, "claude", .queued)
        let second = TaskScene.task(9, "claude", .queued) { $0.request.priority = 5 }
        #expect(Self.numbers(Self.list { $0.merge([first, second]) }).prefix(6) == [4, 3, 5, 9, 6, 8])
    }

    @Test(arguments: [
        (TaskList.Filter.all, [4, 3, 5, 6, 2, 1]), (.needy, [4, 3]), (.running, [5]), (.queued, [4, 6]),
        (.passed, [1]), (.failed, [3, 2]),
    ])
    func `a filter leaves what its word says`(filter: TaskList.Filter, numbers: [UInt64]) {
        #expect(Self.numbers(Self.list { $0.filter = filter }) == numbers)
    }

    @Test(arguments: [
        ("CHANGELOG write", [6]), ("codex", [2]), ("review", [5]), ("src/api sonnet", [5, 1]), ("nobody", []),
    ])
    func `all words have to be somewhere`(query: String, numbers: [UInt64]) {
        #expect(Self.numbers(Self.list { $0.query = query }) == numbers)
    }

    @Test func `what the server found is listed, too`() {
        let list = Self.list { list in
            list.query = "nobody"
            list.found = [TaskScene.id(2)]
        }
        #expect(Self.numbers(list) == [2])
    }

    @Test func `an answer that is older than an event changes nothing`() {
        let list = Self.list { list in
            list.merge([TaskScene.task(5, "claude", .passed, since: 10)])
            list.merge([TaskScene.task(5, "claude", .running, since: 120)])
        }
        #expect(list[TaskScene.id(5)]?.state == .passed)
    }

    @Test func `answers are not kept, only what is listed`() {
        #expect(Self.list()[TaskScene.id(1)]?.report.result == nil)
    }

    @Test func `beyond the limit those that ended first are forgotten`() {
        let list = Self.list { list in
            list.merge((100..<100 + UInt64(TaskList.limit)).map { TaskScene.task($0, "claude", .passed) })
        }
        #expect(list.count == TaskList.limit)
        #expect(list[TaskScene.id(5)]?.state == .running && list[TaskScene.id(4)]?.state == .queued)
        #expect(list[TaskScene.id(1)] == nil && list[TaskScene.id(101)] == nil)
    }

    @Test func `a task that was running when the login failed does not mend it, a later one does`() {
        // It passed 10 seconds ago and began 4 minutes ago; the login failed 200 seconds ago.
        let before = TaskScene.task(7, "gemini", .passed, since: 10) { $0.startedAt = TaskScene.ago(240) }
        #expect(Self.numbers(Self.list { $0.merge([before]) }).prefix(2) == [4, 3])
        let after = TaskScene.task(8, "gemini", .passed, since: 10) { $0.startedAt = TaskScene.ago(100) }
        #expect(
            Self.numbers(
                Self.list { list in
                    list.merge([before, after])
                    list.filter = .needy
                }) == [4])
    }

    @Test func `what waits behind a budget or a provider that needs somebody needs somebody`() {
        let list = Self.list { list in
            list.merge([
                TaskScene.task(7, "claude", .queued, since: 50) { $0.wait = .budget },
                TaskScene.task(8, "codex", .queued, since: 40) { $0.wait = .breaker },
                TaskScene.task(9, "codex", .queued, since: 30) { $0.wait = .providerPaused },
            ])
            list.filter = .needy
        }
        #expect(Self.numbers(list) == [4, 3, 7, 8])
    }

    @Test func `what was removed is gone`() {
        #expect(Self.numbers(Self.list { $0.remove([TaskScene.id(5)]) }) == [4, 3, 6, 2, 1])
    }

    @Test func `an order gets old`() {
        var list = TaskList()
        list.merge([TaskScene.task(1, "claude", .failed, since: 86_390) { $0.failure = .denied }])
        list.refresh(now: UIContext.noon)
        #expect(list.rows.map(\.label.rank) == [.needy])
        list.refresh(now: TaskScene.ago(-61))
        #expect(list.rows.map(\.label.rank) == [.ended])
    }
}
