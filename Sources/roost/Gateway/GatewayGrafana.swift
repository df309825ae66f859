import ArgumentParser
import RoostClient

/// `roost gateway grafana`: made by the gateway's own program, which has the table of the metrics that it shows.
struct GatewayGrafana: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grafana",
        abstract: "Print a dashboard for Grafana that shows the metrics of GET /metrics.",
        discussion: "Import it there, and choose the Prometheus that scrapes the gateway.")

    func run() throws {
        let invocation = Invocation()
        let program = try GatewayLauncher.program(path: invocation.environment["PATH"])
        let cause = Program.replace(by: program, ["grafana"])
        throw ClientError(
            .notStarted, "run \(program)", cause: cause, advice: "is it installed beside roost?")
    }
}
