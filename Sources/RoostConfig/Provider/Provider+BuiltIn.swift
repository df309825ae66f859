extension Provider {
    /// The programs that roost knows by itself.
    package static var builtIn: [Provider] { ProviderCatalog.builtIn.providers }

    /// Shells by the name of their executable: a session that runs one is of the provider `shell`.
    private static let shells: Set<String> = [
        "ash", "bash", "dash", "elvish", "fish", "ksh", "mksh", "nu", "sh", "tcsh", "xonsh", "zsh",
    ]

    /// Whether a process is a shell that somebody types commands into, by its command line: one that runs a script or the
    /// words behind `-c` is a program like any other.
    package static func isInteractiveShell(_ arguments: [String]) -> Bool {
        guard let first = arguments.first else { return false }
        // A login shell has a hyphen before its name.
        let name = base(first)
        guard shells.contains(name.first == "-" ? String(name.dropFirst()) : name) else { return false }
        var rest = arguments.dropFirst()
        while let word = rest.popFirst() {
            if shellOptionsWithValue.contains(word) {
                _ = rest.popFirst()
            } else if word.hasPrefix("--") {
                continue
            } else if word.hasPrefix("-") || word.hasPrefix("+") {
                if word.dropFirst().contains("c") { return false }
            } else {
                return false
            }
        }
        return true
    }

    private static let shellOptionsWithValue: Set<String> = [
        "--rcfile", "--init-file", "-o", "+o", "-O", "+O",
    ]

    /// The provider whose program a command line starts, if it is one of `providers`.
    package static func of(command: [String], among providers: [Provider]) -> Provider? {
        let words = unwrapped(command)
        if let found = running(words, among: providers) { return found.provider }
        guard let name = words.first.map(base) else { return nil }
        return providers.first { $0.isInteractive && $0.commands.contains { base($0) == name } }
            ?? (shells.contains(name) ? providers.first { $0.name == ProviderCatalog.shell } : nil)
    }
}
