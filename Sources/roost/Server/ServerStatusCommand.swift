import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost server status`: what runs, and where its files are.
struct ServerStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the server's processes, version, age, sessions and files.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let status = try Self.ask(Invocation())
        try output.print(status) {
            var table = Table(["", ""])
            table.add(["server", "\(status.server)"])
            table.add(["keeper", status.keeper.map { "\($0)" } ?? "none"])
            table.add(["version", status.version])
            table.add(["running for", Age.text(from: status.startedAt, to: Clock.now)])
            table.add(["sessions", "\(status.sessions)"])
            table.add(["clients", "\(status.clients)"])
            table.add(["socket", status.socket])
            table.add(["database", "\(status.database) (\(ByteCount(status.databaseBytes)))"])
            return table.text
        }
    }

    /// Asks the server that runs; starts none.
    static func ask(_ invocation: Invocation) throws(ClientError) -> ServerStatus {
        try invocation.ask(.server(.status), .never) { response in
            if case .status(let status) = response { status } else { nil }
        }
    }
}
