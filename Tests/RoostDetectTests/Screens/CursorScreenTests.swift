import RoostDetect
import RoostModel
import Testing

/// The wordings of cursor-agent, in the place where they stand.
@Suite struct CursorScreenTests {
    @Test(arguments: [
        (
            """
              $ npm test in /home/dev/app

              Run this command?
              Not in allowlist: npm test
               → Run (once) (y)
                 Add Shell(npm) to allowlist? (tab)
                 Skip (esc or n)
            """,
            "waiting_input approval: $ npm test in /home/dev/app / Run this command? "
                + "[a Run (once) (y)*, b Add Shell(npm) to allowlist? (tab), c Skip (esc or n)]"
        ),
        (
            """
             Web Fetch: https://example.org/x.json

             Allow this web fetch?
              → Fetch (y)
                Always allow example.org (tab)
                Skip (esc or n)
            """,
            "waiting_input approval: Web Fetch: https://example.org/x.json / Allow this web fetch? "
                + "[a Fetch (y)*, b Always allow example.org (tab), c Skip (esc or n)]"
        ),
        (
            """
            ╭───────────────────────────────────────────────────────╮
            │  ⚠ Workspace Trust Required                           │
            │                                                       │
            │  Do you trust the contents of this directory?         │
            │    /home/dev/app                                      │
            │                                                       │
            │  ▶ [a] Trust this workspace                           │
            │    [q] Quit                                           │
            ╰───────────────────────────────────────────────────────╯
              Use arrow keys to navigate, Enter to select, or press the key shown
            """,
            "waiting_input trust: /home/dev/app / Do you trust the contents of this directory? "
                + "[a Trust this workspace*, q Quit]"
        ),
        (
            """
             ⠠⠜ Working  12.1k tokens
                Tip: something

              → Add a follow-up                                ctrl+c to stop

              1 task
              Auto · 85%
              /home/dev/app · main
            """,
            "processing"
        ),
        ("  ⬡ Generating...\n\n ┌──────────┐\n │ → Add    │\n └──────────┘\n  Auto", "processing"),
        ("  Done.\n\n  → Add a follow-up\n\n  Auto · 3.7%\n  /home/dev/app", "waiting_input"),
        ("  Press any key to log in...", "waiting_input authentication: Press any key to log in..."),
    ])
    func `cursor's screens say what they want`(screen: String, expected: String) {
        #expect(verdict("cursor-agent", screen) == expected)
    }
}
