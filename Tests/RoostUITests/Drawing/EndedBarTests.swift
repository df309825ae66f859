import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct EndedBarTests {
    private let interrupted = Scene.session(
        1, "api", provider: "claude", state: .error, end: .machineRestarted)

    @Test func `a session that lives has no bar`() {
        #expect(EndedBar(Scene.session(1, "a", provider: "shell", state: .processing)) == nil)
    }

    @Test func `a shell's conversation can be taken up, too`() throws {
        var shell = Scene.session(1, "a", provider: "shell", state: .error, end: .interrupted)
        #expect(try #require(EndedBar(shell)).choice(for: Key(code: .character("r"))) == nil)
        shell.conversation = SessionConversation(provider: "claude", id: "c")
        #expect(try #require(EndedBar(shell)).choice(for: Key(code: .character("r"))) == .restart(.resume))
    }

    @Test func `the keys stay when there is no room for the reason`() throws {
        let bar = try #require(EndedBar(interrupted))
        #expect(
            bar.text(columns: 120)
                == " This session ended when the machine restarted.   "
                + "Enter start again · r resume conversation · s shell · x close")
        #expect(
            bar.text(columns: 96)
                == " This session ended when the machine restarted.   Enter again · r resume · s shell · x close"
        )
        #expect(
            bar.text(columns: 85)
                == " machine restarted  Enter start again · r resume conversation · s shell · x close")
        #expect(bar.text(columns: 70) == " machine restarted  Enter again · r resume · s shell · x close")
        #expect(bar.text(columns: 60) == " Enter again · r resume · s shell · x close")
        #expect(bar.text(columns: 50) == " Enter again · r resume · s shell · x close")
        #expect(bar.text(columns: 10) == " Enter ag…")
    }

    @Test(
        arguments: [
            (.exited(2), "exited 2", 40), (.signalled(9), "signal 9", 40), (.killed, "ended", 40),
            (.interrupted, "interrupted", 46), (.couldNotStart(cause: "no such file"), "not started", 40),
            (.unknown, "ended", 40),
        ] as [(EndReason, String, Int)])
    func `half a terminal still says why`(end: EndReason, text: String, columns: Int) throws {
        let session = Scene.session(1, "sh", provider: "shell", state: end.state, end: end)
        let bar = try #require(EndedBar(session))
        #expect(bar.text(columns: columns).hasPrefix(" \(text)  Enter "))
    }

    @Test(
        arguments: [
            (.exited(0), "Exited with status 0.   Enter restart"),
            (.exited(2), "Exited with status 2.   Enter restart"),
            (.exited(143), "Exited with status 143.   Enter restart"),
            (.signalled(15), "Ended by signal 15.   Enter restart"),
            (.killed, "This session was ended.   Enter restart"),
            (.unknown, "This session has ended.   Enter restart"),
            (.couldNotStart(cause: ""), "The program could not be started.   Enter restart"),
            (
                .couldNotStart(cause: "no such file"),
                "The program could not be started: no such file.   Enter restart"
            ),
            (
                .interrupted,
                "This session was interrupted: its keeper was killed.   Enter start again · s shell"
            ),
        ] as [(EndReason, String)])
    func `a shell tells how it ended`(end: EndReason, text: String) throws {
        let session = Scene.session(1, "sh", provider: "shell", state: end.state, end: end)
        let bar = try #require(EndedBar(session))
        #expect(bar.text(columns: 100) == " \(text) · x close")
    }

    @Test func `keys mean what the bar says`() throws {
        let bar = try #require(EndedBar(interrupted))
        #expect(bar.choice(for: Key(code: .enter)) == .restart(.again))
        #expect(bar.choice(for: Key(code: .character("r"))) == .restart(.resume))
        #expect(bar.choice(for: Key(code: .character("s"))) == .restart(.shell))
        #expect(bar.choice(for: Key(code: .character("x"))) == .close)
        #expect(bar.choice(for: Key(code: .character("x"), modifiers: .control)) == nil)
        #expect(bar.choice(for: Key(code: .enter, event: .release)) == nil)
        #expect(bar.choice(for: Key(code: .character("q"))) == nil)
        let shell = try #require(EndedBar(Scene.session(1, "sh", provider: "shell", state: .completed)))
        #expect(shell.choice(for: Key(code: .character("r"))) == nil)
    }
}
