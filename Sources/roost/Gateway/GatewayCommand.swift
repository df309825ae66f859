import ArgumentParser
import RoostClient

/// `roost gateway`: sessions for programs elsewhere, over HTTP and WebSocket.
struct GatewayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway", abstract: "Serve sessions over HTTP and WebSocket.",
        subcommands: [
            GatewayStart.self, GatewayStop.self, GatewayStatus.self, GatewayToken.self, GatewayLogin.self,
            GatewayLog.self, GatewayGrafana.self,
        ])
}
