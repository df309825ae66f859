import Foundation
import RoostModel
import RoostTasks
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct TaskStatisticsOverlayTests {
    /// Two weeks of tasks, as a server counts them.
    private static var tasks: [TaskInfo] {
        // Noon of a day in UTC, so that the days are the same wherever the test runs.
        let noon = Timestamp(milliseconds: 1_795_176_000_000)
        return (0..<40).map { index in
            let provider = index % 4 == 3 ? "codex" : "claude"
            let state: TaskState = index % 10 == 9 ? .failed : index == 0 ? .running : .passed
            var task = TaskScene.task(UInt64(index + 1), provider, state)
            task.createdAt = Timestamp(milliseconds: noon.milliseconds - Int64(index / 12) * 86_400_000)
            task.startedAt = task.createdAt
            task.firstStartedAt = task.createdAt
            task.endedAt = state.isEnded ? Timestamp(milliseconds: task.createdAt.milliseconds + 14_000) : nil
            task.cost = provider == "claude" && state.isEnded ? 0.05 : nil
            task.report.turns = 2
            task.usage = TaskUsage(input: 1000, output: 100)
            return task
        }
    }

    static func answer(_ request: Request) -> Response? {
        guard case .task(.statistics(let filter)) = request else { return nil }
        let found = tasks.filter { task in filter.provider.map { $0 == task.request.provider } ?? true }
        do {
            return .taskStatistics(Array(try JSONEncoder().encode(TaskStatistics(found))))
        } catch {
            return .failed(Failure("count the tasks", cause: "\(error)"))
        }
    }

    static func opened(rows: Int = 24, columns: Int = 80) throws -> OverlayDriver<
        TaskStatisticsOverlay
    > {
        var driver = OverlayDriver(
            TaskStatisticsOverlay(), in: try UIContext.main(rows: rows, columns: columns))
        driver.subscribe()
        driver.answer(answer)
        _ = driver.canvas()
        return driver
    }

    private static func since(_ days: Int64) -> Timestamp {
        Timestamp(milliseconds: UIContext.noon.milliseconds - days * 86_400_000)
    }

    @Test func `providers and days have bars of what passed and failed`() throws {
        var driver = try Self.opened()
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Numbers of tasks ─────────────────────────────────────────────────── 30 days ┐
                │ 40 tasks, 35 passed, 4 failed                                                │
                │ took 0:14, 95 of 100 at most 0:14                                            │
                │ waited 0:00, 95 of 100 at most 0:00                                          │
                │ 80 turns, 44k tokens, $1.4500, 10 told no cost                               │
                │ by provider                                         passed failed       cost │
                │ all             ██████████████████████████████▒▒▒░      35      4   $1.4500+ │
                │ claude          ███████████████████████▒░               27      2    $1.4500 │
                │ codex           ███████▒                                 8      2          - │
                │ by day (UTC)                                        passed failed       cost │
                │ 2026-11-20      █████████████████████████████▒▒░░       10      1   $0.4000+ │
                │ 2026-11-19      ████████████████████████████████▒▒      11      1   $0.4500+ │
                │ 2026-11-18      ████████████████████████████████▒▒      11      1   $0.4500+ │
                │ 2026-11-17      ████████▒▒                               3      1   $0.1500+ │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └ Up Down provider · f all time · PageDown days · Esc ─────────────────────────┘
                """)
    }

    @Test func `a narrow terminal has short bars`() throws {
        var driver = try Self.opened(rows: 15, columns: 50)
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Numbers of tasks ───────────────────── 30 days ┐
                │ 40 tasks, 35 passed, 4 failed                  │
                │ took 0:14, 95 of 100 at most 0:14              │
                │ waited 0:00, 95 of 100 at most 0:00            │
                │ 80 turns, 44k tokens, $1.4500, 10 told no cost │
                │ by provider           passed failed       cost │
                │ all        ████████▒░     35      4   $1.4500+ │
                │ claude     ██████▒░       27      2    $1.4500 │
                │ codex      ██▒             8      2          - │
                │ by day (UTC)          passed failed       cost │
                │ 2026-11-20 ████████▒░     10      1   $0.4000+ │
                │ 2026-11-19 █████████▒     11      1   $0.4500+ │
                │ 2026-11-18 █████████▒     11      1   $0.4500+ │
                └ Up Down provider · f all time · Esc ───────────┘
                """)
    }

    @Test func `one provider is asked for at a time, and the chosen one in the end`() throws {
        var driver = try Self.opened()
        driver.press("j", "j")
        let first = Request.task(.statistics(TaskFilter(provider: "claude", since: Self.since(30))))
        #expect(driver.takeRequests() == [first])
        let context = driver.context
        let effects = driver.overlay.receive(Self.answer(first) ?? .done, for: first, in: context)
        let second = Request.task(.statistics(TaskFilter(provider: "codex", since: Self.since(30))))
        #expect(
            effects.compactMap(OverlayDriver<TaskStatisticsOverlay>.words) == ["request \(second)"])
    }

    @Test func `the days are those of the chosen provider`() throws {
        var driver = try Self.opened()
        driver.press("j")
        driver.answer(Self.answer)
        let claude = driver.picture()
        #expect(claude.contains("claude by day (UTC)") && claude.contains("30 tasks"))
        driver.press("j")
        driver.answer(Self.answer)
        let codex = driver.picture()
        #expect(codex.contains("codex by day (UTC)") && codex.contains("10 tasks"))
        driver.press("g")
        let all = driver.picture()
        #expect(all.contains("40 tasks") && driver.takeRequests().isEmpty)
    }

    @Test func `another period is asked for, and says its name`() throws {
        var driver = try Self.opened()
        driver.press("f")
        #expect(driver.takeRequests() == [.task(.statistics(TaskFilter()))])
        let all = driver.picture()
        #expect(all.contains("all time ┐") && all.contains("asking the server"))
        driver.press("f")
        #expect(driver.takeRequests() == [.task(.statistics(TaskFilter(since: Self.since(1))))])
        // What was asked before counts for nothing any more.
        let context = driver.context
        let late = Request.task(.statistics(TaskFilter()))
        let effects = driver.overlay.receive(Self.answer(late) ?? .done, for: late, in: context)
        #expect(effects.isEmpty)
    }

    @Test func `numbers follow the tasks, but not each of their changes`() throws {
        var driver = try Self.opened()
        _ = driver.take()
        let event = TasksEvent(changed: [])
        driver.hear(event)
        #expect(driver.takeRequests().isEmpty)
        driver.context.now = Timestamp(milliseconds: driver.context.now.milliseconds + 2000)
        driver.tick()
        #expect(driver.takeRequests().count == 1)
        driver.tick()
        #expect(driver.takeRequests().isEmpty)
    }

    @Test func `numbers that cannot be read are said`() throws {
        var driver = OverlayDriver(TaskStatisticsOverlay(), in: try UIContext.main())
        driver.subscribe()
        driver.answer { _ in .taskStatistics(Array("{".utf8)) }
        #expect(driver.take().first?.hasPrefix("error cannot read the numbers of the server") == true)
    }
}
