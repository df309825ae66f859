import RoostModel
import RoostWire
import Testing

@testable import RoostServer

/// A key that is meant for one dialog never reaches what came after it.
@Suite struct SessionAnswerTests {
    static let rule = String(repeating: "─", count: 60)

    static func dialog(_ command: String) -> String {
        """
        \(rule)
         Bash command
           \(command)

         Do you want to proceed?
         ❯ 1. Yes
           2. No, and tell Claude what to do differently

         Esc to cancel
        """
    }

    /// What may take the place of a dialog.
    enum Successor: String, CaseIterable {
        case prompt, working, other, nothing, unknown

        var screen: String {
            switch self {
            case .prompt: "● Done.\n\n\(rule)\n❯\n\(rule)\n  manual mode"
            case .working: "✻ Thinking…\n\n\(rule)\n❯\n\(rule)\n  esc to interrupt"
            case .other: dialog("rm -rf build")
            case .nothing: ""
            case .unknown: "a screen of the future"
            }
        }
    }

    @Test(arguments: Successor.allCases)
    func `no key is pressed when the dialog went away after the last look`(next: Successor) async throws {
        let fixture = try await SessionFixture()
        for round in 0..<100 {
            fixture.shows(Self.dialog("touch made-by-\(round)"))
            await fixture.look()
            let asked = try #require(await fixture.session.info.attention)
            try #require(asked.kind == .approval)
            fixture.shows(next.screen)
            await #expect(throws: Failure.self, "round \(round)") {
                try await fixture.session.answer("test", with: "1", dialog: asked.id)
            }
        }
        #expect(fixture.typed == "")
    }

    @Test func `what a hook said of a dialog ends with its answer`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(Self.dialog("touch made"))
        await fixture.look()
        await fixture.session.take(
            SessionReport(
                state: .waitingInput, attention: .approval, text: "Bash: touch made", lifeMilliseconds: 1500))
        let asked = try #require(await fixture.session.info.attention)
        try await fixture.session.answer("test", with: "1", dialog: asked.id)
        fixture.shows(Successor.working.screen)
        await fixture.look()
        #expect(await fixture.session.info.state == .processing)
    }

    @Test func `the key of a dialog that is still up is pressed`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(Self.dialog("touch made"))
        await fixture.look()
        let asked = try #require(await fixture.session.info.attention)
        // Drawn anew, with another option selected: the same dialog.
        fixture.shows(
            Self.dialog("touch made").replacing("❯ 1.", with: "  1.").replacing("  2.", with: "❯ 2."))
        try await fixture.session.answer("test", with: "Yes", dialog: asked.id)
        #expect(fixture.typed == "1")
    }

    @Test func `a dialog that nobody has seen is not answered, but named`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(Self.dialog("touch made"))
        let failure = await #expect(throws: Failure.self) {
            try await fixture.session.answer("test", with: "1", dialog: nil)
        }
        let id = try #require(await fixture.session.info.attention?.id)
        #expect(failure?.advice?.contains(id) == true)
        #expect(failure?.cause.contains("Bash command") == true)
        #expect(fixture.typed == "")
        try await fixture.session.answer("test", with: "1", dialog: id)
        #expect(fixture.typed == "1")
    }

    @Test func `an option that the dialog has not is refused with those that it has`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(Self.dialog("touch made"))
        await fixture.look()
        let asked = try #require(await fixture.session.info.attention)
        let failure = await #expect(throws: Failure.self) {
            try await fixture.session.answer("test", with: "3", dialog: asked.id)
        }
        #expect(failure?.advice == "one of: 1 Yes, 2 No, and tell Claude what to do differently")
        #expect(fixture.typed == "")
    }

    @Test func `what a session needs is explained by what was seen`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(Self.dialog("touch made"))
        let findings = await fixture.session.findings()
        #expect(findings.first?.text == "waiting_input, needs approval")
        #expect(
            findings.contains { $0.subject == "claim" && $0.text.hasPrefix("screen, ") && $0.level == .ok })
        #expect(findings.contains { $0.subject == "menu" && $0.text.contains("Do you want to proceed?") })
    }
}
