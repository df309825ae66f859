import ArgumentParser
import RoostClient
import RoostConfig
import RoostModel
import RoostWire

/// `roost resume`: the conversations that a crash or a restart of the machine has interrupted, and on with them.
struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "List interrupted conversations of AI CLIs, or go on with them where they were.",
        usage: """
            roost resume [--json]
            roost resume TARGET...
            roost resume --all
            """,
        discussion: """
            Each session takes up its own conversation, as far as it is known, and the latest one of its folder \
            otherwise, with its options and the variables of --env. A CLI that was typed into a shell is typed \
            into a new shell again.
            """)

    @Argument(help: "Ended sessions.", completion: KnownNames.ended)
    var targets: [String] = []

    @Flag(help: "All that were interrupted.")
    var all = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if all, !targets.isEmpty { throw ValidationError("Name sessions, or give --all.") }
    }

    func run() throws {
        let invocation = Invocation()
        guard all || !targets.isEmpty else {
            let sessions = try interrupted(invocation)
            return try output.print(sessions) {
                sessions.isEmpty
                    ? "no conversations were interrupted" : Self.table(sessions, now: Clock.now).text
            }
        }
        let names = all ? try interrupted(invocation).map(\.name) : targets
        var resumed: [SessionInfo] = []
        var failures: [ClientError] = []
        for name in names {
            do throws(ClientError) {
                resumed.append(try resume(name, invocation))
            } catch {
                // What cannot be taken up keeps nobody else from it.
                failures.append(error)
            }
        }
        try output.print(resumed) { "" }
        for failure in failures.dropLast() { CallingTerminal.printError("roost: \(failure)") }
        if let failure = failures.last { throw failure }
    }

    private func resume(_ name: String, _ invocation: Invocation) throws(ClientError) -> SessionInfo {
        let request = Request.session(
            .restart(target: name, how: .resume, environment: invocation.environment))
        return try invocation.ask(request, timeout: .seconds(10)) { response in
            if case .session(let info) = response { info } else { nil }
        }
    }

    private func interrupted(_ invocation: Invocation) throws(ClientError) -> [SessionInfo] {
        let sessions: [SessionInfo]
        do throws(ClientError) {
            sessions = try invocation.ask(.session(.list(all: true))) { response in
                if case .sessions(let sessions) = response { sessions } else { nil }
            }
        } catch {
            guard error.reason == .noServer, !invocation.hasDatabase else { throw error }
            return []
        }
        let providers = ProviderCatalog.load(paths: invocation.paths).providers
        return Self.interrupted(sessions, among: providers)
    }

    /// Those that have a conversation to go on with.
    static func interrupted(_ sessions: [SessionInfo], among providers: [Provider]) -> [SessionInfo] {
        sessions.filter { session in
            guard session.end?.isInterruption == true else { return false }
            let name = session.kind.isAgent ? session.provider : session.conversation?.provider
            return providers.contains {
                $0.name == name && (!$0.resume.isEmpty || !$0.resumeLatest.isEmpty)
            }
        }
    }

    static func table(_ sessions: [SessionInfo], now: Timestamp) -> Table {
        var table = Table(["NAME", "CLI", "CONVERSATION", "CWD", "ENDED", "TITLE"], right: ["ENDED"])
        for session in sessions {
            table.add([
                session.name, session.conversation?.provider ?? session.provider,
                session.conversation?.id ?? "the latest one", session.cwd,
                Age.text(from: session.stateSince, to: now), session.title,
            ])
        }
        return table
    }
}
