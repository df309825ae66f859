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
}
