import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// `roost provider test`: whether a provider's program is there and starts in a session.
struct ProviderTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Check that a provider's program starts in a session, or its rules with a recording.",
        discussion: """
            Starts it with --version in a session that is removed again. Exits with 1 if it fails.

            With --recording nothing is started: what was printed goes through the terminal and the provider's rules, and \
            each change of what they say is a line, with the rule that says so and the row that it found. FILE is an \
            asciicast ('roost replay TARGET --export cast -o FILE'), or bytes as they were printed: NAME-COLUMNSxROWS.raw \
            with "SECONDS BYTES" on each line of a NAME-COLUMNSxROWS.times beside it. A recording has no keyboard: a \
            password is not seen by echo being off. See also 'roost help providers'.
            """)

    /// Some CLIs take seconds to say who they are.
    private static let patience = Duration.seconds(20)

    @Argument(help: "Its name.", completion: KnownNames.providers)
    var name: String

    @Option(help: ArgumentHelp("Test its rules with this recording.", valueName: "file"), completion: .file())
    var recording: String?

    @Option(
        help: ArgumentHelp(
            "The terminal's size, where the recording does not say it.", valueName: "COLSxROWS"))
    var size: ScreenSize?

    @Option(
        name: .customLong("expect"),
        help: ArgumentHelp(
            "What is right at an instant, as 4.5=processing or 7=waiting_input/approval,question or 9=waiting_input/none; "
                + "exit with 1 if it is not so.",
            valueName: "label"))
    var labels: [RecordingLabel] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard recording == nil else { return }
        if size != nil { throw ValidationError("'--size' needs '--recording'.") }
        if !labels.isEmpty { throw ValidationError("'--expect' needs '--recording'.") }
    }

    func run() throws {
        let invocation = Invocation()
        let catalog = ProviderCatalog.load(paths: invocation.paths)
        let provider = try catalog.provider(name, paths: invocation.paths)
        if let recording { return try play(recording, with: provider, catalog) }
        let findings = try Self.findings(provider, invocation)
        try output.print(findings) { DoctorCommand.text(findings) }
        guard findings.allSatisfy({ $0.level != .error }) else {
            throw ClientError(
                .refused, "use provider \(name)", cause: "its test failed", advice: "see above")
        }
    }

    /// Tells what the rules make of a recording.
    private func play(_ path: String, with provider: Provider, _ catalog: ProviderCatalog) throws {
        let size = size.map { TerminalSize(rows: $0.rows, columns: $0.columns) }
        let test = RecordingTest(
            provider, catalog.providers.ruleBook, try RecordingFile.read(path, size: size), labels)
        try output.print(test) { test.text }
        guard test.missed.isEmpty else {
            throw Failure(
                "use the rules of \(name) for \(path)",
                cause: "\(test.missed.count) of \(labels.count) labels do not hold", advice: "see above")
        }
    }

    private static func findings(_ provider: Provider, _ invocation: Invocation) throws -> [Finding] {
        let path = invocation.environment["PATH"]
        let shell = provider.commands.isEmpty ? invocation.environment["SHELL"] ?? "/bin/sh" : nil
        guard let program = shell ?? ProviderDescription(provider, path: path).installed else {
            return [
                Finding(
                    .error, "program",
                    "none of \(provider.commands.joined(separator: ", ")) is in PATH (install it)")
            ]
        }
        var findings = [Finding(.ok, "program", program), resuming(provider)]
        findings.append(try start(program, provider, invocation))
        return findings
    }

    private static func resuming(_ provider: Provider) -> Finding {
        guard provider.resume.isEmpty, provider.resumeLatest.isEmpty else {
            let words = provider.resumeLatest.isEmpty ? provider.resume : provider.resumeLatest
            return Finding(.ok, "resume", words.joined(separator: " "))
        }
        return provider.restore == .resume
            ? Finding(.error, "resume", "restore is \"resume\", but no words say how to resume")
            : Finding(.ok, "resume", "it has no conversations to take up")
    }

    /// Runs it on a terminal, as a session would.
    private static func start(
        _ program: String, _ provider: Provider, _ invocation: Invocation
    ) throws(ClientError) -> Finding {
        let name = "provider-test-\(ProcessInfo.processInfo.processIdentifier)"
        let request = SessionRequest(
            name: name, arguments: [program, "--version"], cwd: invocation.directory,
            environment: provider.environment(over: invocation.environment), isDetached: true)
        var connection = try invocation.connect(.always)
        _ = try Invocation.ask(&connection, .session(.create(request)), timeout: .seconds(10)) { _ in () }
        let milliseconds = patience.components.seconds * 1000
        let info = try Invocation.ask(
            &connection, .session(.wait(target: name, condition: .exit, timeoutMilliseconds: milliseconds)),
            timeout: patience + .seconds(2)
        ) { (response) -> SessionInfo?? in
            switch response {
            case .waited(let info): .some(info)
            case .timedOut: .some(nil)
            default: nil
            }
        }
        let text = try Invocation.ask(
            &connection, .session(.capture(target: name, format: .text, scrollback: true)),
            timeout: .seconds(5)
        ) { response in
            if case .capture(let text) = response { text } else { nil }
        }
        if info == nil {
            try Invocation.ask(&connection, .session(.kill(target: name)), timeout: .seconds(10)) { _ in () }
        }
        try Invocation.ask(&connection, .session(.remove(target: name)), timeout: .seconds(5)) { _ in () }
        return verdict(info, text)
    }

    /// What the end of `--version` means; nil: it has not ended.
    static func verdict(_ info: SessionInfo?, _ text: String) -> Finding {
        let line = text.split(whereSeparator: \.isNewline).first.map {
            Table.printable(String($0.prefix(120)))
        }
        guard let info else {
            return Finding(.warning, "start", "it starts, but does not end after --version")
        }
        guard info.exitCode == 0 else {
            let status = info.exitCode.map { "exit status \($0)" } ?? "no exit status"
            return Finding(.error, "start", "\(status) of --version" + (line.map { ": \($0)" } ?? ""))
        }
        return Finding(.ok, "start", line ?? "it says nothing of its version")
    }
}
