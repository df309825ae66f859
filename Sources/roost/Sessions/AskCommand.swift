import ArgumentParser
import RoostClient
import RoostIO
import RoostModel
import RoostWire

/// `roost ask`: a prompt for an interactive session, and its answer.
struct AskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Type a prompt into a session, wait until its turn is over, print the answer.",
        usage: """
            roost ask TARGET [--timeout SECONDS] [--json] TEXT...
            roost ask TARGET --no-wait TEXT...
            """,
        discussion: """
            Words are joined by spaces; without any, or with -, the prompt is read from the standard input. It is typed as a
            person types it, after the turn that goes on. Exits with 3 when the time is over first, and with 4 when there
            will be no answer, by one of these names:
              blocked        it asks something that only a person can answer (roost answer)
              stalled        it does not take the prompt, or shows no sign of work any more
              rate_limited   its account has used up what it may
              ended          its program has ended
            A server that is restarted meanwhile is asked again.
            """)

    /// What is thrown when there is no answer.
    private static let unanswered = ExitCode(4)
    /// More is no prompt.
    private static let promptLimit = 1 << 20

    @OptionGroup var session: TargetArgument

    @Flag(inversion: .prefixedNo, help: "Wait until the turn is over.")
    var wait = true

    @Option(help: ArgumentHelp("Give up after this time; the program goes on.", valueName: "seconds"))
    var timeout: Double?

    @Argument(help: "The prompt.")
    var text: [String] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let timeout, !(0...31_536_000).contains(timeout) {
            throw ValidationError("'--timeout' takes 0 to 31536000 seconds.")
        }
        guard wait || timeout == nil else { throw ValidationError("'--timeout' is for waiting.") }
    }

    func run() throws {
        let invocation = Invocation()
        let prompt = try prompt()
        switch try ask(prompt, invocation, since: .now) {
        case .done: return
        case .timedOut:
            CallingTerminal.printError(
                "roost: waited \(timeout ?? 0) s for an answer of \(session.target) in vain")
            throw WaitCommand.timedOut
        case .over(let end):
            try output.print(end) { end.answer ?? "" }
            guard end.outcome != .answered else { return }
            CallingTerminal.flush()
            CallingTerminal.printError(Self.words(end))
            throw Self.unanswered
        }
    }

    /// The line for a turn without an answer: its name comes first among the causes.
    static func words(_ end: TurnEnd) -> String {
        let name = end.session.name
        let advice =
            switch end.outcome {
            case .blocked: "roost answer \(name) OPTION, or roost attach \(name)"
            case .rateLimited, .stalled: "see what it shows with roost capture \(name)"
            case .ended: "roost restart \(name) starts it again"
            case .answered, .busy: "roost wait \(name) --settled"
            }
        let reason = end.reason.map { ": \($0)" } ?? ""
        return Table.printable(
            "roost: cannot get an answer of \(name): \(end.outcome.rawValue)\(reason) (\(advice))")
    }

    private func prompt() throws -> String {
        guard text.isEmpty || text == ["-"] else { return text.joined(separator: " ") }
        let bytes = try CommandStreams.readInput(maximum: Self.promptLimit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ClientError(.refused, "read the standard input", cause: "it is no UTF-8")
        }
        // The line end is the file's, not the prompt's.
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// What came of asking.
    private enum Asked {
        /// It was typed, and nobody waits; or what went on before is over.
        case done
        case timedOut
        case over(TurnEnd)
    }

    /// Types the prompt, after what goes on, and waits.
    private func ask(
        _ prompt: String, _ invocation: Invocation, since start: ContinuousClock.Instant
    ) throws(ClientError) -> Asked {
        while true {
            // Asked once: nobody knows whether a server that went away meanwhile has typed it.
            let response = try invocation.ask(
                .session(.ask(target: session.target, text: prompt, queues: !wait)), timeout: .seconds(10)
            ) { $0 }
            switch response {
            case .turn(let turn):
                return wait
                    ? try asked(.turn(turn, timeoutMilliseconds: left(since: start)), invocation, start)
                    : .done
            case .turnOver(let end) where end.outcome == .busy:
                let rest = try asked(
                    .waitAny(
                        target: session.target, conditions: [.settled],
                        timeoutMilliseconds: left(since: start)),
                    invocation, start)
                guard case .done = rest else { return rest }
            case .turnOver(let end): return .over(end)
            default:
                throw ClientError(.malformed, "read the server's answer", cause: "it is for another question")
            }
        }
    }

    /// Asks for something to come true, and asks again after the server went away.
    private func asked(
        _ request: Request.Session, _ invocation: Invocation, _ start: ContinuousClock.Instant
    ) throws(ClientError) -> Asked {
        try invocation.asking { () throws(ClientError) in
            let timeout = left(since: start).map { Duration.milliseconds($0) + .seconds(2) }
            var connection = try invocation.connect()
            let request = request.limited(to: left(since: start))
            return try Invocation.ask(&connection, .session(request), timeout: timeout) { response in
                switch response {
                case .turnOver(let end): .over(end)
                case .met: .done
                case .timedOut: .timedOut
                default: nil
                }
            }
        }
    }

    /// Milliseconds; nil: as long as it takes.
    private func left(since start: ContinuousClock.Instant) -> Int64? {
        guard let timeout else { return nil }
        let (seconds, attoseconds) = max(.zero, .seconds(timeout) - start.duration(to: .now)).components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

extension Request.Session {
    /// The same wait for so long at most.
    fileprivate func limited(to milliseconds: Int64?) -> Request.Session {
        switch self {
        case .turn(let turn, _): .turn(turn, timeoutMilliseconds: milliseconds)
        case .waitAny(let target, let conditions, _):
            .waitAny(target: target, conditions: conditions, timeoutMilliseconds: milliseconds)
        default: self
        }
    }
}
