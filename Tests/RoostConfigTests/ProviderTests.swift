import RoostModel
import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ProviderTests {
    private func builtIn(_ name: String) throws -> Provider {
        try #require(Provider.builtIn.first { $0.name == name })
    }

    @Test(
        arguments: [
            ("claude", false, nil, ["claude", "hi"]),
            ("claude", true, nil, ["claude", "--dangerously-skip-permissions", "hi"]),
            ("claude", false, "", ["claude", "--continue", "hi"]),
            ("claude", true, "a b", ["claude", "--resume", "a b", "--dangerously-skip-permissions", "hi"]),
            ("codex", false, "", ["codex", "resume", "--last", "hi"]),
            ("codex", false, "x", ["codex", "resume", "x", "hi"]),
            ("gemini", true, nil, ["gemini", "--yolo", "--skip-trust", "hi"]),
            ("gemini", false, "", ["gemini", "--resume", "latest", "hi"]),
            ("cursor-agent", false, "", ["cursor-agent", "--continue", "hi"]),
            ("cursor-agent", true, "c", ["cursor-agent", "--resume", "c", "--force", "hi"]),
            ("aider", false, "id", ["aider", "--restore-chat-history", "hi"]), ("shell", true, "id", ["hi"]),
        ] as [(String, Bool, String?, [String])])
    func `built-in programs get their own words`(
        name: String, fullAccess: Bool, resume: String?, words: [String]
    ) throws {
        let provider = try builtIn(name)
        #expect(provider.commandLine(arguments: ["hi"], fullAccess: fullAccess, resume: resume) == words)
    }

    @Test func `an identifier stays one word and nothing in it is replaced`() throws {
        let provider = try builtIn("claude")
        let line = provider.commandLine(arguments: [], fullAccess: false, resume: "{id} $HOME; rm")
        #expect(line == ["claude", "--resume", "{id} $HOME; rm"])
    }

    @Test func `a command line belongs to the provider of its program`() {
        func name(_ command: String...) -> String? {
            Provider.of(command: command, among: Provider.builtIn)?.name
        }
        #expect(name("claude", "--continue") == "claude")
        #expect(name("/opt/bin/codex") == "codex")
        #expect(name("agent") == "cursor-agent")
        #expect(name("/bin/zsh", "-l") == "shell")
        #expect(name("vim") == nil)
        #expect(Provider.of(command: [], among: Provider.builtIn) == nil)
    }

    @Test func `variables are added and taken away`() throws {
        var provider = try builtIn("claude")
        provider.environment = ["A": "2"]
        let environment = provider.environment(over: ["A": "1", "B": "1", "CLAUDECODE": "1"])
        #expect(environment == ["A": "2", "B": "1"])
    }

    @Test func `a file adds a provider, with its name for its command`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            full_access = ["--yes"]
            resume = ["--session={id}"]
            resume_latest = ["-c"]
            arguments = ["--no-update"]
            unset = ["X"]
            glyph = "o"
            detect = ["claude"]
            [environment]
            THEME = "system"
            """, to: "providers/opencode.toml")
        let provider = try Provider.load(name: "opencode", paths: folder.paths)
        #expect(
            provider
                == Provider(
                    name: "opencode", commands: ["opencode"], arguments: ["--no-update"],
                    fullAccess: ["--yes"],
                    resume: ["--session={id}"], resumeLatest: ["-c"], environment: ["THEME": "system"],
                    unset: ["X"], glyph: "o", detect: ["claude"]))
        #expect(
            provider.commandLine(arguments: ["x"], fullAccess: true, resume: "7")
                == ["opencode", "--session=7", "--no-update", "--yes", "x"])
        #expect(
            try Provider.all(paths: folder.paths).map(\.name) == Provider.builtIn.map(\.name) + ["opencode"])
    }

    @Test func `a file changes a built-in provider and leaves the rest of it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("commands = [\"/opt/claude\"]", to: "providers/claude.toml")
        let provider = try Provider.load(name: "claude", paths: folder.paths)
        #expect(provider.commands == ["/opt/claude"])
        #expect(provider.resumeLatest == ["--continue"])
        #expect(try Provider.all(paths: folder.paths).count == Provider.builtIn.count)
    }

    @Test(arguments: [
        ("commands = []", "commands"), ("commands = \"x\"", "commands"), ("commands = [1]", "commands"),
        ("resume = [\"--resume\"]", "resume"), ("glyph = \"ab\"", "glyph"), ("command = [\"x\"]", "command"),
        ("environment = { \"A=B\" = \"x\" }", "environment.\"A=B\""),
        ("environment = { A = 1 }", "environment.A"),
    ])
    func `a mistake is told with its line and key`(text: String, key: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "providers/mine.toml")
        let problem = try #require(Provider.check(paths: folder.paths).first)
        #expect(problem.file == file)
        #expect(problem.line == 1)
        #expect(problem.key == key)
        #expect(throws: problem) { try Provider.load(name: "mine", paths: folder.paths) }
        #expect(throws: problem) { try Provider.all(paths: folder.paths) }
    }

    @Test func `a mistake in one file is no obstacle to the other providers`() throws {
        let folder = try TemporaryFolder()
        try folder.write("nonsense = 1", to: "providers/mine.toml")
        #expect(try Provider.load(name: "claude", paths: folder.paths) == builtIn("claude"))
        #expect(throws: ConfigError.self) { try Provider.load(name: "other", paths: folder.paths) }
    }
}
