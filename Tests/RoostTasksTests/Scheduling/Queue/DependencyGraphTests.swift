import RoostModel
import RoostTasks
import Testing

@Suite struct DependencyGraphTests {
    private static func tasks(_ numbers: UInt64...) -> [TaskID] { numbers.map { TaskID(rawValue: $0) } }
    private static func task(_ number: UInt64) -> TaskID { TaskID(rawValue: number) }

    @Test func `a task is free when all that it waits for have passed`() {
        var graph = DependencyGraph()
        #expect(graph.add(Self.task(3), waitingFor: Self.tasks(1, 2)) == nil)
        #expect(graph.open(of: Self.task(3)) == Self.tasks(1, 2))
        #expect(graph.passed(Self.task(1)).isEmpty)
        #expect(graph.passed(Self.task(2)) == Self.tasks(3))
        #expect(graph.isFree(Self.task(3)))
    }

    @Test func `a cycle is refused and named, and nothing was added`() {
        var graph = DependencyGraph()
        #expect(graph.add(Self.task(1), waitingFor: Self.tasks(1)) == Self.tasks(1, 1))
        #expect(graph.add(Self.task(2), waitingFor: Self.tasks(1)) == nil)
        #expect(graph.add(Self.task(3), waitingFor: Self.tasks(2)) == nil)
        #expect(graph.add(Self.task(1), waitingFor: Self.tasks(9, 3)) == Self.tasks(1, 3, 2, 1))
        #expect(graph.isFree(Self.task(1)))
        #expect(graph.failed(Self.task(9)).isEmpty)
    }

    @Test func `a chain as long as a queue is searched without recursion`() {
        var graph = DependencyGraph()
        let count: UInt64 = 20_000
        for number in 1..<count {
            _ = graph.add(Self.task(count - number), waitingFor: Self.tasks(count - number + 1))
        }
        #expect(graph.add(Self.task(count), waitingFor: Self.tasks(1))?.count == Int(count) + 1)
    }

    @Test func `those that wait for a task that failed are named once`() {
        var graph = DependencyGraph()
        _ = graph.add(Self.task(2), waitingFor: Self.tasks(1))
        _ = graph.add(Self.task(3), waitingFor: Self.tasks(1))
        #expect(graph.failed(Self.task(1)) == Self.tasks(2, 3))
        #expect(graph.failed(Self.task(1)).isEmpty)
        graph.remove(Self.task(2))
        #expect(graph.isFree(Self.task(2)))
    }
}
