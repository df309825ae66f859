import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost kill-server`: ends everything.
struct KillServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill-server", abstract: "End all sessions, the server and the keeper.",
        discussion: "On a terminal it asks first when sessions run. What they printed is kept.")

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var force = false

    func run() throws {
        let invocation = Invocation()
        // A stopped server leaves its sessions in the keeper, and only a server can end them.
        let hasKeeper = KeeperProbe.ask(paths: invocation.paths) != nil
        var connection = try invocation.connect(hasKeeper ? .always : .never)
        let running = try Invocation.ask(&connection, .session(.list(all: false))) { response in
            if case .sessions(let sessions) = response { sessions.count { !$0.state.isEnded } } else { nil }
        }
        if running > 0, !force, CallingTerminal.canAsk {
            let what = running == 1 ? "1 session" : "\(running) sessions"
            guard CallingTerminal.confirm("End \(what) and the server?") else { throw ExitCode(1) }
        }
        try ServerEnd.ask(.server(.kill(force: true)), &connection)
    }
}
