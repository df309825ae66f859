import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost debug dump`: all that is known of a session at this moment, as one JSON document.
struct DebugDump: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract:
            "Print all that is known of a session now: facts, screen, last events, the server's findings.")

    /// How many of the last events are worth reading.
    private static let eventCount = 50

    @OptionGroup var session: TargetArgument

    /// One document in any case; the flag is taken because every command that prints facts has it.
    @OptionGroup var output: OutputOptions

    /// What is printed.
    struct Document: Encodable {
        let client: String
        let server: ServerStatus
        let findings: [Finding]
        let session: SessionInfo
        /// With colours, as `roost capture --format ansi` has it.
        let screen: [String]
        /// The newest last.
        let events: [HistoryEntry]
    }

    func run() throws {
        print(try OutputOptions.document(try document(Invocation())))
    }

    private func document(_ invocation: Invocation) throws(ClientError) -> Document {
        var connection = try invocation.connect()
        let target = session.target
        let text = try Invocation.ask(
            &connection, .session(.capture(target: target, format: .ansi, scrollback: false)),
            timeout: .seconds(10)
        ) { response in
            if case .capture(let text) = response { text } else { nil }
        }
        let events = try Invocation.ask(
            &connection, .history(.entries(target: target, type: nil, limit: Self.eventCount)),
            timeout: .seconds(20)
        ) { response in
            if case .history(let entries) = response { entries } else { nil }
        }
        let sessions = try Invocation.ask(&connection, .session(.list(all: true)), timeout: .seconds(10)) {
            response in
            if case .sessions(let sessions) = response { sessions } else { nil }
        }
        let status = try Invocation.ask(&connection, .server(.status)) { response in
            if case .status(let status) = response { status } else { nil }
        }
        let findings = try Invocation.ask(&connection, .server(.doctor), timeout: .seconds(20)) { response in
            if case .findings(let findings) = response { findings } else { nil }
        }
        // The server has found it under this target a moment ago, by the same rules.
        let number = SessionFinder.match(target, in: sessions)
        guard let info = sessions.first(where: { $0.number == number }) else {
            throw ClientError(
                .refused, "dump \(target)", cause: "it was removed meanwhile", advice: "see roost list --all")
        }
        return Document(
            client: Build.version, server: status, findings: findings, session: info,
            screen: text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init),
            events: events)
    }
}
