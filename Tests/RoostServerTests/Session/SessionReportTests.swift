import RoostModel
import RoostStore
import RoostTerminal
import Testing

@testable import RoostServer

/// What a program says of itself, `roost event`.
@Suite struct SessionReportTests {
    private static func prompts(_ fixture: SessionFixture) -> [String] {
        fixture.store.records.compactMap {
            if case .command(let command) = $0, command.isPrompt { command.text } else { nil }
        }
    }

    @Test func `a report is believed before the screen, for as long as it says`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows("nothing that anybody knows")
        await fixture.look()
        await fixture.session.take(SessionReport(state: .processing, lifeMilliseconds: 1500))
        #expect(await fixture.session.info.state == .processing)
        await fixture.session.take(
            SessionReport(
                state: .waitingInput, attention: .approval, text: "Bash: rm x", lifeMilliseconds: 1500))
        let info = await fixture.session.info
        #expect(info.attention?.kind == .approval && info.attention?.text == "Bash: rm x")
        #expect(info.attention?.source == "hook" && info.state == .waitingInput)
    }

    @Test func `what it said is over when it says so`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        await fixture.session.take(SessionReport(attention: .question, text: "which one?"))
        #expect(await fixture.session.info.attention?.kind == .question)
        await fixture.session.take(SessionReport())
        #expect(await fixture.session.info.attention == nil)
    }

    @Test func `the end of a turn quotes what the program says that it said`() async throws {
        let fixture = try await SessionFixture()
        await fixture.session.take(SessionReport(state: .processing))
        await fixture.session.take(SessionReport(state: .waitingInput, text: "All pass."))
        let attention = await fixture.session.info.attention
        #expect(attention?.kind == .finished && attention?.text == "All pass.")
    }

    @Test func `a prompt is in the history as the program took it, without its secrets`() async throws {
        let fixture = try await SessionFixture()
        await fixture.session.take(
            SessionReport(
                state: .processing, prompt: "  use sk-ant-api03-\(String(repeating: "a1B2", count: 20)) now\n"
            ))
        await fixture.session.readable()
        let prompts = Self.prompts(fixture)
        #expect(prompts.count == 1 && prompts[0].hasPrefix("use ") && prompts[0].hasSuffix(" now"))
        #expect(prompts[0].contains("a1B2") == false)
    }

    @Test func `the conversation that the program tells is kept`() async throws {
        let fixture = try await SessionFixture()
        var report = SessionReport()
        report.conversation = SessionConversation(provider: "codex", id: "c-1", arguments: ["x"])
        await fixture.session.take(report)
        // It is the session's own program, whoever says so.
        let known = SessionConversation(provider: "claude", id: "c-1")
        #expect(await fixture.session.info.conversation == known)
        report.conversation = SessionConversation(provider: "claude", id: "../x")
        await fixture.session.take(report)
        #expect(await fixture.session.info.conversation == known)
        let stored = fixture.store.records.compactMap {
            if case .session(let info) = $0 { info.conversation } else { nil }
        }
        #expect(stored.last == known)
    }

    @Test func `what is found in files is older than what the program tells`() async throws {
        let fixture = try await SessionFixture()
        await fixture.session.noteFound(SessionConversation(provider: "claude", id: "file"))
        #expect(await fixture.session.info.conversation?.id == "file")
        var report = SessionReport()
        report.conversation = SessionConversation(provider: "claude", id: "told")
        await fixture.session.take(report)
        await fixture.session.noteFound(SessionConversation(provider: "claude", id: "file"))
        #expect(await fixture.session.info.conversation?.id == "told")
    }

    @Test func `a turn that was stopped has no end to tell of`() async throws {
        let fixture = try await SessionFixture()
        await fixture.session.take(SessionReport(state: .processing))
        var report = SessionReport(state: .waitingInput)
        report.isInterrupted = true
        await fixture.session.take(report)
        let info = await fixture.session.info
        #expect(info.state == .waitingInput && info.attention == nil)
    }

    @Test func `a line waits for the first prompt of a shell`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        await fixture.session.typeAtPrompt("claude --resume c-1")
        fixture.prints("hello\r\n")
        await fixture.session.readable()
        #expect(fixture.typed.isEmpty)
        fixture.prints("\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}")
        await fixture.session.readable()
        #expect(fixture.typed == "claude --resume c-1\r")
        fixture.prints("\r\n\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}")
        await fixture.session.readable()
        #expect(fixture.typed.isEmpty)
    }
}
