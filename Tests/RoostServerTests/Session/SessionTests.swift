import FoundationEssentials
import RoostDetect
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

/// A whole session in memory, from its child's start to its end.
@Suite struct SessionTests {
    @Test func `what the program prints is on the screen and goes to the store`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("hello\r\n")
        await fixture.look()
        #expect(try await fixture.session.capture(format: .text, withScrollback: false).hasPrefix("hello\n"))
        await fixture.session.handToStore()
        #expect(fixture.store.output == Array("hello\r\n".utf8))
    }

    @Test(arguments: [
        (ChildExit.exited(0), SessionState.completed, nil, Int32?(0)),
        (.exited(3), .error, "exit status 3", 3), (.signalled(9), .error, "signal 9", 137),
        (.unknown, .error, "exit status unknown", nil),
    ])
    func `the end of the child is told once, with all its output`(
        status: ChildExit, state: SessionState, reason: String?, code: Int32?
    ) async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("bye")
        fixture.ends()
        await fixture.session.exited(status)
        await fixture.session.readable()
        await fixture.session.exited(.unknown)
        let info = try #require(fixture.delegate.ended.first)
        #expect(fixture.delegate.ended.count == 1)
        #expect(info.state == state)
        #expect(info.reason == reason)
        #expect(info.exitCode == code)
        #expect(info.pid == nil)
        #expect(fixture.store.output == Array("bye".utf8))
    }

    @Test func `a session that a person ends is terminated, however its child takes it`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        await fixture.session.willBeKilled()
        fixture.ends()
        await fixture.session.readable()
        await fixture.session.exited(.signalled(15))
        #expect(fixture.delegate.ended.map(\.state) == [.terminated])
    }

    @Test func `a bell where nobody looks asks for attention, and a look takes it away`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("\u{7}")
        await fixture.look()
        #expect(await fixture.session.info.attention?.kind == .bell)
        #expect(fixture.delegate.notices == [.bell(session: SessionID(rawValue: 1))])
        await fixture.session.focus(true)
        #expect(await fixture.session.info.attention == nil)
        let wanted: [SessionTransition.Change] = [.attention(.bell, text: "bell"), .attentionOver(.bell)]
        #expect(fixture.store.changes.filter(wanted.contains) == wanted)
    }

    @Test func `a bell and a limit leave a question alone`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(SessionAnswerTests.dialog("touch made"))
        await fixture.look()
        let asked = try #require(await fixture.session.info.attention)
        try #require(asked.kind == .approval)
        fixture.prints("\u{7}")
        await fixture.look()
        await fixture.session.note(.limit("uses 9 MB", at: .now))
        #expect(await fixture.session.info.attention?.id == asked.id)
    }

    @Test func `a command that changed the directory before its program began is where that is`() async throws
    {
        let fixture = try await SessionFixture(provider: "shell")
        #expect(await fixture.session.info.cwd == "/")
        fixture.prints("\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}")
        await fixture.reads()
        #expect(await fixture.session.snapshotOfInfo().cwd == "/", "the shell is at its prompt, and tells")
        fixture.prints("cd here && program\r\n\u{1B}]133;C\u{7}")
        await fixture.reads()
        #expect(await fixture.session.snapshotOfInfo().cwd == FileManager.default.currentDirectoryPath)
    }

    /// `cd a && sleep 9; cd b && sleep 9`: nothing but the directory tells one from the other.
    @Test func `a directory that a command changes once more is seen without being asked for`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}work\r\n\u{1B}]133;C\u{7}")
        await fixture.look()
        #expect(await fixture.session.info.cwd == FileManager.default.currentDirectoryPath)
        await fixture.session.forgetDirectory()
        fixture.prints("more\r\n")
        await fixture.look()
        #expect(await fixture.session.info.cwd == FileManager.default.currentDirectoryPath)
    }

    @Test func `a command and its output are handed over together`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}make\r\n\u{1B}]133;C\u{7}")
        await fixture.session.readable()
        let records = fixture.store.records
        let place = try #require(records.firstIndex { if case .command = $0 { true } else { false } })
        guard case .command(let command) = records[place], case .output = records[place - 1] else {
            Issue.record("the output does not come directly before its command")
            return
        }
        #expect(command.text == "make")
        // Where the mark begins: what follows it is what the command printed.
        #expect(command.offset == UInt64(fixture.store.output.count - "\u{1B}]133;C\u{7}".utf8.count))
        #expect(await fixture.session.info.running == "make")
    }

    @Test func `another program in its place begins below the text, and knows nothing of the last`()
        async throws
    {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("\u{1B}[?1049h\u{1B}[?2004hfull screen")
        fixture.ends()
        await fixture.session.readable()
        await fixture.session.exited(.exited(1))
        try await fixture.session.prepareRestart(command: ["sh"], kind: .shell, cwd: "/")
        #expect(await fixture.session.info.state == .starting)
        #expect(await fixture.session.info.exitCode == nil)
        try await fixture.restart()
        #expect(await fixture.session.info.state == .running)
        #expect(await !fixture.session.isFullScreen)
        #expect(await !fixture.session.wantsBrackets)
    }
}

extension Session {
    fileprivate var isFullScreen: Bool { screen.terminal.isAlternateScreen }
    fileprivate var wantsBrackets: Bool { screen.terminal.inputModes.bracketedPaste }
}

extension Session {
    /// As if the program had been elsewhere when it was looked at last.
    fileprivate func forgetDirectory() { setDirectory("/") }
}
