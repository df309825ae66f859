import ArgumentParser
import Glibc
import RoostClient
import RoostModel
import RoostWire

/// `roost events`: what happens to the sessions, line by line.
///
/// The server forgets nothing for a reader that is slow, and keeps nothing either: what changed several times
/// meanwhile comes once, as it is then.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Follow all sessions and tasks: states, what needs you, bells and messages.",
        discussion: """
            Begins with the sessions that run, then prints each change until the server stops or you press C-c.
            An upgrade or a crash of the server is waited for; then it begins with the sessions again.
            """)

    @Flag(help: "Print each event as one line of JSON: sessions as in roost list --json, and workspaces too.")
    var json = false

    func run() throws {
        let invocation = Invocation()
        var printer = EventPrinter(isJSON: json)
        while try follow(invocation, &printer) {}
    }

    private var topics: Topics {
        json ? [.sessions, .notices, .workspaces, .tasks] : [.states, .notices, .tasks]
    }

    /// Prints what one connection tells; false when all is over, true when the server comes back.
    private func follow(_ invocation: Invocation, _ printer: inout EventPrinter) throws -> Bool {
        var connection = try invocation.connect()
        try Invocation.ask(&connection, .client(.subscribe(topics))) { response in
            if case .subscribed = response { () } else { nil }
        }
        printer.begin()
        while true {
            let event: ServerMessage?
            do throws(ClientError) {
                event = try connection.nextEvent(whileReadFrom: STDOUT_FILENO)
            } catch {
                guard error.reason == .serverGone else { throw error }
                return true
            }
            guard let event else { return false }
            for line in try printer.lines(for: event, now: Clock.now) { print(line) }
            CallingTerminal.flush()
            guard case .goodbye(let goodbye) = event else { continue }
            if case .refused(let reason) = goodbye {
                throw ClientError(.refused, "follow the sessions", cause: reason)
            }
            return goodbye == .upgrading
        }
    }
}
