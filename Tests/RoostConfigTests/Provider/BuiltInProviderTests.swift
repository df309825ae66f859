import RoostDetect
import RoostModel
import RoostTasks
import Testing

@testable import RoostConfig

/// The files that roost brings along.
@Suite struct BuiltInProviderTests {
    private let catalog = ProviderCatalog.builtIn

    @Test func `the files have no mistakes`() {
        #expect(catalog.problems.isEmpty, "\(catalog.problems)")
    }

    /// Those of which nothing but the name is known: they are looked at as any program.
    private let unknown = ["amp", "goose", "vibe", "qwen", "droid", "grok", "pi", "gptme"]

    @Test func `every file is of a provider, and what needs a screen has rules for it`() {
        #expect(
            catalog.providers.prefix(6).map(\.name) == [
                "claude", "codex", "gemini", "cursor-agent", "aider", "mini-swe-agent",
            ])
        for provider in catalog.providers {
            let hasRules = provider.isInteractive && !unknown.contains(provider.name)
            #expect((provider.rules != nil) == hasRules, "\(provider.name)")
            #expect(provider.commands.isEmpty == (provider.name == ProviderCatalog.shell), "\(provider.name)")
        }
        #expect(
            catalog.providers.filter { !$0.isInteractive }.map(\.name) == [
                "anthropic-api", "openai-api", "gemini-api",
            ])
        #expect(Set(catalog.providers.map(\.name)).count == catalog.providers.count)
    }

    @Test func `a rule's name is its own`() {
        for provider in catalog.providers {
            let names = provider.rules?.rules.map(\.name) ?? []
            #expect(Set(names).count == names.count, "\(provider.name)")
        }
    }

    @Test func `what was read says what its file says`() throws {
        let claude = try #require(catalog.named("claude"))
        #expect(claude.unset == ["CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT"])
        #expect(claude.rules?.prompt == .boxed(markers: "❯>!#"))
        #expect(claude.rules?.footerlessMilliseconds == 300)
        #expect(claude.rules?.isMenuFooterNeeded == false)
        #expect(
            claude.rules?.rules.first
                == DetectionRule(
                    name: "folder trust", .menu,
                    ["Quick safety check:*", "Do you trust the files in this folder?*"],
                    .attention(.trust), .folder))
        #expect(claude.printMode?.fork == ["--resume={}", "--fork-session"])
        let codex = try #require(catalog.named("codex"))
        #expect(codex.printMode?.formats == [.text: [], .streamJSON: ["--json"]])
        let aider = try #require(catalog.named("aider")?.rules)
        #expect(
            aider.rules.contains(
                DetectionRule(
                    name: "retry", .form(ending: "Retrying in * seconds*"), ["Retrying in * seconds*"],
                    .attention(.retrying))))
        let shell = try #require(catalog.named("shell")?.rules)
        #expect(shell.rules.first?.subject == .since("The authenticity of host *"))
        #expect(
            shell.rules.first { $0.name == "login" }?.place
                == .cursorRow(quietMilliseconds: 1000, below: nil))
    }

    @Test func `a name without rules is looked at like a shell`() {
        let book = catalog.providers.ruleBook
        #expect(book.rules(of: "vim") == catalog.named("shell")?.rules)
        #expect(book.rules(of: "program") == book.rules(of: "shell"))
        #expect(book.rules(of: "codex") == catalog.named("codex")?.rules)
    }
}
