import ArgumentParser
import RoostClient

/// `roost server start`: keeper and server, if none runs.
struct ServerStart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start keeper and server, if none runs.")

    func run() throws {
        _ = try Invocation().connect(.always)
    }
}
