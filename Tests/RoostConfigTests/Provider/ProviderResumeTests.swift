import Testing

@testable import RoostConfig

/// What of a command line is given again when its conversation is taken up.
@Suite struct ProviderResumeTests {
    private func provider(_ name: String) throws -> Provider {
        try #require(Provider.builtIn.first { $0.name == name })
    }

    @Test(arguments: [
        ("claude", ["--model", "opus", "--verbose"], ["--model", "opus", "--verbose"]),
        ("claude", ["--model", "opus", "fix the tests"], ["--model", "opus"]),
        (
            "claude", ["--append-system-prompt", "be brief", "fix it all"],
            ["--append-system-prompt", "be brief"]
        ),
        ("claude", ["--model=opus", "two\nlines"], ["--model=opus"]), ("claude", ["fix it"], []),
        ("claude", ["--resume", "c-1", "--verbose"], ["--verbose"]),
        ("claude", ["--resume=c-1", "--continue", "a"], ["a"]),
        ("codex", ["resume", "c-1", "-m", "gpt"], ["-m", "gpt"]),
        ("codex", ["-m", "gpt", "resume", "--last"], ["-m", "gpt"]),
        ("codex", ["-m", "gpt", "--", "-x"], ["-m", "gpt"]), ("codex", ["/status"], ["/status"]),
    ])
    func `a prompt and another conversation are left out`(name: String, words: [String], kept: [String])
        throws
    {
        #expect(try provider(name).resuming(words) == kept)
    }

    @Test(
        arguments: [
            (["fix"], []), (["--model", "opus", "fix"], ["--model", "opus"]),
            (["-c", "a=b", "go on"], ["-c", "a=b"]),
            (["resume", "c-1"], []),
        ] as [([String], [String])])
    func `of what was typed only options are kept`(words: [String], kept: [String]) throws {
        #expect(try provider("codex").options(among: words) == kept)
    }
}
