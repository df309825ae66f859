import RoostModel
import RoostWire
import Testing

@testable import RoostUI

@Suite struct NeedyTasksTests {
    /// All pages of a server's tasks.
    private static func asked(_ scene: TaskScene) -> (tasks: NeedyTasks, pages: Int) {
        var needy = NeedyTasks()
        var waiting = [needy.begin()]
        var pages = 0
        while let request = waiting.popLast() {
            guard let response = scene.answer(request) else { break }
            pages += 1
            waiting += needy.receive(response, for: request, now: UIContext.noon) ?? []
        }
        return (needy, pages)
    }

    @Test func `they are those of the list, whoever waits longest first`() {
        let (needy, pages) = Self.asked(TaskScene.some)
        #expect(needy.rows.map(\.task.id) == [TaskScene.id(4), TaskScene.id(3)] && pages == 1)
    }

    @Test func `one that is older than a page is found`() {
        let old = TaskScene.task(1, "claude", .queued, asked: 5000, since: 5000) { $0.isApproved = false }
        let others = (2...450).map { number in
            TaskScene.task(UInt64(number), "claude", .passed, asked: 5000 - Int64(number))
        }
        let (needy, pages) = Self.asked(TaskScene(tasks: [old] + others))
        #expect(needy.rows.map(\.task.id) == [TaskScene.id(1)] && pages > 2)
    }

    @Test func `an answer to something else is none of its own, and a failure ends the asking`() {
        var needy = NeedyTasks()
        let request = needy.begin()
        let other = Request.task(.list(TaskFilter(limit: 5)))
        let foreign = needy.receive(.tasks([]), for: other, now: UIContext.noon)
        #expect(foreign == nil)
        let failure = Response.failed(Failure("list the tasks", cause: "the disk is gone"))
        let last = needy.receive(failure, for: request, now: UIContext.noon)
        #expect(last?.isEmpty == true)
        let late = needy.receive(failure, for: request, now: UIContext.noon)
        #expect(late == nil)
    }

    @Test func `what the server tells changes them`() {
        var (needy, _) = Self.asked(TaskScene.some)
        let approved = TaskScene.task(4, "claude", .running, since: 0)
        needy.hear(
            TasksEvent(changed: [TaskProgress(task: approved, messages: 0, position: TaskPosition())]),
            now: UIContext.noon)
        #expect(needy.rows.map(\.task.id) == [TaskScene.id(3)])
    }
}
