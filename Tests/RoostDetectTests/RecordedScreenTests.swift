import RoostDetect
import RoostModel
import Testing

/// What the recorded screens of the CLIs mean.
@Suite struct RecordedScreenTests {
    @Test(arguments: [
        (
            "claude-02-trust.txt",
            "waiting_input trust: /home/dev/app / Quick safety check: Is this a project you created or one you trust? "
                + "(Like your own code, a well-known open source project, or work from your team). If not, take a moment "
                + "to review what's in this folder first. [n No, exit*, y Yes, I trust this folder]"
        ),
        (
            "claude-05-login-method.txt",
            "waiting_input authentication: Select login method: [1 Claude account with subscription · Individual, "
                + "Team, or Enterprise*, 2 Anthropic Console account · API usage billing, "
                + "3 3rd-party platform · Bedrock, Microsoft Foundry, Google Vertex AI]"
        ),
        (
            "claude-06-login-browser.txt",
            "waiting_input authentication: How do you want to sign in? [1 Sign in with your Console account "
                + "(recommended)*, 2 Create an API key (legacy) · adds a key to your Console workspace, 3 Go back]"
        ),
        (
            "claude-13-apikey-dialog.txt",
            "waiting_input authentication: Detected a custom API key in your environment "
                + "[y Yes, n No (recommended)*]"
        ),
        ("claude-14-main.txt", "waiting_input"),
        ("claude-15-busy.txt", "processing"),
        ("claude-16-done.txt", "waiting_input"),
        (
            "claude-17-permission-bash.txt",
            "waiting_input approval: Bash command: touch /home/dev/app/made-by-mock && sleep 6 / Do you want to proceed? "
                + "[1 Yes*, 2 Yes, and always allow access to /home/dev/app from this project, "
                + "3 Yes, and switch to auto mode · auto mode handles these prompts for you, 4 No]"
        ),
        (
            "claude-21-askuser.txt",
            "waiting_input question: ☐ Colour / Which colour? "
                + "[1 Red*, 2 Blue, 3 Type something., 4 Chat about this]"
        ),
        ("claude-23-err529-retry.txt", "processing retrying: 401 invalid x-api-key · attempt 5/10"),
        ("claude-27-ctrlc.txt", "waiting_input"),
        (
            "aider-01-git.txt",
            "waiting_input question: No git repo found, create one to track aider's changes (recommended)? "
                + "(Y)es/(N)o [Yes]: [y Yes, n No]"
        ),
        (
            "aider-03-next.txt",
            "waiting_input question: Open documentation URL for more info? (Y)es/(N)o/(D)on't ask again [Yes]: "
                + "[y Yes, n No, d Don't ask again]"
        ),
    ])
    func `a recorded screen says what the program does`(file: String, expected: String) {
        let provider = String(file.prefix { $0 != "-" })
        var detector = Detector(provider: provider)
        let rows = Fixture.rows(file)
        #expect(!rows.isEmpty)
        #expect(detector.evaluate(.of(provider, rows)).line == expected)
    }
}
