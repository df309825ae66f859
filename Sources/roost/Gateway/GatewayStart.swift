import ArgumentParser
import Glibc
import RoostClient

/// `roost gateway start`: the gateway, and a server if none runs.
struct GatewayStart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start the gateway, and print its address.")

    @Option(help: "Listen at this address instead of that of the configuration.")
    var address: String?

    @Option(help: "Listen at this port; 0: any that is free.")
    var port: Int?

    @Flag(help: "Listen without TLS where others can read what is sent.")
    var insecure = false

    func validate() throws {
        guard port.map({ (0...65_535).contains($0) }) ?? true else {
            throw ValidationError("'--port' takes 0 to 65535.")
        }
    }

    func run() throws {
        let invocation = Invocation()
        if let state = GatewayState.running(invocation.paths) {
            throw ClientError(
                .refused, "start the gateway", cause: "one runs already at \(state.url)",
                advice: "roost gateway stop ends it")
        }
        _ = try invocation.connect(.always)
        let url = try GatewayLauncher.start(
            paths: invocation.paths, arguments: arguments, path: invocation.environment["PATH"])
        guard CallingTerminal.isInteractive else { return print(url) }
        print("\(url)\nOpen this in a browser, once and within ten minutes:")
        fflush(nil)
        throw try GatewayLogin.run(invocation, user: nil, scope: nil)
    }

    private var arguments: [String] {
        var words: [String] = []
        if let address { words += ["--address", address] }
        if let port { words += ["--port", "\(port)"] }
        if insecure { words.append("--insecure") }
        return words
    }
}

/// `roost gateway stop`: its clients come back when it is started again.
struct GatewayStop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the gateway; the sessions go on.")

    func run() throws {
        guard try GatewayLauncher.stop(paths: Invocation().paths) else {
            throw ClientError(
                .noServer, "stop the gateway", cause: "none is running",
                advice: "roost gateway start starts one")
        }
    }
}
