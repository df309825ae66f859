import RoostDetect
import RoostModel
import RoostTasks
import Testing

@testable import RoostConfig

/// What `roost provider show` prints: a file that says the same.
@Suite struct ProviderTextTests {
    private func read(_ provider: Provider, over base: Provider) throws -> Provider {
        let (again, problems) = try Provider.parse(provider.text, file: "x.toml", base: base)
        #expect(problems.isEmpty, "\(provider.name): \(problems)")
        return again
    }

    /// Provider for provider, except that what a file says of print mode is no longer what roost knows by itself.
    private func expectSame(_ one: Provider, _ other: Provider) {
        #expect(one.printMode == other.printMode, "\(one.name)")
        var (one, other) = (one, other)
        for path in [\Provider.print, \.knownPrint] {
            one[keyPath: path] = nil
            other[keyPath: path] = nil
        }
        // Rules that began as somebody else's are written down whole.
        if one.rules != nil { (one.detect, other.detect) = ([], []) }
        #expect(one == other)
    }

    @Test(arguments: Provider.builtIn.map(\.name))
    func `a built-in provider is read back as it was`(name: String) throws {
        let provider = try #require(ProviderCatalog.builtIn.named(name))
        expectSame(try read(provider, over: provider), provider)
        let new = Provider(name: name, commands: [], isInteractive: provider.isInteractive)
        expectSame(try read(provider, over: new), provider)
    }

    @Test func `a file of one's own is read back over the provider that it changes`() throws {
        let claude = try #require(ProviderCatalog.builtIn.named("claude"))
        let (mine, problems) = try Provider.parse(
            """
            commands = ["/opt/claude"]
            unset = []
            pass = ["MINE_*"]
            glyph = "c"
            restore = "resume"
            environment = { MODE = "a \\"b\\"\\n" }
            tasks = { concurrency = 2, budget_cents = 100 }
            [print]
            arguments = ["--print"]
            fork = []
            prompt_from_input = [""]
            [print.formats]
            json = [""]
            [print.options]
            model = ""
            [print.permissions]
            all = []
            [screen]
            form_footers = []
            [[rule]]
            name = "mine"
            region = "menu"
            match = "Ship \\"it\\"?*"
            attention = "approval"
            [[rule]]
            name = "theme"
            enabled = false
            """, file: "claude.toml", base: claude)
        #expect(problems.isEmpty, "\(problems)")
        expectSame(try read(mine, over: claude), mine)
        #expect(mine.printMode?.formats[.json] == nil)
        #expect(mine.rules?.rules.contains { $0.name == "theme" } == false)
    }

    @Test func `a provider with another one's rules says whose`() throws {
        let base = Provider(name: "mine", commands: ["mine"])
        let (mine, _) = try Provider.parse("detect = [\"codex\"]", file: "mine.toml", base: base)
        #expect(mine.text.contains("detect = [\"codex\"]"))
        expectSame(try read(mine, over: base), mine)
    }

    @Test func `a secret is named and not shown`() throws {
        var provider = Provider(name: "mine", commands: ["mine"])
        provider.environment = ["API_TOKEN": "abcdef0123456789", "THEME": "dark"]
        #expect(
            provider.text == """
                commands = ["mine"]

                [environment]
                # API_TOKEN is set; what looks like a secret is not shown
                THEME = "dark"
                """)
    }

    @Test func `long lists stand over several lines`() throws {
        var writer = TOMLWriter()
        writer.put("words", (1...30).map { "word \($0)" })
        #expect(writer.text.split(separator: "\n").allSatisfy { $0.count <= 110 })
        let value = try TOMLParser.parse(writer.text, file: "x.toml")
        guard case .table(let table) = value.content, case .array(let words)? = table["words"]?.content else {
            Issue.record("no list")
            return
        }
        #expect(words.map(\.content) == (1...30).map { .string("word \($0)") })
    }
}
