import Testing

/// What the recorded sessions mean at each moment.
@Suite struct TimelineTests {
    private static let trust =
        "/home/dev/app / Quick safety check: Is this a project you created or one you trust? (Like your own "
        + "code, a well-known open source project, or work from your team). If not, take a moment to review what's "
        + "in this folder first."
    private static let bash =
        "waiting_input approval: Bash command: touch /home/dev/app/made-by-mock && sleep 6 / Do you want to proceed? "
        + "[1 Yes*, 2 Yes, and always allow access to /home/dev/app from this project, "
        + "3 Yes, and switch to auto mode · auto mode handles these prompts for you, 4 No]"

    private static let session = [
        "starting",
        "waiting_input trust: \(trust) [n No, exit*, y Yes, I trust this folder]",
        "waiting_input trust: \(trust) [n No, exit, y Yes, I trust this folder*]",
        "waiting_input authentication: Detected a custom API key in your environment [y Yes, n No (recommended)*]",
        "waiting_input authentication: Detected a custom API key in your environment [y Yes*, n No (recommended)]",
        "waiting_input",
        "processing", "waiting_input",
        "processing", bash,
        "processing", "waiting_input",
        "processing", "waiting_input",
        "processing", "waiting_input",
        "processing", "waiting_input",
        "processing", "waiting_input",
    ]

    private static let neutral = [
        "starting", "waiting_input", "processing", "waiting_input", "processing", bash,
    ]

    private static let onboarding = [
        "starting",
        "waiting_input question: Choose the text style that looks best with your terminal",
        "waiting_input question: Press Enter to continue",
        "waiting_input trust: \(trust) [n No, exit*, y Yes, I trust this folder]",
    ]

    private static let aider = [
        "processing",
        "waiting_input question: No git repo found, create one to track aider's changes (recommended)? "
            + "(Y)es/(N)o [Yes]: [y Yes, n No]",
        "waiting_input authentication: Login to OpenRouter or create a free account? (Y)es/(N)o [Yes]: [y Yes, n No]",
        "waiting_input question: Open documentation URL for more info? (Y)es/(N)o/(D)on't ask again [Yes]: "
            + "[y Yes, n No, d Don't ask again]",
        "processing",
    ]

    @Test(arguments: [
        ("claude-session-mock.raw", session), ("claude-neutral-term.raw", neutral),
        ("claude-onboarding-bedrock.raw", onboarding), ("aider-firstrun.raw", aider),
    ])
    func `a recorded session goes through its states without flicker`(file: String, expected: [String]) {
        let provider = String(file.prefix { $0 != "-" })
        for (piece, interval) in [(64, 20), (32, 10), (100, 30)] as [(Int, Int64)] {
            let lines = timeline(
                file, provider: provider, rows: 40, columns: 120, piece: piece, interval: interval)
            #expect(lines == expected, "in pieces of \(piece)")
        }
    }

    @Test func `a smaller screen shows the same`() {
        let lines = timeline("claude-neutral-term.raw", provider: "claude", rows: 30, columns: 120, piece: 64)
        #expect(lines == Self.neutral)
    }
}
