package import RoostDetect

extension ProviderCatalog {
    /// The provider of shells, whose rules are those of every program that has none of its own.
    static let shell = "shell"

    /// The files that roost brings along, in the order of its lists: those for sessions, then those for tasks alone.
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("claude", PackageResources.claude_toml), ("codex", PackageResources.codex_toml),
        ("gemini", PackageResources.gemini_toml), ("cursor-agent", PackageResources.cursor_agent_toml),
        ("aider", PackageResources.aider_toml), ("mini-swe-agent", PackageResources.mini_swe_agent_toml),
        ("opencode", PackageResources.opencode_toml),
        ("copilot", PackageResources.copilot_toml),
        ("amp", PackageResources.amp_toml),
        ("goose", PackageResources.goose_toml),
        ("vibe", PackageResources.vibe_toml),
        ("kimi", PackageResources.kimi_toml),
        ("qwen", PackageResources.qwen_toml),
        ("droid", PackageResources.droid_toml),
        ("grok", PackageResources.grok_toml),
        ("pi", PackageResources.pi_toml),
        ("cline", PackageResources.cline_toml),
        ("gptme", PackageResources.gptme_toml),
        (shell, PackageResources.shell_toml), ("anthropic-api", PackageResources.anthropic_api_toml),
        ("openai-api", PackageResources.openai_api_toml), ("gemini-api", PackageResources.gemini_api_toml),
    ]

    /// What roost knows by itself; its files are read when somebody asks for the first time.
    package static let builtIn: ProviderCatalog = {
        var catalog = ProviderCatalog(providers: [], problems: [])
        for (name, bytes) in files {
            catalog.read(
                String(decoding: bytes, as: UTF8.self), file: "\(name).toml",
                over: Provider(name: name, commands: []))
        }
        return catalog.asKnown
    }()
}

extension [Provider] {
    /// The rules of all of them; those of shells for a program that has none.
    package var ruleBook: RuleBook {
        let sets = compactMap { provider in provider.rules.map { (provider.name, $0) } }
        return RuleBook(
            Dictionary(sets) { first, _ in first },
            others: first { $0.name == ProviderCatalog.shell }?.rules ?? RuleSet())
    }
}
