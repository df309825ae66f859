import ArgumentParser
import RoostWire

/// `roost server pids`: the processes, the server first.
struct ServerPIDs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pids", abstract: "Print the process numbers of server and keeper, one per line.",
        aliases: ["pid"])

    @OptionGroup var output: OutputOptions

    /// The document of `--json`.
    struct Processes: Codable, Equatable {
        let server: Int32
        let keeper: Int32?

        private enum CodingKeys: CodingKey {
            case server, keeper
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(server, forKey: .server)
            try container.encode(keeper, forKey: .keeper)
        }
    }

    func run() throws {
        let status = try ServerStatusCommand.ask(Invocation())
        try output.print(Processes(server: status.server, keeper: status.keeper)) {
            [status.server, status.keeper].compactMap(\.self).map { "\($0)\n" }.joined()
        }
    }
}
