import Logging
import RoostConfig
import RoostDetect
import RoostIO
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

/// One child on a pseudoterminal: its bytes, its screen, its state and its past.
///
/// Lives on an event loop, and is the glue between values that each have one concern: ``OutputPump`` moves the bytes,
/// ``ScreenFeed`` shows them, ``ScreenWatch`` finds out what they mean, and ``AttentionMachine`` decides what the
/// session does and needs. None of them owns a timer: the session wakes up at the earliest of their deadlines.
/// It reports to the server by ``SessionDelegate`` and sends screens to its viewers itself.
///
/// Invariant: `screen` has been fed all output before `pump.endOffset`.
actor Session {
    nonisolated let parts: SessionParts
    nonisolated let id: SessionID
    nonisolated var loop: EventLoop { parts.loop }
    nonisolated var clock: any ServerClock { parts.clock }
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    var configuration: SessionConfiguration
    let redactor = Redactor()
    var info: SessionInfo
    var pump: OutputPump
    var screen: ScreenFeed
    var watch: ScreenWatch
    /// Alone decides `info.state` and `info.attention`.
    var attention: AttentionMachine
    var waiters = TextWaiters()
    var followers = OutputWaiters()
    var commands: CommandLog
    /// Printables that were typed since the last Enter, for the prompt history of AI CLIs.
    var typedPrompt = PromptRecorder()
    var input = ProgramInput()
    var requests = InputRequests()
    var wakeups: LoopWakeups
    var pace = RecordPace()
    /// What is typed when the shell is at its first prompt; nil: nothing.
    var firstLine: String?

    init(
        info: SessionInfo, restored: consuming RestoredSession, parts: SessionParts,
        configuration: SessionConfiguration
    ) {
        self.id = info.number
        self.parts = parts
        self.configuration = configuration
        self.info = info
        self.info.rows = restored.terminal.size.rows
        self.info.cols = restored.terminal.size.columns
        commands = restored.commands
        attention = AttentionMachine(
            .init(state: info.state, end: info.end, attention: info.attention), since: info.createdAt)
        watch = ScreenWatch(provider: info.provider, configuration: configuration)
        wakeups = LoopWakeups(loop: parts.loop, clock: parts.clock)
        let snapshots = SnapshotPolicy(offset: restored.snapshotOffset, at: parts.clock.instant)
        let (offset, unstored) = (restored.offset, restored.unstoredOffset)
        pump = OutputPump(
            session: info.number, options: configuration.output, store: parts.store,
            journal: restored.journal,
            offset: offset, unstoredOffset: unstored, hasEnded: info.state.isEnded, at: parts.clock.now)
        screen = ScreenFeed(session: info.number, terminal: restored.terminal, snapshots: snapshots)
    }

    /// Says which session a message is about.
    nonisolated var log: Logger { Log.session(id) }
    var store: any SessionStore { parts.store }
    var delegate: any SessionDelegate { parts.delegate }

    /// Runs `body` on the session: at once when the caller is on its loop, in order otherwise.
    nonisolated func run(_ body: @escaping @Sendable (isolated Session) -> Void) {
        if loop.isCurrent {
            assumeIsolated {
                body($0)
                $0.settle()
            }
        } else {
            loop.execute {
                self.assumeIsolated {
                    body($0)
                    $0.settle()
                }
            }
        }
    }
}

/// What a session tells its server; called on the session's loop.
protocol SessionDelegate: Sendable {
    func sessionChanged(_ info: SessionInfo)
    func sessionEnded(_ info: SessionInfo)
    func sessionNotice(_ notice: Notice, from session: SessionID)
}

/// What the configuration says about every session.
struct SessionConfiguration: Sendable {
    var terminal: TerminalOptions
    var output: PumpOptions
    var acceptsClipboard: Bool
    var providers: [Provider] { didSet { ruleBook = providers.ruleBook } }
    /// What the screens of all of them mean.
    private(set) var ruleBook: RuleBook

    init(terminal: TerminalOptions, output: PumpOptions, acceptsClipboard: Bool, providers: [Provider]) {
        self.terminal = terminal
        self.output = output
        self.acceptsClipboard = acceptsClipboard
        self.providers = providers
        ruleBook = providers.ruleBook
    }

    /// The name of the detection rules for a command line; `fallback` when no provider knows it.
    func rules(_ command: [String], _ fallback: String) -> String {
        guard
            let provider = providers.first(where: { $0.name == fallback && fallback != "shell" })
                ?? Provider.of(command: command, among: providers)
        else { return fallback }
        return provider.rulesName
    }
}
