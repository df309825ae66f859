import RoostModel
import RoostWire
import Testing

@testable import RoostUI

/// Print-mode tasks among those who need somebody.
@Suite struct InboxTasksTests {
    private static func answer(_ request: Request) -> Response? {
        InboxTests.answer(request) ?? TaskScene.some.answer(request)
    }

    private static func opened() throws -> OverlayDriver<Inbox> {
        var context = try InboxTests.context()
        context.home = "/home/ann"
        var driver = OverlayDriver(Inbox(), in: context)
        driver.subscribe()
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    @Test func `tasks are told of as long as it is open, and asked for to begin with`() throws {
        var driver = OverlayDriver(Inbox(), in: try InboxTests.context())
        _ = driver.takeRequests()
        driver.subscribe()
        #expect(driver.overlay.topics == .tasks)
        #expect(driver.takeRequests() == [.task(.list(TaskFilter(limit: 200)))])
    }

    @Test func `tasks stand behind the sessions, with what they need`() throws {
        var inbox = try Self.opened()
        inbox.press("j", "j", "j")
        let picture = inbox.picture()
        #expect(
            picture == """
                ┌ Needs you ───────────────────────────────────────────────────────── 3 of 6 sessions, 2 tasks ┐
                │ ! codex   web       approval    0:09   Would you like to run the following command?          │
                │ ⚿ claude  docs      login       3:40   Browser sign-in                                       │
                │ ● gemini  scripts   finished    12m    Renamed the flags in all 9 scripts.                   │
                │ ! claude  task 4    approval    10m    deploy it                                             │
                │ ⚿ gemini  task 3    login       3m     Please set an Auth method                             │
                ├ task 4, ~/src/api, since 12:31:00 ───────────────────────────────────────────────────────────┤
                │ waits for approval (roost tasks approve 4)                                                   │
                │ deploy it                                                                                    │
                └ a approve · Enter go there · Esc ────────────────────────────────────────────────────────────┘
                """)
    }

    @Test func `Enter goes to the task among all tasks`() throws {
        var inbox = try Self.opened()
        inbox.press("G", "Enter")
        let opened = inbox.effects.compactMap { effect -> TasksOverlay? in
            if case .open(let overlay) = effect { overlay as? TasksOverlay } else { nil }
        }
        #expect(inbox.take() == ["open TasksOverlay", "close"])
        var tasks = OverlayDriver(try #require(opened.first), in: inbox.context)
        tasks.subscribe()
        tasks.answer(TaskScene.some.answer)
        #expect(tasks.overlay.chosenID == TaskScene.id(3))
    }

    @Test func `a task is approved from here, and is gone when the server says so`() throws {
        var inbox = try Self.opened()
        inbox.press("j", "j", "j", "a")
        #expect(inbox.takeRequests() == [.task(.approve(target: "4"))])
        let approved = TaskScene.task(4, "claude", .running, since: 0)
        inbox.hear(TasksEvent(changed: [TaskProgress(task: approved, messages: 0, position: TaskPosition())]))
        let picture = inbox.picture()
        #expect(picture.contains("3 of 6 sessions, 1 task ┐") && !picture.contains("task 4"))
        // No key for what nobody has to say yes to.
        inbox.press("G", "a")
        #expect(inbox.takeRequests().isEmpty)
        #expect(!picture.contains("a approve"))
    }

    @Test func `a session that was put off stands behind the tasks`() throws {
        var inbox = try Self.opened()
        inbox.press("s")
        let items = inbox.overlay.items(in: inbox.context).map(\.id)
        #expect(items.last == .session(SessionID(rawValue: 2)) && items.count == 5)
        #expect(items[2] == .task(TaskScene.id(4)))
    }

    @Test func `what a task needs is said in a line`() {
        let denied = TaskScene.task(1, "claude", .passed) { task in
            task.report.denials = [
                TaskDenial(tool: "Bash"), TaskDenial(tool: "Bash"), TaskDenial(tool: "Edit"),
            ]
        }
        #expect(Inbox.need(denied) == "refused: Bash, Edit")
        let spent = TaskScene.task(1, "claude", .queued) { $0.wait = .budget }
        #expect(Inbox.need(spent) == "the day's budget is spent")
        let held = TaskScene.task(1, "claude", .queued) { $0.wait = .breaker }
        #expect(
            Inbox.details(held)
                == ["its provider fails (roost tasks resume --provider claude)", "say something"])
    }
}
