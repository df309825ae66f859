import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost event`: what a program in a session says of itself.
struct EventCommand: ParsableCommand {
    /// An AI CLI whose hooks call this.
    enum Hook: String, CaseIterable, ExpressibleByArgument {
        case claude, codex
    }

    /// What can be said in a word.
    enum Word: Hashable, ExpressibleByArgument {
        case state(SessionState)
        case attention(Attention.Kind)
        /// What was said before counts no more.
        case nothing

        static let states: [SessionState] = [.processing, .waitingInput]
        static let allValueStrings =
            states.map(\.rawValue) + Attention.Kind.allCases.map(\.rawValue) + ["nothing"]

        init?(argument: String) {
            if let state = SessionState(rawValue: argument), Self.states.contains(state) {
                self = .state(state)
            } else if let kind = Attention.Kind(rawValue: argument) {
                self = .attention(kind)
            } else if argument == "nothing" {
                self = .nothing
            } else {
                return nil
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "event", abstract: "Say what this session does, or why it needs a person.",
        usage: """
            roost event processing|waiting_input|ATTENTION|nothing [--text TEXT] [--for SECONDS] [-t TARGET]
            roost event --hook claude|codex < JSON
            """,
        discussion: """
            Called by a program in a session; elsewhere with -t. It is believed before the screen is, until the next \
            event, until --for is over, or until "nothing". ATTENTION is approval, question, authentication, trust, \
            rate_limited, retrying, finished or bell.

            With --hook it reads what an AI CLI hands to its hooks. roost gives claude and codex such hooks at each \
            start, by arguments: their settings stay as they are. A hook never fails, since it would stop the CLI.
            """)

    /// What a hook hands over is read up to here; more is a tool's whole input, and says nothing of the state.
    private static let hookLimit = 8 << 20

    @Argument(help: "What it does, or needs.")
    var word: Word?

    @Option(help: "What it asks, or has finished.")
    var text = ""

    @Option(name: .customLong("for"), help: "Seconds after which it counts no more.")
    var seconds: Int?

    @Option(name: [.customShort("t"), .long], help: "A session; the one it is called in if not given.")
    var target: String?

    @Option(help: "The CLI whose hook calls it, with JSON on the standard input.")
    var hook: Hook?

    func validate() throws {
        guard (word == nil) != (hook == nil) else {
            throw ValidationError(
                "Give a state, an attention or \"nothing\"; or --hook and JSON as standard input.")
        }
        if let seconds, !(1...86_400).contains(seconds) {
            throw ValidationError("--for takes 1 to 86400 seconds.")
        }
    }

    func run() throws {
        let invocation = Invocation()
        guard let hook else {
            guard let session = target ?? invocation.environment["ROOST_SESSION"], !session.isEmpty else {
                throw ClientError(
                    .refused, "report an event", cause: "this is no session of roost",
                    advice: "say which one with -t")
            }
            return try invocation.perform(.session(.report(target: session, report)), .never)
        }
        // Whatever is wrong here is nothing that the CLI could mend, and it would show it to its user.
        guard let session = invocation.environment["ROOST_SESSION"], !session.isEmpty,
            let bytes = try? StandardInput.read(Self.hookLimit),
            let report = hook.report(String(decoding: bytes, as: UTF8.self))
        else { return }
        try? invocation.perform(.session(.report(target: session, report)), .never, timeout: .seconds(1))
    }

    /// What the words say.
    var report: SessionReport {
        var report = SessionReport(text: text, lifeMilliseconds: seconds.map { Int64($0) * 1000 })
        switch word {
        case .state(let state): report.state = state
        case .attention(let kind): report.attention = kind
        case .nothing, nil: break
        }
        return report
    }
}

extension EventCommand.Hook {
    /// What the CLI says by what it hands to its hook; nil when that is nothing of interest.
    func report(_ input: String) -> SessionReport? {
        switch self {
        case .claude: ClaudeHook.report(input)
        case .codex: CodexHook.report(input)
        }
    }
}
