import ArgumentParser
import RoostClient

/// Becomes the server: the command by which keepers from before `roost-server` start one.
///
/// Such a keeper goes on with its sessions after an upgrade, and has this program's path.
struct ServerRun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Become the server. A keeper of an older version starts this.",
        shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough)
    var arguments: [String] = []

    func run() throws {
        let program = try ServerPrograms.installed().server
        throw ClientError(
            .notStarted, "become the server", cause: "\(program): \(Program.replace(by: program, arguments))",
            advice: "install it again")
    }
}
