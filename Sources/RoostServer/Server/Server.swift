import FoundationEssentials
import RoostConfig
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostWire

/// The process that owns all sessions, their layout and their past. One per user and `ROOST_HOME`.
///
/// Everything here runs on one event loop; sessions may live on others. Clients, commands and the gateway come
/// through the same door and speak `RoostWire`.
package actor Server {
    nonisolated let loop: EventLoop
    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Keeps the server's tasks on its loop.
    nonisolated let tasks: LoopTasks
    /// Reads from the store, for questions that may take long.
    let readers: EventLoop
    let paths: Paths
    let store: Store
    let sessionLoops: [EventLoop]
    let startedAt = Timestamp.now
    let host: String
    let keeperExecutable: String
    let serverExecutable: String
    /// False with `ROOST_PERSISTENCE=off`, which is there to measure what it costs to keep output.
    ///
    /// What programs print is lost with the server then.
    let keepsOutput: Bool
    var configuration: Configuration
    let providers: [Provider]
    var configurationError: String?
    /// Nil while there is none: it died, and a new one is being started.
    var keeper: KeeperConnection?
    var keeperPID: Int32?
    /// Of the protocol that the keeper speaks.
    var keeperVersion: UInt16?
    /// Sessions and layout are back; clients may come.
    var isRecovered = false
    /// Where the first client waits for a byte.
    var ready: Int32?
    /// Why the store cannot write now.
    var storeProblem: String?

    /// All sessions that were not removed, living or ended.
    var infos: [SessionID: SessionInfo] = [:]
    /// Those that are in memory: every living one, and ended ones that somebody looked at.
    var sessions: [SessionID: Session] = [:]
    var names: [String: SessionID] = [:]
    var nextNumber: UInt64 = 1

    var workspaces: [Workspace] = []
    var lastWorkspace = "main"
    var isHintDismissed = false

    var clients: [ClientID: Client] = [:]
    /// What is read from clients, one after the other.
    var readBuffer = [UInt8](repeating: 0, count: 64 << 10)
    var nextClient: UInt64 = 1
    /// The colours of the outer terminal that told them last.
    var appearance: Appearance?
    var listener: Descriptor?
    var listenerWatch: Watch?
    /// Held while this is the only server for its state.
    var stateLock: Descriptor?
    var door = Door()

    /// Shared by all sessions, so that a flood gives way to whoever types.
    let lastKeystroke = LastKeystroke()
    var stateWaiters = StateWaiters()
    var waits: [UInt64: PendingWait] = [:]
    var nextWait: UInt64 = 1
    var changedSessions: Set<SessionID> = []
    var eventTimer: RoostIO.Timer?
    var changedWorkspaces: Set<String> = []
    var trimTimer: RoostIO.Timer?
    var trimming = Trimming()
    /// The machine was started again since a server ran here last: what was not synced may be missing.
    var isNewBoot = false
    /// What the recovery found, while it goes on.
    var journalFiles: JournalFiles?
    var warning: String?
    var isStopping = false
    var memory = MemoryLimits(session: 0, total: 0)
    /// Sessions that use more than they may.
    var limitProblems: [SessionID: String] = [:]
    var totalProblem: String?
    /// Why nobody can be let in now: the process or the machine has no more descriptors.
    var shortage: String?
    /// Given up to tell a client that there is no room for it.
    var spare: Descriptor?

    init(
        paths: Paths, loop: EventLoop, readers: EventLoop, sessionLoops: [EventLoop], store: Store,
        configuration: Configuration, providers: [Provider], serverExecutable: String,
        keeperExecutable: String, ready: Int32?, lock: consuming Descriptor, keepsOutput: Bool = true
    ) {
        self.door.lock = FileIdentity.of(lock)
        self.stateLock = consume lock
        self.paths = paths
        self.loop = loop
        self.tasks = LoopTasks(loop: loop)
        self.readers = readers
        self.sessionLoops = sessionLoops
        self.store = store
        self.configuration = configuration
        self.providers = providers
        self.serverExecutable = serverExecutable
        self.keeperExecutable = keeperExecutable
        self.ready = ready
        self.keepsOutput = keepsOutput
        self.host = Host.name
    }

    /// Runs `body` on the server, in order, after what runs there now.
    nonisolated func post(_ body: @escaping @Sendable (isolated Server) -> Void) {
        loop.execute { self.assumeIsolated { body($0) } }
    }

    /// The session's number for a name, a number, or the unique beginning of a name.
    func resolve(_ target: String, for action: String) throws(Failure) -> SessionID {
        if let id = names[target] { return id }
        if let number = UInt64(target), infos[SessionID(rawValue: number)] != nil {
            return SessionID(rawValue: number)
        }
        let matches = names.keys.filter { $0.hasPrefix(target) && !target.isEmpty }.sorted()
        guard matches.count < 2 else {
            throw Failure(
                "\(action) \(target)", cause: "several sessions begin so: \(matches.joined(separator: ", "))",
                advice: "write more of the name")
        }
        guard let match = matches.first, let id = names[match] else {
            throw Failure("\(action) \(target)", cause: "no such session", advice: "see roost list --all")
        }
        return id
    }

    /// A session in memory; an ended one is brought back from the store to be looked at.
    func session(_ id: SessionID, for action: String) throws(Failure) -> Session {
        if let session = sessions[id] { return session }
        guard let info = infos[id] else {
            throw Failure(action, cause: "the session was removed", advice: "see roost list --all")
        }
        do {
            let session = try restoreEnded(info)
            sessions[id] = session
            return session
        } catch {
            throw Failure("\(action) \(info.name)", cause: "\(error)", advice: "see roost doctor")
        }
    }

    /// Which loop a new session lives on: round robin.
    func loop(for id: SessionID) -> EventLoop {
        sessionLoops[Int(id.rawValue % UInt64(sessionLoops.count))]
    }

    var sessionConfiguration: SessionConfiguration {
        var options = TerminalOptions()
        options.scrollbackLimit = configuration.historyLimit
        options.version = Build.version
        options.allowChecksum = configuration.allowChecksum
        if let appearance {
            options.foreground = appearance.foregroundColor
            options.background = appearance.backgroundColor
        }
        return SessionConfiguration(
            terminal: options,
            output: PumpOptions(
                journalDirectory: paths.journal, keepsOutput: keepsOutput,
                leavesGaps: configuration.limits.historyOverflow == .gap,
                bytesPerSecond: configuration.limits.outputBytesPerSecond),
            acceptsClipboard: configuration.osc52, providers: providers)
    }

    /// Sessions that need a person, most urgent first.
    var needy: [SessionInfo] {
        let order = Attention.Kind.allCases
        func urgency(_ info: SessionInfo) -> (Int, Timestamp) {
            (
                info.attention.flatMap { order.firstIndex(of: $0.kind) } ?? order.count,
                info.attention?.since ?? info.stateSince
            )
        }
        return infos.values.filter { $0.attention != nil }.sorted { urgency($0) < urgency($1) }
    }
}

/// Tells the server what its sessions say, later: never in the middle of what the server does.
struct ServerDelegate: SessionDelegate {
    weak let server: Server?

    func sessionChanged(_ info: SessionInfo) {
        server?.post { $0.sessionChanged(info) }
    }

    func sessionEnded(_ info: SessionInfo) {
        server?.post { $0.sessionEnded(info) }
    }

    func sessionNotice(_ notice: Notice, from session: SessionID) {
        server?.post { $0.forward(notice, from: session) }
    }
}
