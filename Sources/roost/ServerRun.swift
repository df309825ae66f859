import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostServer

/// Is the server: what the keeper starts.
struct ServerRun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Be the server. The keeper starts this.", shouldDisplay: false)

    @Option(help: "The socket to the keeper.")
    var keeperFd: Int32

    @Option(help: "Where to write a byte when clients can connect.")
    var readyFd: Int32?

    func run() throws {
        let programs = try ServerPrograms.installed()
        Server.run(
            environment: ProcessInfo.processInfo.environment, keeper: keeperFd, ready: readyFd,
            serverExecutable: programs.server, keeperExecutable: programs.keeper)
    }
}
