import RoostDetect
import RoostModel
import Testing

/// The wordings of codex, in the place where they stand.
@Suite struct CodexScreenTests {
    private static let codexApproval = """
        • Running the tests.

          Would you like to run the following command?

          Reason: the tests need the network

          $ npm test -- --watch=false

        › 1. Yes, proceed (y)
          2. Yes, and don't ask again for commands that start with `npm test` (p)
          3. No, and tell Codex what to do differently (esc)

          Press enter to confirm or esc to cancel
        """

    @Test func `codex asks for a command`() {
        #expect(
            verdict("codex", Self.codexApproval)
                == "waiting_input approval: $ npm test -- --watch=false / Would you like to run the following command? "
                + "[1 Yes, proceed (y)*, 2 Yes, and don't ask again for commands that start with `npm test` (p), "
                + "3 No, and tell Codex what to do differently (esc)]")
    }

    @Test(arguments: [
        (
            "> You are in /home/dev/app\n\n  Do you trust the contents of this directory?\n\n› 1. Yes, continue\n"
                + "  2. No, quit\n\n  Press enter to continue",
            "waiting_input trust: Do you trust the contents of this directory? [1 Yes, continue*, 2 No, quit]"
        ),
        (
            "  Sign in with ChatGPT to use Codex as part of your paid plan\n  or connect an API key\n\n"
                + "> 1. Sign in with ChatGPT\n     Usage included with Plus\n\n  2. Provide your own API key\n"
                + "     Pay for what you use\n\n  Press Enter to continue",
            "waiting_input authentication: Sign in with ChatGPT to use Codex as part of your paid plan "
                + "or connect an API key [1 Sign in with ChatGPT*, 2 Provide your own API key]"
        ),
        (
            "  Finish signing in via your browser\n\n  If the link doesn't open automatically, open the following link\n"
                + "  to authenticate:\n\n  https://auth.openai.com/oauth/authorize?x=1\n\n  Press Esc to cancel",
            "waiting_input authentication: Finish signing in via your browser "
                + "<https://auth.openai.com/oauth/authorize?x=1>"
        ),
        (
            "  Follow these steps to sign in\n\n  1. Open this link in your browser\n     https://auth.openai.com/codex/device\n\n"
                + "  2. Enter this one-time code (expires in 15 minutes)\n     AB12-CD34E\n\n  Press Esc to cancel",
            "waiting_input authentication: 2. Enter this one-time code (expires in 15 minutes) "
                + "<https://auth.openai.com/codex/device> (AB12-CD34E)"
        ),
        (
            "  Field 1/1\n  Allow the docs MCP server to run tool \"search\"?\n\n› 1. Allow                   Run the tool.\n"
                + "  2. Cancel                  Cancel this tool call\n  enter to submit | esc to cancel",
            "waiting_input approval: Allow the docs MCP server to run tool \"search\"? "
                + "[1 Allow                   Run the tool.*, 2 Cancel                  Cancel this tool call]"
        ),
        (
            "  Question 1/3 (3 unanswered)\n  Which presets?\n\n  › 1. Known ones (Recommended)\n    2. All\n\n"
                + "  tab to add notes | enter to submit answer | esc to interrupt",
            "waiting_input question: Question 1/3 (3 unanswered) / Which presets? [1 Known ones (Recommended)*, 2 All]"
        ),
        (
            "• Working (12s • esc to interrupt)\n\n› Write tests for @filename\n\n  ? for shortcuts      100% context left",
            "processing"
        ),
        (
            "• Done.\n\n› Write tests for @filename\n\n  ? for shortcuts      100% context left",
            "waiting_input"
        ),
        (
            "› go on\n\n■ You've hit your usage limit. Upgrade to Pro or try again in 3 days.\n\n› Write tests\n\n"
                + "  100% context left",
            "waiting_input rate_limited: You've hit your usage limit. Upgrade to Pro or try again in 3 days."
        ),
        (
            "• Reconnecting... 2/5 (3s • esc to interrupt)\n\n› Write tests\n\n  100% context left",
            "processing retrying: Reconnecting... 2/5 (3s • esc to interrupt)"
        ),
    ])
    func `codex's screens say what they want`(screen: String, expected: String) {
        #expect(verdict("codex", screen) == expected)
    }

    @Test func `codex's newer trust dialog asks for a folder`() {
        let screen = """

              Folder access
              /home/dev/app

              Trust this folder? Codex can read, edit, and run files here, subject to your permission settings. Your
              trust decision will be saved.

            › 1. Trust and continue
              2. Quit

              enter continue · esc quit
            """
        #expect(
            verdict("codex", screen)
                == "waiting_input trust: /home/dev/app / Trust this folder? Codex can read, edit, and run files here, "
                + "subject to your permission settings. Your trust decision will be saved. "
                + "[1 Trust and continue*, 2 Quit]")
    }

    @Test(arguments: [
        "• Working (3s • esc to interrupt)\n  └ Tip: start a fresh idea with /new",
        "• Working (3s • ctrl+c to interrupt)",
        "• Analyzing the parser (1m 12s • esc to interrupt)\n\n• Queued follow-up inputs\n  ↳ then run the tests",
    ])
    func `codex works while its status row stands above the composer`(status: String) {
        #expect(verdict("codex", "\(status)\n\n› Ask Codex to do anything\n\n  gpt · ~/app") == "processing")
    }

    @Test(arguments: [
        "• Press esc to interrupt (or ctrl+c) to stop a running turn.",
        "• It reads like this:\n\n  • Working (0s • esc to interrupt)\n\n  The row goes away at the end.",
        "• • Working (0s • esc to interrupt)\n  11:15 PM",
    ])
    func `codex's answer about a status row is no status`(answer: String) {
        #expect(
            verdict("codex", "\(answer)\n\n› Ask Codex to do anything\n\n  gpt · ~/app\n  ? for shortcuts")
                == "waiting_input")
    }

    @Test func `codex's title says that it needs a person when the screen does not`() {
        let screen = "• something new"
        #expect(
            verdict("codex", screen, title: "[ ! ] Action Required | app")
                == "waiting_input approval: [ ! ] Action Required | app by title")
        #expect(verdict("codex", screen, title: "⠋ app") == "processing")
    }

    @Test(arguments: [
        (
            """
              ✨ Update available! 0.120.0 -> 0.163.0

              Release notes: https://github.com/openai/codex/releases/latest

            › 1. Update now (runs `npm install -g @openai/codex`)
              2. Skip
              3. Skip until next version

              Press enter to continue
            """, "question", 3
        ),
        (
            """
              Hooks need review
              12 hooks are new or changed.

            › 1. Review hooks
              2. Trust all and continue
              3. Continue without trusting (hooks won't run)

              enter confirm · esc skip
            """, "trust", 3
        ),
        (
            """
              Meet GPT-6 Sol
              Our latest Sol is more intelligent.

            › 1. Try new model
              2. Use existing model

              enter/esc confirm · ^c quit
            """, "question", 2
        ),
        (
            """
              What's new in this release
              Themes.

            › 1. Show me
              2. Not now

              Press enter to continue
            """, "question", 2
        ),
    ])
    func `a menu that comes before the first prompt needs a person`(
        screen: String, kind: String, options: Int
    ) {
        var detector = Detector(provider: "codex")
        let verdict = detector.evaluate(.of("codex", screen.rows))
        #expect(verdict.attention?.kind.rawValue == kind)
        #expect(verdict.attention?.options.count == options)
    }

    @Test func `a menu of unknown words after the prompt was opened by a person`() {
        let menu = "  Select Colours\n\n› 1. Dark\n  2. Light\n\n  enter select · esc back"
        var detector = Detector(provider: "codex")
        _ = detector.evaluate(.of("codex", "• Hello\n\n› Ask Codex to do anything\n\n  ? for shortcuts".rows))
        #expect(detector.evaluate(.of("codex", menu.rows)).line == "waiting_input")
    }

    @Test(arguments: [
        "■ exceeded retry limit, last status: 429 Too Many Requests", "■ Quota exceeded. Check your plan.",
        "■ You’ve hit your usage limit. Try again at 3:36 PM.",
        "■ Selected model is at capacity. Try another.",
    ])
    func `a turn that a limit has ended says so`(message: String) {
        #expect(
            verdict("codex", "› go\n\n\(message)\n\n› Ask Codex to do anything\n\n  ? for shortcuts")
                == "waiting_input rate_limited: \(message.dropFirst(2))")
    }

    @Test func `a conversation that is being named is at its prompt`() {
        let screen = "• Hello\n\n› Ask Codex to do anything\n\n  GPT-5.5 default · ~/app"
        #expect(verdict("codex", screen, quiet: 100, title: "⠸ | app") == "waiting_input")
        #expect(verdict("codex", screen, quiet: 100, title: "⠸ ⠸ | app") == "processing")
    }
}
