import ArgumentParser
import RoostClient
import RoostModel
import RoostPTY
import RoostWire

/// `roost server upgrade`: another version of the server, while the sessions go on.
struct ServerUpgrade: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Replace the server by that of this program, or another; the sessions go on.")

    /// How long the new server may take.
    private static let patience: Duration = .seconds(10)

    @Argument(help: "The roost whose server runs from now on; this one if left out.")
    var executable: String?

    func run() throws {
        let invocation = Invocation()
        let path = try executable.map { try server(of: $0, invocation) } ?? ServerPrograms.installed().server
        var connection = try CommandConnection.openForUpgrade(paths: invocation.paths)
        let old = connection.server
        do throws(ClientError) {
            try connection.upgrade(to: path, timeout: .seconds(20))
        } catch {
            // It may be gone before its answer is read.
            guard error.reason == .serverGone else { throw error }
        }
        connection.waitForEnd(timeout: .seconds(20))
        let new = try successor(of: old, invocation)
        if let running = ProcessFacts.executable(of: new.pid), running != Program.realPath(path) {
            throw ClientError(
                .refused, "upgrade the server", cause: "\(path) does not live; \(running) runs again",
                advice: "see roost server log")
        }
        print("server \(old.pid) (\(old.program)) was replaced by \(new.pid) (\(new.program))")
    }

    /// The server that belongs to the `roost` at a path, or the one at that path.
    private func server(of path: String, _ invocation: Invocation) throws(ClientError) -> String {
        let absolute = path.hasPrefix("/") ? path : invocation.directory + "/" + path
        guard let real = Program.realPath(absolute) else {
            throw ClientError(
                .refused, "upgrade to \(absolute)", cause: "there is no such file", advice: "install it first"
            )
        }
        return ServerPrograms.server(besides: real)
    }

    /// Waits for a server that is another process.
    private func successor(of old: Hello, _ invocation: Invocation) throws(ClientError) -> Hello {
        let start = ContinuousClock.now
        var arrival = ServerArrival(paths: invocation.paths)
        while true {
            if let new = (try? CommandConnection.openForUpgrade(paths: invocation.paths))?.server,
                new.pid != old.pid
            {
                return new
            }
            guard start.duration(to: .now) < Self.patience else {
                throw ClientError(
                    .timedOut, "upgrade the server", cause: "the new one did not come up within 10 s",
                    advice: "see roost server log")
            }
            arrival.wait()
        }
    }
}
