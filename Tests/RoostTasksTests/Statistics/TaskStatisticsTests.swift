import Foundation
import RoostModel
import RoostTasks
import Testing

@Suite struct TaskStatisticsTests {
    private static func task(
        _ id: UInt64, _ provider: String, _ cwd: String, _ state: TaskState, created: Int64,
        started: Int64? = nil,
        ended: Int64? = nil, attempt: Int = 1, cost: Double? = nil, turns: Int? = nil
    ) -> TaskInfo {
        var task = TaskInfo(
            id: TaskID(rawValue: id), request: TaskRequest(provider: provider, prompt: "p", cwd: cwd),
            createdAt: Timestamp(milliseconds: created))
        task.state = state
        task.firstStartedAt = started.map { Timestamp(milliseconds: $0) }
        task.startedAt = task.firstStartedAt
        task.endedAt = ended.map { Timestamp(milliseconds: $0) }
        task.attempt = attempt
        task.cost = cost
        task.report.turns = turns
        task.usage = TaskUsage(output: turns)
        return task
    }

    private static let day: Int64 = 86_400_000

    @Test func `tasks are counted in all, by provider, folder and day`() {
        let tasks = [
            Self.task(
                1, "claude", "/a", .passed, created: 0, started: 100, ended: 1100, attempt: 3, cost: 0.5,
                turns: 2),
            Self.task(2, "claude", "/b", .failed, created: 0, started: 300, ended: 500, cost: 0.25, turns: 1),
            Self.task(3, "codex", "/a", .timeout, created: Self.day, started: Self.day, ended: Self.day + 50),
            Self.task(4, "codex", "/a", .queued, created: Self.day, attempt: 0),
            Self.task(5, "codex", "/a", .cancelled, created: Self.day, ended: Self.day, attempt: 0),
        ]
        let statistics = TaskStatistics(tasks)
        #expect(statistics.total.created == 5)
        #expect(statistics.total.passed == 1)
        #expect(statistics.total.failed == 2)
        #expect(statistics.total.retried == 2)
        #expect(statistics.total.cost == 0.75)
        #expect(statistics.total.costUnknown == 1)
        #expect(statistics.total.turns == 3)
        #expect(statistics.total.duration?.p50 == 200)
        #expect(statistics.total.duration?.p95 == 1000)
        #expect(statistics.total.queueTime?.p50 == 100)
        #expect(statistics.providers["codex"]?.cost == nil)
        #expect(statistics.providers["codex"]?.turns == nil)
        #expect(statistics.providers["codex"]?.usage == nil)
        #expect(statistics.providers["claude"]?.created == 2)
        #expect(statistics.folders["/a"]?.created == 4)
        #expect(statistics.days.keys.sorted() == ["1970-01-01", "1970-01-02"])
    }

    @Test func `a day begins where the person lives`() {
        let task = Self.task(1, "claude", "/a", .passed, created: Self.day - 1)
        #expect(TaskStatistics([task], dayOffsetMilliseconds: 3_600_000).days.keys.first == "1970-01-02")
    }

    @Test func `nothing is known of no tasks`() throws {
        let total = TaskStatistics([]).total
        #expect(total.created == 0)
        #expect(total.duration == nil)
        #expect(total.cost == nil)
        let data = try JSONEncoder().encode(total)
        #expect(String(decoding: data, as: UTF8.self).contains("\"total_cost_usd\":null"))
        #expect(try JSONDecoder().decode(TaskTotals.self, from: data) == total)
    }

    @Test(
        arguments: [
            ([5], 5, 5), ([1, 2], 1, 2), (Array(1...100), 50, 95), (Array(1...20), 10, 19),
            (Array(1...21), 11, 20),
        ] as [([Int64], Int64, Int64)])
    func `percentiles are by nearest rank`(values: [Int64], p50: Int64, p95: Int64) {
        let spread = TaskTotals.Spread(values.reversed())
        #expect(spread?.p50 == p50)
        #expect(spread?.p95 == p95)
    }
}
