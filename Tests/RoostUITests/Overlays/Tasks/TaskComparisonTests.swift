import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct TaskComparisonTests {
    private static var scene: TaskScene {
        let one = TaskScene.task(1, "claude", .passed, since: 60) { task in
            task.report = TaskReport(result: "# Plan\n- read\n- write\n\nDone.", turns: 3)
            task.cost = 0.0456
        }
        let other = TaskScene.task(2, "codex", .passed, since: 40) { task in
            task.report = TaskReport(result: "# Plan\n- read\n- test it first\n- write", turns: 5)
            task.usage = TaskUsage(input: 3000, output: 100)
        }
        return TaskScene(tasks: [one, other])
    }

    static func opened(
        _ scene: TaskScene = scene, rows: Int = 16, columns: Int = 80
    ) throws -> OverlayDriver<TaskComparison> {
        var driver = OverlayDriver(
            TaskComparison(TaskScene.id(1), TaskScene.id(2)),
            in: try UIContext.main(rows: rows, columns: columns))
        driver.subscribe()
        driver.answer(scene.answer)
        return driver
    }

    @Test func `results stand side by side, with what only one of them has`() throws {
        var driver = try Self.opened()
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Compare ─────────────────────────────┬───────────────── 1 and 1 lines differ ┐
                │ 1 claude  ✓ passed                   │ 2 codex  ✓ passed                     │
                │ 3 turns, $0.0456, 0:14               │ 5 turns, 3.1k tokens, 0:14            │
                │   Plan                               │   Plan                                │
                │   - read                             │   - read                              │
                │   - write                            │ + - test it first                     │
                │                                      │   - write                             │
                │ - Done.                              │                                       │
                │                                      │                                       │
                │                                      │                                       │
                │                                      │                                       │
                │                                      │                                       │
                │                                      │                                       │
                │                                      │                                       │
                └ Up Down scroll · 1 copy left · 2 copy right · Esc ───────────────────────────┘
                """)
    }

    @Test func `in a narrow terminal one stands below the other`() throws {
        var driver = try Self.opened(columns: 50)
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Compare ───────────────── 1 and 1 lines differ ┐
                │ 1 claude  ✓ passed                             │
                │ 3 turns, $0.0456, 0:14                         │
                │   Plan                                         │
                │   - read                                       │
                │   - write                                      │
                │                                                │
                ├────────────────────────────────────────────────┤
                │ 2 codex  ✓ passed                              │
                │ 5 turns, 3.1k tokens, 0:14                     │
                │   Plan                                         │
                │   - read                                       │
                │ + - test it first                              │
                │   - write                                      │
                └ Up Down scroll · 1 copy left · Esc ────────────┘
                """)
    }

    @Test func `equal results are the same`() throws {
        var scene = Self.scene
        scene.tasks[1].report.result = scene.tasks[0].report.result
        var driver = try Self.opened(scene)
        let picture = driver.picture()
        #expect(picture.contains("the same ┐"))
    }

    @Test func `a task that runs gets its result when that is there`() throws {
        var scene = Self.scene
        scene.tasks[1] = TaskScene.task(2, "codex", .running)
        var driver = try Self.opened(scene)
        let before = driver.picture()
        #expect(before.contains("no result yet"))
        let ended = Self.scene.tasks[1]
        driver.hear(TasksEvent(changed: [TaskProgress(task: ended, messages: 1, position: TaskPosition())]))
        let after = driver.picture()
        #expect(after.contains("+ - test it first") && !after.contains("no result yet"))
    }

    @Test func `each result is copied by its place`() throws {
        var driver = try Self.opened()
        _ = driver.take()
        driver.press("1", "2", "Escape")
        #expect(
            driver.take() == [
                "copy the result of task 1: # Plan\n- read\n- write\n\nDone.",
                "copy the result of task 2: # Plan\n- read\n- test it first\n- write", "close",
            ])
    }

    @Test func `long results scroll together, and stop at their end`() throws {
        var scene = Self.scene
        for index in 0..<2 {
            scene.tasks[index].report.result = (1...40).map { "line \($0)" }.joined(separator: "\n")
        }
        var driver = try Self.opened(scene)
        driver.press("End")
        let end = driver.picture()
        #expect(end.contains("line 40") && !end.contains("line 29 "))
        driver.press("Up", "PageUp", "Home")
        let start = driver.picture()
        #expect(start.contains("line 1 "))
    }

    @Test func `a task that is gone is said`() throws {
        var driver = try Self.opened(TaskScene(tasks: [Self.scene.tasks[0]]))
        #expect(driver.take().contains("error cannot show task 2: there is none"))
        let picture = driver.picture()
        #expect(picture.contains("it is not there"))
    }
}
