import RoostClient
import RoostModel
import RoostWire
import Testing

@testable import RoostUI

/// What the server is asked to tell of, for the overlays that are open.
@Suite(.timeLimit(.minutes(1))) struct InterfaceTopicsTests {
    private func next(_ bench: InterfaceBench) async -> Request? {
        for await request in bench.server.requests { return request }
        return nil
    }

    private static func subscribe(_ topics: Topics) -> Request { .client(.subscribe(topics)) }

    private static func bench() throws -> InterfaceBench {
        try InterfaceBench { request in
            if case .client(.subscribe(let topics)) = request { return .subscribed(topics) }
            return TaskScene.some.answer(request) ?? .done
        }
    }

    @Test func `tasks are told of as long as their list is open`() async throws {
        let bench = try Self.bench()
        await bench.attach()
        await bench.type("\u{2}T")
        #expect(await next(bench) == Self.subscribe(.tasks))
        // The answer leads to the list, which is asked for after it: nothing falls between.
        #expect(await next(bench) == .task(.list(TaskFilter(limit: 200))))
        #expect(await bench.picture(with: "deploy it") != nil)
        #expect(await next(bench) == .server(.providers))
        // The numbers lie above the list, and the server tells of tasks already.
        await bench.type("s")
        while let request = await next(bench) {
            if case .task(.statistics) = request { break }
        }
        await bench.type("q")
        await bench.type("q")
        while let request = await next(bench) {
            guard case .client(.subscribe(let topics)) = request else { continue }
            #expect(topics.isEmpty)
            break
        }
    }

    @Test func `what the server tells reaches the list`() async throws {
        let bench = try Self.bench()
        await bench.attach()
        await bench.type("\u{2}T")
        #expect(await bench.picture(with: "deploy it") != nil)
        let task = TaskScene.task(9, "codex", .running) { $0.report.lastLine = "the newest line" }
        await bench.hear(
            .tasks(TasksEvent(changed: [TaskProgress(task: task, messages: 0, position: TaskPosition())])))
        #expect(bench.picture.contains("the newest line"))
    }

    @Test func `a new connection is asked to tell again`() async throws {
        let bench = try Self.bench()
        await bench.attach()
        await bench.type("\u{2}T")
        #expect(await next(bench) == Self.subscribe(.tasks))
        await bench.hear(.disconnected("the server is being upgraded"))
        await bench.hear(.attached(Attached(client: "c2", workspace: "work", showsHint: false)))
        while let request = await next(bench) {
            guard case .client(.subscribe(let topics)) = request else { continue }
            #expect(topics == .tasks)
            break
        }
    }

    @Test func `a client without such a list asks for nothing`() async throws {
        let bench = try Self.bench()
        await bench.attach()
        await bench.type("\u{2}~")
        await bench.type("q")
        await bench.type("\u{2}z")
        while let request = await next(bench) {
            if case .client = request { Issue.record("\(request)") }
            if case .layout = request { break }
        }
    }
}
