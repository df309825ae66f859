import ArgumentParser
import RoostClient
import RoostModel

/// `roost gateway status`: whether it runs, and where.
struct GatewayStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the gateway's process, address and age.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let state = GatewayState.running(Invocation().paths) else {
            throw ClientError(
                .noServer, "show the gateway", cause: "none is running",
                advice: "roost gateway start starts one")
        }
        try output.print(state) {
            var table = Table(["", ""])
            table.add(["gateway", "\(state.pid)"])
            table.add(["address", state.url])
            table.add(["running for", Age.text(from: state.startedAt, to: Clock.now)])
            return table.text
        }
    }
}
