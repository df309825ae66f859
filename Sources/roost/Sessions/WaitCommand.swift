import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

extension Attention.Kind: ExpressibleByArgument {}

/// `roost wait`: until something is true of a session.
struct WaitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until a session is in a state, needs you, shows a text, is settled, or ends.",
        discussion: """
            Of several conditions the first that holds ends it, and is printed: "state processing", "attention approval", \
            "text REGEX", "exit" or "settled". Exits with 3 when the time is over first. A server that is restarted \
            meanwhile is asked again.
            """)

    /// What is thrown when the time was over.
    static let timedOut = ExitCode(3)

    @OptionGroup var session: TargetArgument

    @Option(help: "Wait for this state, or for one that roost state sets.")
    var state: [StateName] = []

    @Option(help: "Wait until it needs a person for this.")
    var attention: [Attention.Kind] = []

    @Option(
        help: ArgumentHelp(
            "Wait for a line of the screen or the scrollback, now or later, with ^ and $ at its ends.",
            valueName: "regex"))
    var text: [String] = []

    @Flag(help: "Wait until it has ended.")
    var exit = false

    @Flag(help: "Wait until its turn is over, or it needs a person, or it has ended.")
    var settled = false

    @Option(help: ArgumentHelp("Give up after this time.", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !conditions.isEmpty else {
            throw ValidationError("Give one or more of --state, --attention, --text, --exit and --settled.")
        }
        if let timeout, !(0...31_536_000).contains(timeout) {
            throw ValidationError("'--timeout' takes 0 to 31536000 seconds.")
        }
    }

    private var conditions: [WaitCondition] {
        state.map(\.condition) + attention.map { .attention($0) } + text.map { .text($0) }
            + (settled ? [.settled] : []) + (exit ? [.exit] : [])
    }

    func run() throws {
        guard let met = try wait(Invocation()) else {
            CallingTerminal.printError("roost: waited \(timeout ?? 0) s for \(session.target) in vain")
            throw Self.timedOut
        }
        try output.print(met) { met.condition.words }
    }

    /// The session as it was when the condition came true.
    private struct Met: Encodable {
        let info: SessionInfo
        let condition: WaitCondition

        private enum Key: CodingKey {
            case met
        }

        func encode(to encoder: any Encoder) throws {
            try info.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(condition.words, forKey: .met)
        }
    }

    /// Asks, and asks again after the server went away; nil when the time was over.
    private func wait(_ invocation: Invocation) throws(ClientError) -> Met? {
        let start = ContinuousClock.now
        return try invocation.asking { () throws(ClientError) in
            try ask(invocation, waited: start.duration(to: .now))
        }
    }

    private func ask(_ invocation: Invocation, waited: Duration) throws(ClientError) -> Met? {
        let rest = timeout.map { max(.zero, .seconds($0) - waited) }
        let request = Request.session(
            .waitAny(
                target: session.target, conditions: conditions,
                timeoutMilliseconds: rest.map(Self.milliseconds)
            ))
        var connection = try invocation.connect()
        return try Invocation.ask(&connection, request, timeout: rest.map { $0 + .seconds(1) }) { response in
            switch response {
            case .met(let info, let condition): .some(Met(info: info, condition: condition))
            case .timedOut: .some(nil)
            default: nil
            }
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

extension WaitCondition {
    /// As the command says which one it was.
    fileprivate var words: String {
        switch self {
        case .state(let state): "state \(state.rawValue)"
        case .customState(let name): "state \(name)"
        case .attention(let kind): "attention \(kind.rawValue)"
        case .text(let pattern): "text \(pattern)"
        case .exit: "exit"
        case .settled: "settled"
        }
    }
}
