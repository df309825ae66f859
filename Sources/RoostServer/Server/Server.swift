import RoostConfig
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTasks
import RoostTerminal
import RoostWire

/// The process that owns all sessions, their layout and their past. One per user and `ROOST_HOME`.
///
/// What it decides is in values (``SessionDirectory``, ``Workspaces``, ``Waits``, ``Problems``, ``Life``); the actor
/// does what they say. It runs on one event loop; sessions may live on others. Clients, commands and the gateway come
/// through the same door and speak `RoostWire`.
package actor Server {
    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    nonisolated let parts: ServerParts
    /// Keeps the server's tasks on its loop.
    nonisolated let tasks: LoopTasks
    let identity: ServerIdentity
    var active: ActiveConfiguration
    var life = Life()
    var completion: CheckedContinuation<Void, any Error>?
    var keeping = Keeping()

    var directory = SessionDirectory()
    var residents = Residents()
    var workspaces: Workspaces
    var buffers = PasteBuffers()

    var connections = Connections()
    var news = News()

    var waits = Waits<PendingWait>()
    var problems = Problems()
    var listener = Listener()
    var folders: RuntimeFolders
    var limits = LimitWatch()
    var trimming = Trimming()
    /// Print-mode tasks.
    var board: TaskBoard
    /// What was counted since the start.
    var tally = MetricTally.server

    init(
        _ parts: ServerParts, configuration: ActiveConfiguration, lock: consuming Descriptor
    ) {
        self.folders = RuntimeFolders(lock: lock)
        self.parts = parts
        self.tasks = LoopTasks(loop: parts.loop)
        self.identity = ServerIdentity(host: Host.name, startedAt: parts.clock.now)
        self.active = configuration
        self.problems.configuration = configuration.problems
        self.workspaces = Workspaces(sizePolicy: configuration.configuration.sizePolicy)
        self.board = TaskBoard(SchedulerLimits(configuration.configuration.tasks, configuration.providers))
    }

    nonisolated var loop: EventLoop { parts.loop }
    nonisolated var paths: Paths { parts.paths }
    nonisolated var store: Store { parts.store }
    nonisolated var clock: any ServerClock { parts.clock }
    var clients: [ClientID: Client] { connections.clients }
    /// All sessions that were not removed, living or ended.
    var infos: [SessionID: SessionInfo] { directory.infos }
    var keeper: (any KeeperPort)? { keeping.port }

    /// Runs `body` on the server, in order, after what runs there now.
    nonisolated func post(_ body: @escaping @Sendable (isolated Server) -> Void) {
        loop.execute { self.assumeIsolated { body($0) } }
    }

    /// Runs `body` on the server after some time.
    @discardableResult
    nonisolated func schedule(
        after delay: Duration, _ body: @escaping @Sendable (isolated Server) -> Void
    ) -> any ScheduledWork {
        clock.schedule(on: loop, after: delay) { [weak self] in self?.assumeIsolated { body($0) } }
    }

    /// Runs what has to wait for others; it ends by itself.
    nonisolated func begin(_ body: @escaping @Sendable (isolated Server) async -> Void) {
        Task(executorPreference: tasks) { await self.perform(body) }
    }

    /// Runs `body` here.
    func perform(_ body: @Sendable (isolated Server) async -> Void) async {
        await body(self)
    }

    var sessionConfiguration: SessionConfiguration {
        var options = TerminalOptions()
        options.scrollbackLimit = configuration.historyLimit
        options.version = Build.version
        options.allowChecksum = configuration.allowChecksum
        if let appearance = connections.appearance {
            options.foreground = appearance.foregroundColor
            options.background = appearance.backgroundColor
        }
        return SessionConfiguration(
            terminal: options,
            output: PumpOptions(
                journalDirectory: paths.journal, keepsOutput: parts.keepsOutput,
                leavesGaps: configuration.limits.historyOverflow == .gap,
                bytesPerSecond: configuration.limits.outputBytesPerSecond),
            acceptsClipboard: configuration.osc52, providers: providers)
    }
}

/// What a server says of itself, and what its sessions share.
struct ServerIdentity: Sendable {
    let host: String
    let startedAt: Timestamp
    /// Shared by all sessions, so that a flood gives way to whoever types.
    let lastKeystroke = LastKeystroke()
    /// Shared by all sessions, on whichever loop.
    let traffic = Traffic()
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
