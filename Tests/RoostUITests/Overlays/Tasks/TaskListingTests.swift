import RoostModel
import RoostWire
import Testing

@testable import RoostUI

@Suite struct TaskListingTests {
    /// Pages through tasks as a server would answer.
    private static func all(_ tasks: [TaskInfo], room: Int = 100_000) -> (seen: Set<TaskID>, pages: Int) {
        let scene = TaskScene(tasks: tasks)
        var listing = TaskListing()
        var seen: Set<TaskID> = []
        var pages = 0
        var next: Request? = listing.begin()
        while let request = next, pages < 100 {
            guard listing.isOwn(request), case .tasks(let page)? = scene.answer(request) else { break }
            pages += 1
            seen.formUnion(page.map(\.id))
            next = listing.receive(page, room: room - seen.count)
        }
        return (seen, listing.isDone ? pages : -1)
    }

    @Test(arguments: [(0, 1), (1, 1), (199, 1), (200, 2), (1000, 6)])
    func `all tasks come, page by page`(count: Int, pages: Int) {
        let tasks = (0..<count).map {
            TaskScene.task(UInt64($0 + 1), "claude", .passed, asked: Int64(5000 - $0))
        }
        let (seen, asked) = Self.all(tasks)
        #expect(seen.count == count && asked == pages)
    }

    @Test func `many tasks of one millisecond are no trap`() {
        let tasks = (0..<500).map {
            TaskScene.task(UInt64($0 + 1), "claude", .passed, asked: $0 < 50 ? 99 : 50)
        }
        let (seen, asked) = Self.all(tasks)
        // A page of them cannot be told apart by time: what lies before comes all the same.
        #expect(seen.count == 250 && asked > 0)
    }

    @Test func `no more than there is room for`() {
        let tasks = (0..<1000).map {
            TaskScene.task(UInt64($0 + 1), "claude", .passed, asked: Int64(5000 - $0))
        }
        #expect(Self.all(tasks, room: 300).pages == 2)
    }

    @Test func `an answer to something else is not taken`() {
        var listing = TaskListing()
        let request = listing.begin()
        #expect(listing.isOwn(request) && !listing.isOwn(.task(.list(TaskFilter(text: "x")))))
        listing.fail()
        #expect(!listing.isOwn(request) && listing.isDone)
    }
}
