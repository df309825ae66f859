import RoostModel
import RoostStore
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

/// Text that requests type for a program.
@Suite struct SessionTypingTests {
    private static let prompt =
        "\(SessionAnswerTests.rule)\n❯ \n\(SessionAnswerTests.rule)\n  ? for shortcuts"

    @Test func `text with Enter is a paste and a key of its own where the program knows pastes`() async throws
    {
        let fixture = try await SessionFixture(provider: "program")
        fixture.prints("\u{1B}[?2004h")
        await fixture.look()
        try await fixture.whileTimePasses { try await fixture.session.type("one\ntwo", enter: true) }
        #expect(fixture.typed == "\u{1B}[200~one\rtwo\u{1B}[201~\r")
    }

    @Test func `Enter waits while the text goes first, and what comes later waits behind it`() async throws {
        let fixture = try await SessionFixture(provider: "program")
        try await fixture.whileTimePasses {
            async let first: Void = fixture.session.type("one", enter: true)
            async let second: Void = fixture.session.type("two", enter: true)
            _ = try await (first, second)
        }
        let typed = fixture.typed
        #expect(["one\rtwo\r", "two\rone\r"].contains(typed), "\(typed)")
    }

    @Test func `Enter alone is pressed at once`() async throws {
        let fixture = try await SessionFixture(provider: "program")
        try await fixture.session.type("", enter: true)
        #expect(fixture.typed == "\r")
    }

    @Test func `nothing is typed into a dialog that takes keys for choices`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(SessionAnswerTests.dialog("touch made"))
        let failure = await #expect(throws: Failure.self) {
            try await fixture.session.type("go on", enter: true)
        }
        #expect(failure?.cause.contains("Bash command") == true)
        #expect(fixture.typed == "")
    }

    @Test func `Enter is left out when a dialog came after the text`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(Self.prompt)
        await fixture.look()
        let typing = Task { try await fixture.session.type("go on", enter: true) }
        while fixture.typed.isEmpty { await Task.yield() }
        fixture.shows(SessionAnswerTests.dialog("touch made"))
        await #expect(throws: Failure.self) { try await fixture.whileTimePasses { try await typing.value } }
        #expect(fixture.typed == "")
    }

    @Test func `who waits for Enter is told when the program ends`() async throws {
        let fixture = try await SessionFixture(provider: "program")
        let typing = Task { try await fixture.session.type("go on", enter: true) }
        while fixture.typed.isEmpty { await Task.yield() }
        fixture.ends()
        await fixture.session.exited(.exited(0))
        let failure = await #expect(throws: Failure.self) { try await typing.value }
        #expect(failure?.cause == "it has ended")
    }

    @Test func `a prompt that a request has typed stands in the history`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(Self.prompt)
        await fixture.look()
        try await fixture.whileTimePasses { try await fixture.session.type("explain this", enter: true) }
        let prompts = fixture.store.records.compactMap { (record) -> String? in
            guard case .command(let command) = record else { return nil }
            return command.text
        }
        #expect(prompts == ["explain this"])
    }
}
