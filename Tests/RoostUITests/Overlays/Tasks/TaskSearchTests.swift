import RoostModel
import RoostWire
import Testing

@testable import RoostUI

@Suite struct TaskSearchTests {
    private static func asked(_ text: String) -> Request { .task(.list(TaskFilter(text: text, limit: 200))) }

    @Test func `one text is asked for at a time, and the last one in the end`() {
        var search = TaskSearch()
        search.field.insert("fl")
        #expect(search.request() == Self.asked("fl"))
        search.field.insert("ag")
        #expect(search.request() == nil)
        let isFirst = search.receive([TaskScene.task(1, "claude", .passed)], for: Self.asked("fl"))
        #expect(isFirst)
        #expect(search.found.isEmpty)
        #expect(search.request() == Self.asked("flag"))
        let isSecond = search.receive([TaskScene.task(2, "claude", .passed)], for: Self.asked("flag"))
        #expect(isSecond)
        #expect(search.found == [TaskScene.id(2)] && search.request() == nil)
    }

    @Test func `no text finds nothing`() {
        var search = TaskSearch()
        search.field.insert("  ")
        #expect(search.request() == nil && search.found.isEmpty)
    }

    @Test func `the answer of a list is none of a search`() {
        var search = TaskSearch()
        search.field.insert("fl")
        _ = search.request()
        let isTaken = search.receive([], for: .task(.list(TaskFilter(limit: 200))))
        #expect(!isTaken)
    }

    @Test func `a failure is not asked for again`() {
        var search = TaskSearch()
        search.field.insert("fl")
        _ = search.request()
        search.fail(Self.asked("fl"))
        #expect(search.request() == nil)
    }
}
