import RoostDetect
import RoostModel
import RoostTestSupport
import Testing

/// Screens that have the words of a dialog in a place where they mean nothing.
@Suite struct AdversarialScreenTests {
    private static let dialog = """
        ────────────────────────────────────────────────────────────
         Bash command
         touch made-by-mock
         Do you want to proceed?
         ❯ 1. Yes
           2. No
         Esc to cancel · Tab to amend
        """

    private static let promptBox = """
        ────────────────────────────────────────────────────────────
        ❯
        ────────────────────────────────────────────────────────────
          ? for shortcuts
        """

    @Test func `a dialog that a tool printed stands above the prompt box`() {
        let screen = "● Bash(cat recording.txt)\n  ⎿  " + Self.dialog + "\n\n" + Self.promptBox
        #expect(verdict("claude", screen) == "waiting_input")
    }

    @Test func `an answer that quotes a dialog is no dialog`() {
        let quoted = Self.dialog.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
        let screen = "● It shows this:\n\n\(quoted)\n\n" + Self.promptBox
        #expect(verdict("claude", screen) == "waiting_input")
    }

    @Test func `a dialog that is pasted into the prompt is no dialog`() {
        let pasted = Self.dialog.split(separator: "\n").dropFirst().map { "  " + $0 }.joined(separator: "\n")
        let line = String(repeating: "─", count: 60)
        #expect(
            verdict("claude", "\(line)\n❯ what is this\n\(pasted)\n\(line)\n  ? for shortcuts")
                == "waiting_input")
    }

    @Test func `claude works while it prints a dialog that it read`() {
        let screen =
            "● Bash(cat recording.txt)\n  ⎿  " + Self.dialog + "\n\n✶ Reading… (3s · esc to interrupt)\n\n"
            + Self.promptBox.replacing("? for shortcuts", with: "esc to interrupt")
        #expect(verdict("claude", screen) == "processing")
    }

    @Test func `an editor that shows a recording has its own rows below`() {
        let rows =
            Self.dialog + String(repeating: "\n~", count: 8) + "\n\"claude-17.txt\" 7L, 300B      1,1     All"
        for provider in ["shell", "program", "claude"] {
            var detector = Detector(provider: provider)
            let verdict = detector.evaluate(.of(provider, rows.rows, isAlternateScreen: true, quiet: 5000))
            #expect(verdict.attention == nil, "\(provider)")
        }
    }

    @Test func `a shell that shows a dialog runs`() {
        #expect(verdict("shell", Self.dialog) == "running")
        #expect(verdict("shell", "$ cat dialog\n" + Self.dialog + "\n$ ") == "running")
    }

    @Test(arguments: [
        "Do you want to proceed?\nlog line\n$ ", "Continue? [y/N] was the question\n$ ",
        "ERROR: Password: wrong\n$ ", "$ echo 'really? (y/n)' > file", "user@host:", "[1/3] Building foo:",
        "12:00 are you ready?", "https://example.org/?x", "[sudo] password for ann:\nnext",
    ])
    func `a shell's other lines ask nothing`(screen: String) {
        #expect(verdict("shell", screen) == "running")
    }

    @Test func `a dialog in codex's answer stands above its composer`() {
        let screen = """
            • The dialog looks like this:

              Would you like to run the following command?

              › 1. Yes, proceed (y)
                2. No (esc)

              Press enter to confirm or esc to cancel

            › Write tests for @filename

              ? for shortcuts      100% context left
            """
        #expect(verdict("codex", screen) == "waiting_input")
    }

    @Test func `a dialog in gemini's answer stands above its input box`() {
        let screen = """
            ✦ The dialog looks like this:

              Allow execution of: 'git'?

              ● 1. Allow once
                2. No, suggest changes (esc)

            ╭──────────────────────────────────────────╮
            │ >   Type your message or @path/to/file   │
            ╰──────────────────────────────────────────╯
            ~/app    no sandbox    gemini-2.5-pro
            """
        #expect(verdict("gemini", screen) == "waiting_input")
    }

    @Test func `aider's question that was answered is over`() {
        let screen = "Run shell command? (Y)es/(N)o/(D)on't ask again [Yes]: y\n\n>"
        #expect(verdict("aider", screen) == "waiting_input")
    }

    @Test func `a dialog below an older prompt and a frame is one`() {
        let screen = """
            ╭──────────────────────────────────────╮
            │ Welcome back                         │
            ╰──────────────────────────────────────╯

            ❯ touch it

            """ + Self.dialog
        #expect(verdict("claude", screen).hasPrefix("waiting_input approval: "))
        let login = """
            ╭──────────────────────────────────────╮
            │ Welcome back                         │
            ╰──────────────────────────────────────╯

            ❯ /login

            ────────────────────────────────────────
              Browser didn't open? Use the URL below to sign in
              https://claude.com/cai/oauth/authorize?code=true

              Esc to cancel
            """
        #expect(verdict("claude", login).hasPrefix("waiting_input authentication: "))
    }

    @Test func `a dialog in claude's transcript view has another row below`() {
        let screen = Self.dialog + "\n\n  Showing detailed transcript · ctrl+o to toggle"
        #expect(verdict("claude", screen) == "waiting_input")
        #expect(verdict("claude", screen, quiet: 100, title: "◐ Claude Code") == "processing")
    }

    @Test func `a menu that a person opened asks for nobody`() {
        let screen = """
            ────────────────────────────────────────────────────────────
             Select model
             Switch between Claude models.
             ❯ 1. Default (recommended)
               2. Opus

             Enter to confirm · Esc to exit
            """
        var detector = Detector(provider: "claude")
        _ = detector.evaluate(.of("claude", Self.promptBox.rows))
        #expect(detector.evaluate(.of("claude", screen.rows)).line == "waiting_input")
    }

    @Test func `commands listed below the prompt are no menu`() {
        let line = String(repeating: "─", count: 60)
        let screen =
            "\(line)\n❯ /e\n\(line)\n  ❯ /exit          Exit the CLI\n    /export        Export the conversation"
        #expect(verdict("claude", screen) == "waiting_input")
    }

    @Test func `random rows never trap and the same rows say the same`() {
        var generator = SeededGenerator(seed: 7)
        let words = [
            "❯ ", "1. Yes", "2. No", "› ", "● ", "────────", "╭───────╮", "│ ", " ", "Do you want to ", "?",
            "Esc to cancel",
            "⎿  ", "…", "✻ ", "https://x.y/", "(Y)es/(N)o", "]:", "\u{301}", "日本", "→ ", "> ",
        ]
        for provider in ["claude", "codex", "gemini", "cursor-agent", "aider", "shell", "other"] {
            for _ in 0..<300 {
                let rows = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                    (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                        words[Int.random(in: 0..<words.count, using: &generator)]
                    }.joined()
                }
                let cursor = (
                    Int.random(in: -1...14, using: &generator), Int.random(in: 0...40, using: &generator)
                )
                let observation = Observation.of(
                    provider, rows, cursor: cursor, isEchoOff: Bool.random(using: &generator), quiet: 5000)
                var one = Detector(provider: provider)
                var other = Detector(provider: provider)
                #expect(one.evaluate(observation) == other.evaluate(observation), "seed 7: \(rows)")
            }
        }
    }
}
