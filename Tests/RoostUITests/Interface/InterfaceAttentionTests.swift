import RoostModel
import RoostWire
import Testing

@testable import RoostUI

/// The way to whoever needs somebody most, where that is a task.
@Suite(.timeLimit(.minutes(1))) struct InterfaceAttentionTests {
    /// A client whose sessions need nobody, and a server with these tasks.
    private static func bench(_ tasks: TaskScene) throws -> InterfaceBench {
        var scene = try Scene.main(rows: 24, columns: 96)
        scene.state.workspace?.needy = []
        return try InterfaceBench(scene: scene) { request in
            if case .client(.subscribe(let topics)) = request { return .subscribed(topics) }
            return tasks.answer(request) ?? .done
        }
    }

    @Test func `with no session that needs somebody the key leads to the task that does`() async throws {
        let bench = try Self.bench(TaskScene.some)
        await bench.attach()
        await bench.type("\u{2}a")
        #expect(await bench.picture(with: "├ 4, ~/src/api") != nil)
        #expect(bench.picture.contains("┌ Tasks ─"))
    }

    @Test func `when no task needs somebody, either, that is said`() async throws {
        let bench = try Self.bench(TaskScene(tasks: [TaskScene.task(1, "claude", .running)]))
        await bench.attach()
        await bench.type("\u{2}a")
        #expect(await bench.picture(with: "nobody needs you") != nil)
        #expect(!bench.picture.contains("┌ Tasks ─"))
    }

    @Test func `a server that cannot tell is not taken for nobody`() async throws {
        var scene = TaskScene.some
        scene.failure = Failure("list the tasks", cause: "the disk is gone")
        let bench = try Self.bench(scene)
        await bench.attach()
        await bench.type("\u{2}a")
        #expect(await bench.picture(with: "cannot list the tasks: the disk is gone") != nil)
    }
}
