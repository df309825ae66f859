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
}
