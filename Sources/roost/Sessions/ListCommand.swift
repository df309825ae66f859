import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost list`: the sessions, one per line.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List sessions, what they do, and which of them need you.",
        aliases: ["ls"])

    @Flag(name: .shortAndLong, help: "Ended ones too.")
    var all = false

    @Option(help: "Only those in this state, or in one that roost state sets.")
    var state: [StateName] = []

    @OptionGroup var output: OutputOptions

    func run() throws {
        let invocation = Invocation()
        let sessions = try sessions(invocation).filter { session in
            state.isEmpty || state.contains { $0.isOf(session) }
        }
        try output.print(sessions) {
            guard !sessions.isEmpty else {
                return state.isEmpty ? "no sessions (roost new starts one)" : "no session is in that state"
            }
            return SessionTable(invocation).text(sessions, now: Clock.now)
        }
    }

    /// Without a server and without a database there are none, and that is no error.
    private func sessions(_ invocation: Invocation) throws(ClientError) -> [SessionInfo] {
        do throws(ClientError) {
            return try invocation.ask(.session(.list(all: all || state.contains(where: \.isEnded)))) {
                response in
                if case .sessions(let sessions) = response { sessions } else { nil }
            }
        } catch {
            guard error.reason == .noServer, !invocation.hasDatabase else { throw error }
            return []
        }
    }
}
