import RoostConfig
import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct HeartbeatTests {
    private func delay(_ scene: Scene, hasOverlay: Bool = false) -> Int64? {
        Heartbeat.delay(
            scene.state, plan: Compositor.plan(scene.state), now: scene.state.now, hasOverlay: hasOverlay)
    }

    private func single(_ session: SessionInfo) throws -> Scene {
        var scene = try Scene(rows: 10, columns: 80)
        scene.add(session)
        scene.state.now = Timestamp(milliseconds: Scene.start.milliseconds + 20_300)
        return scene
    }

    @Test func `what is busy moves four times a second`() throws {
        #expect(delay(try Scene.main()) == 250)
    }

    @Test func `with reduced motion only its time does`() throws {
        var scene = try Scene.main()
        scene.state.configuration.reducedMotion = true
        #expect(delay(scene) == 1000)
    }

    @Test func `what waits for a person counts seconds`() throws {
        let scene = try single(
            Scene.session(
                1, "a", provider: "codex", state: .waitingInput, attention: Scene.attention(.approval, for: 0)
            ))
        #expect(delay(scene) == 700)
    }

    @Test func `an idle screen changes with the minute`() throws {
        #expect(delay(try single(Scene.session(1, "a", provider: "shell", state: .running))) == 39_700)
    }

    @Test func `without a clock and without times nothing changes by itself`() throws {
        var scene = try single(Scene.session(1, "a", provider: "shell", state: .running))
        scene.state.configuration.clock = false
        #expect(delay(scene) == nil)
        #expect(delay(scene, hasOverlay: true) != nil)
    }

    @Test func `busy sessions that cannot be seen do not wake anybody`() throws {
        var scene = try single(Scene.session(1, "a", provider: "shell", state: .running))
        scene.add(Scene.session(2, "b", provider: "claude", state: .processing))
        #expect(delay(scene) == 39_700)
    }
}
