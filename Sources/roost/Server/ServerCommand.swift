import ArgumentParser

/// `roost server`: the process that runs the sessions.
struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "Start, stop, upgrade and inspect the server.",
        subcommands: [
            ServerStart.self, ServerStop.self, ServerStatusCommand.self, ServerPIDs.self, ServerLog.self,
            ServerUpgrade.self, ServerRun.self,
        ])
}
