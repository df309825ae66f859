import ArgumentParser
import RoostModel

/// `roost config`: the configuration file.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check, find, show and reload the configuration.",
        discussion: """
            "roost config show --default" prints a config.toml with every option, its standard value and what it \
            is for. A mistake in the file costs only its own option, which keeps the value it had last.
            """,
        subcommands: [ConfigCheck.self, ConfigPath.self, ConfigShow.self, ConfigReload.self])
}

/// `roost config path`: where the file is.
struct ConfigPath: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Print where config.toml is, or would be.")

    func run() {
        print(Invocation().paths.configFile)
    }
}
