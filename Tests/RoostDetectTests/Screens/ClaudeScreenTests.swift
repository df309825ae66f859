import RoostDetect
import RoostModel
import Testing

/// The wordings of claude, in the place where they stand.
@Suite struct ClaudeScreenTests {
    @Test func `claude's older permission dialog stands in a frame`() {
        let screen = """
            ⏺ Bash(npm test)
              ⎿  Running…

            ╭──────────────────────────────────────────────────────────────╮
            │ Bash command                                                 │
            │                                                              │
            │   npm test                                                   │
            │   Run the tests                                              │
            │                                                              │
            │ Do you want to proceed?                                      │
            │ ❯ 1. Yes                                                     │
            │   2. Yes, and don't ask again for npm test commands          │
            │   3. No, and tell Claude what to do differently (esc)        │
            ╰──────────────────────────────────────────────────────────────╯
              Esc to cancel
            """
        #expect(
            verdict("claude", screen)
                == "waiting_input approval: Bash command: npm test / Run the tests / Do you want to proceed? [1 Yes*, "
                + "2 Yes, and don't ask again for npm test commands, "
                + "3 No, and tell Claude what to do differently (esc)]")
    }

    @Test func `claude asks before it creates a file`() {
        let screen = """
            ● Write(new.txt)

            ────────────────────────────────────────────────────────────
             Create file
             new.txt
            ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
             1 hello
            ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
             Do you want to create new.txt?
               1. Yes
             ❯ 2. Yes, allow all edits during this session (shift+tab)
               3. No

             Esc to cancel · Tab to amend
            """
        #expect(
            verdict("claude", screen)
                == "waiting_input approval: Do you want to create new.txt? [1 Yes, "
                + "2 Yes, allow all edits during this session (shift+tab)*, 3 No]")
    }

    @Test func `a label that reaches the edge goes on in the next row`() {
        let screen = """
            ────────────────────────────────────────────────
             Do you want to make this edit to a.swift?
             ❯ 1. Yes
               2. Yes, and always allow access to
                  /home/dev/app from this project
               3. No

             Esc to cancel · Tab to amend
            """
        #expect(
            verdict("claude", screen)
                == "waiting_input approval: Do you want to make this edit to a.swift? [1 Yes*, "
                + "2 Yes, and always allow access to /home/dev/app from this project, 3 No]")
    }

    @Test func `claude's browser login has its address in one piece`() {
        let screen = """
              Login

              Browser didn't open? Use the URL below to sign in (c to copy)

            https://claude.com/cai/oauth/authorize?code=true&client_id=9d1c250a-e61b-44d9
            -88ed-5944d1962f5e&response_type=code&redirect_uri=https%3A%2F%2Fplatform.cla
            ude.com%2Foauth%2Fcode%2Fcallback&scope=org%3Acreate_api_key&state=x81

              Paste code here if prompted >

              Esc to cancel
            """
        #expect(
            verdict("claude", screen)
                == "waiting_input authentication: Browser didn't open? Use the URL below to sign in (c to copy) "
                + "<https://claude.com/cai/oauth/authorize?code=true&client_id=9d1c250a-e61b-44d9"
                + "-88ed-5944d1962f5e&response_type=code&redirect_uri=https%3A%2F%2Fplatform.cla"
                + "ude.com%2Foauth%2Fcode%2Fcallback&scope=org%3Acreate_api_key&state=x81>")
    }

    @Test func `claude warns before it runs without permissions`() {
        let screen = """
            ────────────────────────────────────────────────────────────
             WARNING: Claude Code running in Bypass Permissions mode

             In Bypass Permissions mode, Claude Code will not ask for your approval.

             ❯ No, exit
               Yes, I accept

             Enter to confirm · Esc to cancel
            """
        #expect(
            verdict("claude", screen)
                == "waiting_input trust: WARNING: Claude Code running in Bypass Permissions mode "
                + "[n No, exit*, y Yes, I accept]")
    }

    @Test func `claude's menu about its limit says so`() {
        let screen = """
              ⎿  You've hit your session limit · resets 3pm

            ────────────────────────────────────────
              What do you want to do?

              ❯ 1. Stop and wait for limit to reset
                2. Ask your admin for more usage

              Enter to confirm · Esc to cancel
            """
        #expect(
            verdict("claude", screen)
                == "waiting_input rate_limited: What do you want to do? [1 Stop and wait for limit to reset*, "
                + "2 Ask your admin for more usage]")
    }

    @Test func `a narrow pane breaks the rows of a dialog`() {
        let screen = """
            ────────────────────────────────
             Do you want to make this edit to
             Tests/LongName.swift?
             ❯ 1. Yes
               2. Yes, and allow all edits
                  during this session
               3. No

             Esc to cancel · Tab to amend ·
             ctrl+e to explain
            """
        #expect(
            verdict("claude", screen)
                == "waiting_input approval: Do you want to make this edit to Tests/LongName.swift? [1 Yes*, "
                + "2 Yes, and allow all edits during this session, 3 No]")
        let question = """
            ────────────────────────────────
            Which colour?
            ❯ 1. Red
              2. Blue

            Enter to select · ↑/↓ to
            navigate · Esc to cancel
            """
        #expect(verdict("claude", question).hasPrefix("waiting_input question: Which colour? [1 Red*"))
    }

    @Test func `claude's status is broken in a narrow pane, too`() {
        let screen = """
            ● Hello

            ✻ Germinating… (3s · ↓ 25
            tokens)

            ──────────────────────────
            ❯
            ──────────────────────────
              ⏸ manual mode on
            """
        #expect(verdict("claude", screen) == "processing")
    }

    private static func claude(_ above: String, _ footer: String) -> String {
        """
        ❯ go on

        \(above)

        ────────────────────────────────────────────────────────────
        ❯
        ────────────────────────────────────────────────────────────
          \(footer)
        """
    }

    @Test(arguments: [
        (
            "✻ 529 Overloaded · retrying in 2s · attempt 4/10",
            "processing retrying: 529 Overloaded · attempt 4/10"
        ),
        (
            "· 401 invalid x-api-key · retrying in 4s · attempt 4/10",
            "processing retrying: 401 invalid x-api-key · attempt 4/10"
        ),
        ("✻ Germinating… (3s · ↓ 25 tokens)", "processing"),
        ("✢ Working…\n  ⎿  ☐ first\n     ☐ second", "processing"),
        (
            "  ⎿  Not logged in · Please run /login",
            "waiting_input authentication: Not logged in · Please run /login"
        ),
        (
            "  ⎿  API Error: 401 {\"type\":\"error\"}",
            "waiting_input authentication: API Error: 401 {\"type\":\"error\"}"
        ),
        (
            "  ⎿  You've hit your limit · resets 3pm (Europe/Berlin)",
            "waiting_input rate_limited: You've hit your limit · resets 3pm (Europe/Berlin)"
        ),
        (
            "  ⎿  5-hour limit reached ∙ resets 9pm",
            "waiting_input rate_limited: 5-hour limit reached ∙ resets 9pm"
        ),
        ("  ⎿  Interrupted · What should Claude do instead?", "waiting_input"),
        ("✻ Cooked for 12s · done 9:57 PM", "waiting_input"),
        ("● Bash(cat log)\n  ⎿  5-hour limit reached ∙ resets 9pm", "waiting_input"),
        ("● Bash(cat log)\n  ⎿  one\n     Not logged in · Please run /login", "waiting_input"),
        ("● Your API key is invalid: run /login, then retry; esc to interrupt.", "waiting_input"),
        ("● The status line reads:\n\n  ✻ Thinking… (esc to interrupt)", "waiting_input"),
    ])
    func `what stands above claude's prompt counts only as its own message`(above: String, expected: String) {
        #expect(verdict("claude", Self.claude(above, "? for shortcuts")) == expected)
    }

    @Test(arguments: [
        ("⏸ manual mode on · esc to interrupt", "processing"),
        ("⏵⏵ accept edits on (shift+tab to cycle) · esc to interrupt", "processing"),
        (
            "? for shortcuts                        Not logged in · run /login",
            "waiting_input authentication: Not logged in · run /login"
        ),
        ("~/src/app (main)  opus\n  ⏵⏵ bypass permissions on", "waiting_input"),
    ])
    func `claude's footer tells whether it works`(footer: String, expected: String) {
        #expect(verdict("claude", Self.claude("", footer)) == expected)
    }
}
