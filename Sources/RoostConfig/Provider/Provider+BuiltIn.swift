extension Provider {
    /// The programs that roost knows by itself.
    package static var builtIn: [Provider] { ProviderCatalog.builtIn.providers }

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
            ?? (shells.contains(name) ? providers.first { $0.name == ProviderCatalog.shell } : nil)
    }
}
