import RoostDetect
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ProviderCatalogTests {
    private func builtIn(_ name: String) throws -> Provider {
        try #require(Provider.builtIn.first { $0.name == name })
    }

    private func provider(_ name: String, in folder: TemporaryFolder) throws -> Provider {
        try ProviderCatalog.load(paths: folder.paths).provider(name, paths: folder.paths)
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
            """, to: "providers/mycli.toml")
        let provider = try provider("mycli", in: folder)
        var expected = Provider(
            name: "mycli", commands: ["mycli"], arguments: ["--no-update"], fullAccess: ["--yes"],
            resume: ["--session={id}"], resumeLatest: ["-c"], environment: ["THEME": "system"], unset: ["X"],
            glyph: "o", detect: ["claude"])
        expected.knownPrint = try builtIn("claude").knownPrint
        #expect(provider == expected)
        #expect(
            provider.commandLine(arguments: ["x"], fullAccess: true, resume: "7")
                == ["mycli", "--session=7", "--no-update", "--yes", "x"])
        let catalog = ProviderCatalog.load(paths: folder.paths)
        #expect(catalog.providers.map(\.name) == Provider.builtIn.map(\.name) + ["mycli"])
        #expect(catalog.problems.isEmpty)
    }

    @Test func `a file changes a built-in provider and leaves the rest of it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("commands = [\"/opt/claude\"]", to: "providers/claude.toml")
        let provider = try provider("claude", in: folder)
        #expect(provider.commands == ["/opt/claude"])
        #expect(provider.resumeLatest == ["--continue"])
        #expect(ProviderCatalog.load(paths: folder.paths).providers.count == Provider.builtIn.count)
    }

    @Test(arguments: [
        ("commands = []", "commands"), ("commands = \"x\"", "commands"), ("commands = [1]", "commands"),
        ("resume = [\"--resume\"]", "resume"), ("glyph = \"ab\"", "glyph"), ("command = [\"x\"]", "command"),
        ("environment = { \"A=B\" = \"x\" }", "environment.\"A=B\""),
        ("environment = { A = 1 }", "environment.A"), ("detect = [\"nosuch\"]", "detect"),
        ("detect = [\"claude\", \"codex\"]", "detect"),
    ])
    func `a mistake is told with its line and key, and nothing is started with half a file`(
        text: String, key: String
    ) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "providers/mine.toml")
        let catalog = ProviderCatalog.load(paths: folder.paths)
        let problem = try #require(catalog.problems.first)
        #expect(problem.provider == "mine")
        #expect(problem.error.file == file)
        #expect(problem.error.line == 1)
        #expect(problem.error.key == key)
        #expect(throws: problem.error) { try catalog.provider("mine", paths: folder.paths) }
        #expect(catalog.named("mine") != nil, "it is listed")
        #expect(problem.error.reasonInFolder.hasPrefix("mine.toml, line 1, key \(key): "))
    }

    @Test func `every set of detection rules can be named, and a slip is told`() throws {
        let base = Provider(name: "x", commands: ["x"])
        let sets = [
            "claude", "codex", "gemini", "cursor-agent", "aider", "mini-swe-agent", "shell", "program",
        ]
        for rules in sets {
            let (provider, problems) = try Provider.parse(
                "detect = [\"\(rules)\"]", file: "x.toml", base: base)
            #expect(problems.isEmpty)
            #expect(provider.detect == [rules])
            #expect(provider.rulesName == rules)
        }
        let (provider, problems) = try Provider.parse("detect = [\"cluade\"]", file: "x.toml", base: base)
        #expect(problems.map(\.cause) == ["there are no rules \"cluade\"; did you mean claude?"])
        #expect(provider.detect.isEmpty)
    }

    @Test func `a mistake in one file costs the other providers nothing`() throws {
        let folder = try TemporaryFolder()
        try folder.write("nonsense = 1", to: "providers/mine.toml")
        try folder.write("[", to: "providers/gemini.toml")
        try folder.write("glyph = \"o\"", to: "providers/other.toml")
        #expect(try provider("claude", in: folder) == builtIn("claude"))
        #expect(try provider("other", in: folder).glyph == "o")
        #expect(throws: ConfigError.self) { try provider("mine", in: folder) }
        #expect(throws: ConfigError.self) { try provider("gemini", in: folder) }
        #expect(throws: ConfigError.self) { try provider("nowhere", in: folder) }
    }

    @Test func `a mistake leaves a provider as it was before it`() throws {
        let folder = try TemporaryFolder()
        let rule = """
            [[rule]]
            name = "mine"
            region = "menu"
            match = "Ship it?*"
            attention = "approval"
            """
        try folder.write(rule, to: "providers/codex.toml")
        try folder.write("glyph = \"o\"", to: "providers/mine.toml")
        let good = ProviderCatalog.load(paths: folder.paths)
        #expect(good.problems.isEmpty)
        for text in ["glyph = \"oo\"", "[", "glyph = \"oo\""] {
            try folder.write(text, to: "providers/codex.toml")
            try folder.write(text, to: "providers/mine.toml")
            let broken = ProviderCatalog.load(paths: folder.paths, after: good)
            #expect(broken.problems.count == 2)
            #expect(broken.named("codex") == good.named("codex"))
            #expect(broken.named("mine") == good.named("mine"))
            let again = ProviderCatalog.load(paths: folder.paths, after: broken)
            #expect(again.named("codex") == good.named("codex"), "what was kept stays good")
        }
        let first = ProviderCatalog.load(paths: folder.paths)
        #expect(first.named("codex") == ProviderCatalog.builtIn.named("codex"), "else it is the built-in one")
    }

    @Test func `a provider may have the rules of another one of the user's`() throws {
        let folder = try TemporaryFolder()
        let rule = "[[rule]]\nname = \"mine\"\nregion = \"menu\"\nmatch = \"Go?\"\nattention = \"question\""
        try folder.write("detect = [\"codex\"]\n\(rule)", to: "providers/base.toml")
        try folder.write("detect = [\"base\"]", to: "providers/other.toml")
        try folder.write("detect = [\"zulu\"]", to: "providers/whom.toml")
        try folder.write(rule, to: "providers/zulu.toml")
        let catalog = ProviderCatalog.load(paths: folder.paths)
        #expect(catalog.named("other")?.rulesName == "base")
        #expect(catalog.named("base")?.rulesName == "base")
        #expect(catalog.providers.ruleBook.rules(of: "base").rules.first?.name == "mine")
        #expect(catalog.problems.map(\.provider) == ["whom"], "one that comes later is not known yet")
    }

    @Test func `a folder that cannot be listed is a problem of all own providers`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "providers")
        let catalog = ProviderCatalog.load(paths: folder.paths)
        #expect(catalog.problems.map(\.provider) == [nil])
        #expect(catalog.problem(of: "mine") != nil)
        #expect(catalog.problem(of: "claude") == nil)
        #expect(catalog.providers == Provider.builtIn)
    }
}
