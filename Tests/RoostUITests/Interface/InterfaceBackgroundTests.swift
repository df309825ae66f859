import RoostModel
import RoostWire
import Testing

@testable import RoostUI

/// A session that ends so that a task goes on with what was said in it.
@Suite(.timeLimit(.minutes(1))) struct InterfaceBackgroundTests {
    private static let wanted = Request.task(
        .goOn(with: "1", "mend it", environment: ["HOME": "/home/ann"]))

    private static func next(_ bench: InterfaceBench) async -> Request? {
        for await request in bench.server.requests { return request }
        return nil
    }

    private static func bench() throws -> InterfaceBench {
        try InterfaceBench { request in
            guard case .task(.takeOver) = request else { return .done }
            return .task(TaskScene.task(7, "claude", .queued))
        }
    }

    @Test func `a key asks for the prompt, and the task's number is said`() async throws {
        let bench = try Self.bench()
        await bench.attach()
        await bench.type("\u{2}B")
        #expect(bench.status.hasPrefix(" end claude api and go on as a task:"))
        await bench.type("mend it\r")
        #expect(await Self.next(bench) == Self.wanted)
        await bench.with { _ in }
        await bench.with { _ in }
        #expect(bench.status.contains("task 7 goes on with the conversation"))
    }

    @Test func `a line with the prompt asks for nothing`() async throws {
        let bench = try Self.bench()
        await bench.attach()
        await bench.type("\u{2}:send-to-background mend it\r")
        #expect(await Self.next(bench) == Self.wanted)
        await bench.with { _ in }
        await bench.with { _ in }
        #expect(bench.status.contains("task 7 goes on with the conversation"))
    }

    @Test func `a session that works on something stays, and that is said`() async throws {
        let bench = try InterfaceBench { _ in
            .failed(Failure("go on with the conversation of 1", cause: "it works on something"))
        }
        await bench.attach()
        await bench.type("\u{2}Bmend it\r")
        #expect(await Self.next(bench) == Self.wanted)
        await bench.with { _ in }
        await bench.with { _ in }
        #expect(bench.status.contains("cannot go on with the conversation of 1: it works on something"))
    }
}
