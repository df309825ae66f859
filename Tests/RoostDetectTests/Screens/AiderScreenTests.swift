import RoostDetect
import RoostModel
import Testing

/// The wordings of aider, in the place where they stand.
@Suite struct AiderScreenTests {
    @Test(arguments: [
        ("Tokens: 2k sent\n\n>", "waiting_input"),
        ("────────\nask> why does it", "waiting_input"),
        ("> fix it\n\n░█        Waiting for gpt-4o", "processing"),
        (
            "npm test\nRun shell command? (Y)es/(N)o/(D)on't ask again [Yes]:",
            "waiting_input approval: npm test / Run shell command? (Y)es/(N)o/(D)on't ask again [Yes]: "
                + "[y Yes, n No, d Don't ask again]"
        ),
        (
            "Add a.py to the chat? (Y)es/(N)o/(A)ll/(S)kip all/(D)on't ask again [Yes]:",
            "waiting_input question: Add a.py to the chat? (Y)es/(N)o/(A)ll/(S)kip all/(D)on't ask again [Yes]: "
                + "[y Yes, n No, a All, s Skip all, d Don't ask again]"
        ),
    ])
    func `aider asks in lines`(screen: String, expected: String) {
        #expect(verdict("aider", screen) == expected)
    }

    @Test(arguments: ["diff>", "udiff>", "whole>", "architect>", "editor-diff-fenced>", "diff> add a test"])
    func `aider's prompt names the edit format`(prompt: String) {
        #expect(verdict("aider", "app.py new.txt\n\(prompt)") == "waiting_input")
    }

    @Test func `a question that the pane's edge breaks is one`() {
        let rows = ["npm test", "Run shell command? (Y)es/(N)o/(D)on't ask aga", "in [Yes]:"]
        #expect(
            verdict("aider", rows.joined(separator: "\n")).hasPrefix("waiting_input approval: "))
        let other = ["Open documentation URL for more info? (Y)es/(N)", "o/(D)on't ask again [Ye", "s]:"]
        #expect(
            verdict("aider", other.prefix(1).joined() + "\n" + "o/(D)on't ask again [Yes]:").hasPrefix(
                "waiting_input question: "))
    }

    @Test(arguments: [
        (
            "litellm.AuthenticationError: AuthenticationError: Incorrect API key provided:\ndummy.",
            "authentication"
        ),
        ("litellm.RateLimitError: RateLimitError: no more today", "rate_limited"),
    ])
    func `aider's last error says what is needed`(message: String, kind: String) {
        let screen = "diff> go\n\n\(message)\n\(String(repeating: "─", count: 60))\napp.py\ndiff>"
        #expect(verdict("aider", screen).hasPrefix("waiting_input \(kind): "))
        #expect(verdict("aider", screen + " \n\ndiff>") == "waiting_input", "another prompt ends it")
    }

    @Test func `aider tries again`() {
        #expect(
            verdict("aider", "diff> go\n\nlitellm.RateLimitError: slow down\nRetrying in 0.4 seconds...")
                == "processing retrying: Retrying in 0.4 seconds...")
    }

    @Test func `what aider has finished is the last row above its files`() {
        var detector = Detector(provider: "aider")
        let rows = "diff> go\n\nApplied edit to app.py\n\n\(String(repeating: "─", count: 60))\napp.py\ndiff>"
            .rows
        _ = detector.evaluate(.of("aider", rows))
        #expect(detector.answer == "Applied edit to app.py")
    }
}
