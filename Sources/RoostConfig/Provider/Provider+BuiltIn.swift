extension Provider {
    /// The programs that roost knows by itself.
    package static let builtIn: [Provider] = programs + apis

    /// One for each API that roost-api can ask, since what refuses a key or is overloaded says nothing of the others.
    private static let apis = ["anthropic-api", "openai-api", "gemini-api"].map {
        Provider(name: $0, commands: ["roost-api"], isInteractive: false)
    }

    private static let programs: [Provider] = [
        Provider(
            name: "claude", commands: ["claude"], fullAccess: ["--dangerously-skip-permissions"],
            resume: ["--resume", "{id}"], resumeLatest: ["--continue"],
            // It refuses to start where it finds the mark of another one around it.
            unset: ["CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT"], detect: ["claude"], printing: ["-p", "--print"]),
        Provider(
            name: "codex", commands: ["codex"], fullAccess: ["--dangerously-bypass-approvals-and-sandbox"],
            resume: ["resume", "{id}"], resumeLatest: ["resume", "--last"], detect: ["codex"],
            printing: ["exec", "e", "app-server", "mcp-server"]),
        Provider(
            name: "gemini", commands: ["gemini"], fullAccess: ["--yolo", "--skip-trust"],
            resume: ["--resume", "{id}"], resumeLatest: ["--resume", "latest"], detect: ["gemini"],
            printing: ["-p", "--prompt"]),
        Provider(
            name: "cursor-agent", commands: ["cursor-agent", "agent"], fullAccess: ["--force"],
            resume: ["--resume", "{id}"], resumeLatest: ["--continue"], detect: ["cursor-agent"],
            printing: ["-p", "--print"]),
        // It has one conversation for each folder, without identifiers.
        Provider(
            name: "aider", commands: ["aider"], fullAccess: ["--yes-always"],
            resumeLatest: ["--restore-chat-history"], detect: ["aider"],
            printing: ["-m", "--message", "--msg"]),
        // It asks before each step and knows no conversations.
        Provider(
            name: "mini-swe-agent", commands: ["mini", "mini-swe-agent"], fullAccess: ["--yolo"],
            detect: ["mini-swe-agent"]),
        Provider(name: "shell", commands: [], detect: ["shell"]),
    ]

    /// Shells by the name of their executable: a session that runs one is of the provider `shell`.
    private static let shells: Set<String> = [
        "ash", "bash", "dash", "elvish", "fish", "ksh", "mksh", "nu", "sh", "tcsh", "xonsh", "zsh",
    ]

    /// The provider whose program a command line starts, if it is one of `providers`.
    package static func of(command: [String], among providers: [Provider]) -> Provider? {
        let words = unwrapped(command)
        if let (provider, _) = running(words, among: providers) { return provider }
        guard let name = words.first.map(base) else { return nil }
        return providers.first { $0.isInteractive && $0.commands.contains { base($0) == name } }
            ?? (shells.contains(name) ? providers.first { $0.name == "shell" } : nil)
    }
}
