import RoostConfig
import RoostModel
import Testing

@testable import RoostUI

@Suite struct SessionLabelTests {
    private func words(_ session: SessionInfo) -> String? {
        SessionLabel(session).stateText(now: Scene.start) { _ in "12:41" }
    }

    @Test func `an agent at work counts seconds`() {
        let session = Scene.session(1, "api", provider: "claude", state: .processing, for: 134_000)
        #expect(words(session) == "busy 2:14")
        #expect(SessionLabel(session).glyph == .busy)
        #expect(SessionLabel(session).provider == "claude")
    }

    @Test func `an agent that waits for a prompt tells minutes`() {
        #expect(words(Scene.session(1, "a", provider: "claude", state: .waitingInput, for: 30_000)) == "idle")
        #expect(
            words(Scene.session(1, "a", provider: "claude", state: .waitingInput, for: 300_000)) == "idle 5m")
    }

    @Test func `a shell says nothing of itself but what runs in it`() {
        #expect(words(Scene.session(1, "logs", provider: "shell", state: .running)) == nil)
        #expect(words(Scene.session(1, "logs", provider: "shell", state: .waitingInput)) == nil)
        #expect(
            words(Scene.session(1, "logs", provider: "shell", state: .processing, for: 9000))
                == "running 0:09")
    }

    @Test(
        arguments: [
            (.approval, "approval 0:09", .approval), (.question, "question 0:09", .question),
            (.authentication, "login 0:09", .authentication), (.trust, "trust 0:09", .trust),
            (.rateLimited, "rate limited 0:09", .rateLimited), (.retrying, "retrying 0:09", .retrying),
            (.finished, "finished", .finished), (.bell, "bell", .bell),
        ] as [(Attention.Kind, String, GlyphRole)])
    func `attention comes before the state`(kind: Attention.Kind, text: String, glyph: GlyphRole) {
        let session = Scene.session(
            1, "web", provider: "codex", state: .waitingInput, attention: Scene.attention(kind, for: 9000))
        #expect(words(session) == text)
        #expect(SessionLabel(session).glyph == glyph)
    }

    @Test func `an ended session tells how, not how long ago`() {
        let failed = Scene.session(
            1, "m", provider: "program", state: .error, for: 90_000, exitCode: 2, end: .exited(2))
        #expect(words(failed) == "exited 2")
        #expect(words(Scene.session(1, "m", provider: "shell", state: .completed)) == "exited 0")
        #expect(words(Scene.session(1, "m", provider: "shell", state: .terminated)) == "ended")
        let restored = Scene.session(1, "m", provider: "claude", state: .error, end: .interrupted)
        #expect(words(restored) == "interrupted 12:41")
        #expect(SessionLabel(restored).glyph == .restored)
    }

    @Test func `a name that says the same as the program is not told twice`() {
        #expect(SessionLabel(Scene.session(1, "bash", provider: "shell", state: .running)).name == nil)
        var login = Scene.session(1, "bash", provider: "shell", state: .running)
        login.command = ["-bash"]
        #expect(SessionLabel(login).provider == "bash")
        login.command = []
        #expect(SessionLabel(login).provider == "shell")
    }

    @Test func `a shell or a program is called by what runs in the foreground, an agent by its own name`() {
        var shell = Scene.session(1, "bash-2", provider: "shell", state: .running)
        shell.program = "vim"
        #expect(SessionLabel(shell).provider == "vim")
        #expect(SessionLabel(shell).name == "bash-2")
        shell.state = .completed
        #expect(SessionLabel(shell).provider != "vim")
        var agent = Scene.session(1, "api", provider: "claude", state: .running)
        agent.program = "node"
        #expect(SessionLabel(agent).provider == "claude")
    }

    @Test func `what needs a person is more urgent than what has ended, and that than what runs`() {
        let urgencies = [
            Scene.session(
                1, "a", provider: "claude", state: .waitingInput,
                attention: Scene.attention(.approval, for: 0)),
            Scene.session(1, "a", provider: "claude", state: .error, exitCode: 1, end: .exited(1)),
            Scene.session(
                1, "a", provider: "claude", state: .waitingInput,
                attention: Scene.attention(.finished, for: 0)),
            Scene.session(1, "a", provider: "claude", state: .processing),
            Scene.session(1, "a", provider: "shell", state: .running),
        ].map { SessionLabel($0).urgency }
        #expect(urgencies == urgencies.sorted(by: >))
        #expect(Set(urgencies).count == urgencies.count)
    }
}
