import RoostConfig
import RoostDetect
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostWire

/// One child on a pseudoterminal: its bytes, its screen, its state and its past.
///
/// Lives on an event loop: bytes are read from the PTY straight into the journal and parsed there without a hop.
/// It reports to the server by ``SessionDelegate`` and sends screens to its viewers itself.
///
/// Invariant: `journal.endOffset` is the number of bytes that `terminal` has been fed.
actor Session {
    nonisolated let loop: EventLoop
    /// Keeps the session's tasks on its loop.
    nonisolated let tasks: LoopTasks
    nonisolated let id: SessionID
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let delegate: any SessionDelegate
    let store: any SessionStore
    let configuration: SessionConfiguration
    let lastKeystroke: LastKeystroke
    var info: SessionInfo
    var terminal: Terminal
    var journal: Journal?
    var child: Child?
    /// Holds the child while there is one; another keeper takes its place when it dies.
    var keeper: KeeperConnection?
    var viewers: [ClientID: Viewer] = [:]
    var detector: Detector
    var waiters = TextWaiters()
    var commands = CommandLog()
    var redactor = Redactor()
    /// The output before this was given to the store.
    var handedOffset: UInt64

    var readWatch: Watch?
    var isReadingPaused = false
    var flow = OutputFlow()
    /// Nil without a limit.
    var rate: OutputRate?
    var timers = SessionTimers()
    var exitStatus: ExitStatus?
    var hasReachedEnd = false
    var lastNotification: String?
    var foreground = ForegroundProgram()
    /// What keeps the journal from its file, as it was said last.
    var journalTrouble: String?
    /// The state of OSC 9;4 while the program shows one.
    var progressState: Int?
    var lastOutput: ContinuousClock.Instant?
    /// Output bytes since the newest snapshot that was handed to the store.
    var snapshotOffset: UInt64 = 0
    var hasSnapshot = false
    /// How long the terminal has worked on the output since the last snapshot.
    var replayTime = Duration.zero
    var lastSnapshot = ContinuousClock.now
    /// Where the output ends while there is no journal.
    var endOffset: UInt64 = 0
    /// A person ends it: it will count as terminated, not as an error.
    var isBeingKilled = false
    /// Printables that were typed since the last Enter, for the prompt history of AI CLIs.
    var typedPrompt = PromptRecorder()

    init(
        info: SessionInfo, restored: consuming RestoredSession, loop: EventLoop, store: any SessionStore,
        configuration: SessionConfiguration, lastKeystroke: LastKeystroke,
        delegate: any SessionDelegate
    ) {
        self.id = info.number
        self.info = info
        self.info.rows = restored.terminal.size.rows
        self.info.cols = restored.terminal.size.columns
        self.commands = restored.commands
        self.snapshotOffset = restored.snapshotOffset ?? 0
        self.hasSnapshot = restored.snapshotOffset != nil
        self.endOffset = restored.offset
        self.handedOffset = restored.unstoredOffset ?? restored.journal?.endOffset ?? restored.offset
        self.terminal = restored.terminal
        self.journal = restored.journal
        self.loop = loop
        self.tasks = LoopTasks(loop: loop)
        self.store = store
        self.configuration = configuration
        self.lastKeystroke = lastKeystroke
        self.delegate = delegate
        self.rate = OutputRate(bytesPerSecond: configuration.outputBytesPerSecond)
        self.detector = Detector(provider: info.provider)
    }

    /// Runs `body` on the session: at once when the caller is on its loop, in order otherwise.
    nonisolated func run(_ body: @escaping @Sendable (isolated Session) -> Void) {
        if loop.isCurrent {
            assumeIsolated { body($0) }
        } else {
            loop.execute { self.assumeIsolated { body($0) } }
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
    var journalDirectory: String
    var acceptsClipboard: Bool
    var providers: [Provider]
    /// Programs never wait for the database.
    var leavesGaps = false
    /// 0: as fast as it comes.
    var outputBytesPerSecond = 0
    /// See ``Server/keepsOutput``.
    var keepsOutput = true

    /// The name of the detection rules for a command line; `fallback` when no provider knows it.
    func rules(_ command: [String], _ fallback: String) -> String {
        guard
            let provider = providers.first(where: { $0.name == fallback && fallback != "shell" })
                ?? Provider.of(command: command, among: providers)
        else { return fallback }
        return provider.detect.first ?? provider.name
    }
}

/// A living child of a session.
struct Child: Sendable {
    let pid: Int32
    /// Clock ticks since the boot; names the process together with `pid`.
    let start: UInt64
    /// The PTY's master side; closed by ``Session/releaseChild()``.
    let master: Int32
    let writer: StreamWriter
}

/// How a child ended.
enum ExitStatus: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// Its keeper died before it did.
    case unknown

    init(_ status: ChildStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .killed(let signal, _): self = .signalled(signal)
        case .running, .gone: self = .unknown
        }
    }

    /// As a shell would say it: 128 + n for a signal.
    var code: Int32? {
        switch self {
        case .exited(let code): code
        case .signalled(let signal): 128 + signal
        case .unknown: nil
        }
    }
}

/// The one-shot timers of a session; none runs while it is idle.
struct SessionTimers: Sendable {
    var read: Timer?
    var store: Timer?
    var frame: Timer?
    var detect: Timer?
    /// When `detect` is due.
    var detection = DetectionSchedule()
    var snapshot: Timer?
    var synchronization: Timer?
    var end: Timer?

    mutating func cancelAll() {
        for timer in [read, store, frame, detect, snapshot, synchronization, end] { timer?.cancel() }
        self = SessionTimers()
    }
}
