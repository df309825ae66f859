import RoostDetect
import RoostModel
import Testing

/// The forms that claude's dialogs have in small panes and in other releases.
@Suite struct ClaudeDialogTests {
    private static let rule = String(repeating: "─", count: 100)

    /// The verdict at several sizes: the lowest rows of a screen.
    private func verdicts(_ screen: String, heights: [Int] = [12, 24, 40]) -> Set<String> {
        Set(heights.map { verdict("claude", screen.rows.suffix($0).joined(separator: "\n")) })
    }

    @Test func `a dialog taller than the pane says how much is above, between the options and the keys`() {
        let changes = (1...30).map { " \($0) +  line \($0)" }.joined(separator: "\n")
        let screen = """
            \(changes)
             Do you want to create big.txt?
             ❯ 1. Yes
               2. Yes, allow all edits during this session (shift+tab)
               3. No

             ↑ 52 more lines

             Esc to cancel · Tab to amend
            """
        #expect(
            verdicts(screen) == [
                "waiting_input approval: Do you want to create big.txt? [1 Yes*, "
                    + "2 Yes, allow all edits during this session (shift+tab), 3 No]"
            ])
    }

    @Test(arguments: [
        (
            "Do you want to allow Claude to fetch this content?",
            [
                "Yes", "Yes, and don't ask again for example.org",
                "No, and tell Claude what to do differently (esc)",
            ],
            "approval"
        ),
        (
            "Would you like to proceed?",
            ["Yes, and auto-accept edits", "Yes, and manually approve edits", "No, keep planning"], "approval"
        ),
        ("Ready to submit your answers?", ["Submit answers", "Cancel"], "question"),
    ])
    func `a dialog whose options are the last rows`(question: String, options: [String], kind: String) {
        let list = options.enumerated().map { "\($0 == 0 ? " ❯" : "  ") \($0 + 1). \($1)" }.joined(
            separator: "\n")
        let verdict = verdict("claude", "● Looking.\n\n\(Self.rule)\n Details\n\n \(question)\n\(list)")
        #expect(verdict.hasPrefix("waiting_input \(kind): "), "\(verdict)")
        #expect(verdict.contains(question))
        for option in options { #expect(verdict.contains(option)) }
    }

    @Test(arguments: ["\n\n\n", "\n\n Enter to select · ↑/↓ to navigate\n\n"])
    func `blank rows and a second row of keys belong to the dialog`(between: String) {
        let screen =
            "\(Self.rule)\n ☐ Colour\n\n Which colour?\n\n ❯ 1. Red\n   2. Blue\(between) Enter to select · Esc to cancel"
        #expect(verdict("claude", screen).hasPrefix("waiting_input question: "))
        #expect(verdict("claude", screen).hasSuffix("[1 Red*, 2 Blue]"))
    }

    @Test func `a field in a frame is part of the form`() {
        let login = """
            \(Self.rule)
              Login

              Browser didn't open? Use the URL below to sign in (c to copy)

              https://claude.com/cai/oauth/authorize?code=true

              Paste code here if prompted
            ╭──────────────────────────────────────────────────────────╮
            │ >                                                        │
            ╰──────────────────────────────────────────────────────────╯
            """
        for footer in ["", "\n  Esc to cancel"] {
            #expect(
                verdict("claude", login + footer).hasPrefix("waiting_input authentication: "), "\(footer)")
            #expect(
                verdict("claude", login + footer).hasSuffix(
                    "<https://claude.com/cai/oauth/authorize?code=true>"))
        }
    }

    @Test(arguments: [
        "  ✘ That doesn't look like the full code.\n\n  Paste code here if prompted >",
        "  OAuth error: Invalid code. Please make sure the full code was copied\n\n  Press Enter to retry.",
        "  Using 3rd-party platforms\n\n  Set the variables, then restart.\n\n  Press Enter to go back to login options.",
    ])
    func `the other pages of a login need a person`(page: String) {
        #expect(
            verdict("claude", "\(Self.rule)\n  Login\n\n\(page)").hasPrefix("waiting_input authentication: "))
    }

    @Test func `an address that the program has linked is told whole`() {
        let whole = "https://claude.com/cai/oauth/authorize?code=true&client_id=9d1c250a&state=x81"
        let screen = """
            \(Self.rule)
              Browser didn't open? Use the URL below to sign in (c to copy)

              https://claude.com/cai/oauth/aut
              horize?code=true&cli

              Paste code here if prompted >
            """
        var observation = Observation.of("claude", screen.rows)
        observation.links = ["https://docs.claude.com/", whole]
        var detector = Detector(provider: "claude")
        #expect(detector.evaluate(observation).attention?.url == whole)
    }

    @Test(arguments: [
        "  ⎿  API Error: Request rejected (429) · this may be a temporary capacity issue",
        "● API Error: 429 {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"}}",
        "  ⎿  Credit balance too low · Add funds: https://platform.claude.com/settings/billing",
        "  ⎿  Credit balance is too low",
    ])
    func `a turn that a limit has ended says so`(message: String) {
        let screen = "❯ do it\n\(message)\n\n\(Self.rule)\n❯ \n\(Self.rule)\n  ? for shortcuts"
        #expect(verdict("claude", screen).hasPrefix("waiting_input rate_limited: "))
    }

    @Test func `in a terminal that reads lines, a dialog was quoted`() {
        let screen = "The dialog:\n\n Do you want to proceed?\n ❯ 1. Yes\n   2. No\n\n Esc to cancel"
        var observation = Observation.of("claude", screen.rows, quiet: 5000)
        observation.isCooked = true
        var detector = Detector(provider: "claude")
        #expect(detector.evaluate(observation).attention == nil)
    }

    @Test func `what was finished is what the program said last`() {
        func answer(_ above: String) -> String? {
            var detector = Detector(provider: "claude")
            _ = detector.evaluate(
                .of("claude", "\(above)\n\n\(Self.rule)\n❯ \n\(Self.rule)\n  ? for shortcuts".rows))
            return detector.answer
        }
        #expect(
            answer("❯ do it\n\n● Renamed the flags\n  in all 9 scripts.\n\n✻ Worked for 3s")
                == "Renamed the flags in all 9 scripts.")
        #expect(answer("  the end of it.\n\n✻ Cooked for 12s") == "the end of it.")
        #expect(answer("") == nil)
    }
}
