import ArgumentParser
import RoostClient
import RoostWire

/// `roost server stop`: sessions go on in the keeper.
struct ServerStop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the server; the sessions go on in the keeper.")

    func run() throws {
        var connection = try Invocation().connect(.never)
        try ServerEnd.ask(.server(.stop), &connection)
    }
}

/// Asking a server to end, and seeing it go.
enum ServerEnd {
    /// Asks, and waits until the server has closed the connection, its last act.
    static func ask(_ request: Request, _ connection: inout CommandConnection) throws(ClientError) {
        do throws(ClientError) {
            try Invocation.ask(&connection, request, timeout: .seconds(20)) { _ in () }
        } catch {
            // It may be gone before its answer is read.
            guard error.reason == .serverGone else { throw error }
            return
        }
        connection.waitForEnd(timeout: .seconds(20))
    }
}
