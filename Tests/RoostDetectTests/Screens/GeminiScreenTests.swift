import RoostDetect
import RoostModel
import Testing

/// The wordings of gemini, in the place where they stand.
@Suite struct GeminiScreenTests {
    private static let geminiApproval = """
        ✦ I will look at the log.

        ╭──────────────────────────────────────────────────────────────────────╮
        │ ?  Shell git log -n 3 [current working directory /home/dev/app]      │
        │                                                                      │
        │ git log -n 3                                                         │
        │                                                                      │
        │ Allow execution of: 'git'?                                           │
        │                                                                      │
        │ ● 1. Allow once                                                      │
        │   2. Allow for this session                                          │
        │   3. No, suggest changes (esc)                                       │
        │                                                                      │
        ╰──────────────────────────────────────────────────────────────────────╯
        ⏲ Waiting for user confirmation...

        ~/app (main*)         no sandbox (see /docs)          gemini-2.5-pro
        """

    @Test func `gemini asks for a command in a frame with its footer below`() {
        #expect(
            verdict("gemini", Self.geminiApproval)
                == "waiting_input approval: ?  Shell git log -n 3 [current working directory /home/dev/app]: git log -n 3 "
                + "/ Allow execution of: 'git'? [1 Allow once*, 2 Allow for this session, 3 No, suggest changes (esc)]"
        )
    }

    @Test(arguments: [
        (
            "╭──────────────────────────────────────╮\n│ Do you trust the files in this folder? │\n│                        │\n"
                + "│ ● 1. Trust folder (app)              │\n│   2. Trust parent folder (dev)       │\n"
                + "│   3. Don't trust                     │\n╰──────────────────────────────────────╯",
            "waiting_input trust: Do you trust the files in this folder? [1 Trust folder (app)*, "
                + "2 Trust parent folder (dev), 3 Don't trust]"
        ),
        (
            "╭──────────────────────────────────────╮\n│ Get started                          │\n"
                + "│ How would you like to authenticate for this project? │\n│                      │\n"
                + "│ ● 1. Sign in with Google             │\n│   2. Use Gemini API Key              │\n"
                + "│   3. Vertex AI                       │\n│                                      │\n"
                + "│ (Use Enter to select)                │\n╰──────────────────────────────────────╯",
            "waiting_input authentication: How would you like to authenticate for this project? "
                + "[1 Sign in with Google*, 2 Use Gemini API Key, 3 Vertex AI]"
        ),
        (
            "╭──────────────────────────────────────╮\n│ ⠋ Waiting for authentication... (Press Esc or Ctrl+C to cancel) │\n"
                + "╰──────────────────────────────────────╯",
            "waiting_input authentication: ⠋ Waiting for authentication... (Press Esc or Ctrl+C to cancel)"
        ),
        (
            "Please visit the following URL to authorize the application:\n\n"
                + "https://accounts.google.com/o/oauth2/v2/auth?a=1\n\nEnter the authorization code:",
            "waiting_input authentication: Enter the authorization code: "
                + "<https://accounts.google.com/o/oauth2/v2/auth?a=1>"
        ),
        (
            " ⠏ Thinking about it (esc to cancel, 12s)\n\n Using: 1 GEMINI.md file\n╭──────────────────────────╮\n"
                + "│ >   Type your message or @path/to/file │\n╰──────────────────────────╯\n~/app    no sandbox    gemini",
            "processing"
        ),
        (
            "✦ Done.\n\n Using: 1 GEMINI.md file\n╭──────────────────────────╮\n"
                + "│ >   Type your message or @path/to/file │\n╰──────────────────────────╯\n~/app    no sandbox    gemini",
            "waiting_input"
        ),
    ])
    func `gemini's screens say what they want`(screen: String, expected: String) {
        #expect(verdict("gemini", screen) == expected)
    }

    @Test(arguments: [
        ("◇  Ready (app)", "waiting_input"), ("✦  Working… (app)", "processing"),
        ("✋  Action Required (app)", "waiting_input approval: ✋  Action Required (app) by title"),
    ])
    func `gemini's title tells its state`(title: String, expected: String) {
        #expect(verdict("gemini", "something new", title: title) == expected)
    }
}
