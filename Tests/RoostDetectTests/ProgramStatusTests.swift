import RoostDetect
import RoostModel
import RoostTerminal
import Testing

/// What a program says itself (OSC 7501), beside what its screen shows.
@Suite struct ProgramStatusTests {
    private static let prompt = "› Ask Codex to do anything\n\n  gpt-5.5 default · ~/app"
    private static let working = "• Working (3s • esc to interrupt)\n\n\n" + prompt

    private static func observation(
        _ screen: String, _ status: ProgramStatus?, provider: String = "codex", title: String = "",
        quiet: Int64 = 100, at now: Int64 = 1000
    ) -> Observation {
        let rows = screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var observation = Observation(
            provider: provider, rows: rows, cursorRow: max(0, rows.count - 3), cursorColumn: 2, title: title,
            progressState: nil, isAlternateScreen: true, isEchoOff: false, isCommandRunning: nil,
            quietMilliseconds: quiet, notifications: [], now: Timestamp(milliseconds: now))
        observation.status = status
        return observation
    }

    private static func verdict(
        _ screen: String, _ status: ProgramStatus?, provider: String = "codex", title: String = "",
        quiet: Int64 = 100
    ) -> Verdict {
        var detector = Detector(provider: provider)
        return detector.evaluate(
            observation(screen, status, provider: provider, title: title, quiet: quiet))
    }

    @Test func `an answer that streams shows no sign of work, but it is said`() {
        #expect(Self.verdict(Self.prompt, ProgramStatus(.working)).state == .processing)
        #expect(Self.verdict(Self.prompt, nil).state == .waitingInput)
    }

    @Test(arguments: [ProgramStatus.State.idle, .done, .error])
    func `the end of work is believed at once`(state: ProgramStatus.State) {
        var detector = Detector(provider: "codex")
        #expect(
            detector.evaluate(Self.observation(Self.working, ProgramStatus(.working))).state == .processing)
        let over = Self.observation(Self.prompt, ProgramStatus(state), title: "⠸ app", at: 1100)
        #expect(detector.evaluate(over).state == .waitingInput)
    }

    @Test func `a screen that shows work is believed before`() {
        #expect(Self.verdict(Self.working, ProgramStatus(.idle)).state == .processing)
    }

    @Test func `a title that says that it rests is believed before work that is only said`() {
        #expect(
            Self.verdict(Self.prompt, ProgramStatus(.working), title: "Name | app").state == .waitingInput)
    }

    @Test func `work that is said and never shown is forgotten`() {
        #expect(
            Self.verdict(Self.prompt, ProgramStatus(.working), quiet: 60_001).state == .waitingInput)
    }

    @Test(
        arguments: [
            (.permission, "Run rm?", .approval, "Run rm?"),
            (.question, "", .question, "codex asks a question"),
            (.auth, "", .authentication, "codex asks you to sign in"),
            (nil, "", .question, "codex waits for you"),
        ] as [(ProgramStatus.Kind?, String, Attention.Kind, String)])
    func `a dialog that no rule knows is known all the same`(
        kind: ProgramStatus.Kind?, message: String, need: Attention.Kind, text: String
    ) {
        for screen in [Self.prompt, "Something new\n\n  it shows no prompt box at all\n"] {
            let verdict = Self.verdict(screen, ProgramStatus(.blocked, kind: kind, message: message))
            #expect(verdict.state == .waitingInput)
            #expect(verdict.attention?.kind == need && verdict.attention?.text == text)
            #expect(verdict.attention?.source == "status")
        }
    }

    @Test func `a dialog that a rule knows says more`() {
        let dialog = """
              Would you like to run the following command?

              $ npm test

            › 1. Yes, proceed (y)
              2. No, and tell Codex what to do differently (esc)

              Press enter to confirm or esc to cancel
            """
        let attention = Self.verdict(dialog, ProgramStatus(.blocked)).attention
        #expect(
            attention?.kind == .approval && attention?.options.count == 2 && attention?.source == "screen")
    }

    @Test func `a program without rules is blocked when it says so, and its secrets are masked`() {
        let key = "sk-ant-api03-" + String(repeating: "a1B2", count: 20)
        let verdict = Self.verdict(
            "Plan: 3 to add",
            ProgramStatus(.blocked, kind: .permission, program: "terraform", message: "Use \(key)?"),
            provider: "shell")
        #expect(verdict.attention?.kind == .approval && verdict.attention?.text.contains("a1B2") == false)
        #expect(Self.verdict("Plan: 3 to add", ProgramStatus(.working), provider: "shell").attention == nil)
    }
}
