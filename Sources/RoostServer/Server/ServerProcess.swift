import Glibc
import Logging
import RoostConfig
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostWire
import Synchronization

/// A process that is a server: what the keeper starts.
package struct ServerProcess: Sendable {
    /// Says where the files are, and more (`ROOST_LOOPS`, `ROOST_PERSISTENCE`).
    package var environment: [String: String]
    /// The socket to the keeper.
    package var keeper: Int32
    /// Gets one byte as soon as clients can connect; nil: nobody waits.
    package var ready: Int32?
    /// This program, which a new keeper would start again.
    package var serverExecutable: String
    /// The keeper that takes the place of one that died.
    package var keeperExecutable: String

    /// Describes one; nothing is begun.
    package init(
        environment: [String: String], keeper: Int32, ready: Int32?, serverExecutable: String,
        keeperExecutable: String
    ) {
        self.environment = environment
        self.keeper = keeper
        self.ready = ready
        self.serverExecutable = serverExecutable
        self.keeperExecutable = keeperExecutable
    }

    /// Tells the keeper that this server would end the same way again (`RestartPolicy`).
    private static let hopelessStatus: Int32 = 78

    /// Another server takes the clients: there is nothing left to do.
    private struct OtherServer: Error {}

    /// Is the server on this thread until it is stopped.
    ///
    /// - Returns: The status to exit with.
    package func run() -> Int32 {
        Signals.block([SIGTERM, SIGINT])
        Signals.ignore([SIGPIPE, SIGHUP])
        do {
            return try serve()
        } catch is OtherServer {
            return 0
        } catch StoreError.newerVersion(let found, let known, let path) {
            let error = StoreError.newerVersion(found: found, known: known, path: path)
            return refuse("\(error)", status: Self.hopelessStatus)
        } catch {
            return refuse("\(error)", status: 1)
        }
    }

    /// Whoever wants a server reads the reason in the keeper's log, which standard error is.
    private func refuse(_ reason: String, status: Int32) -> Int32 {
        Log.server.critical("\(reason)")
        Host.writeError(Array("\(Timestamp.now) \(reason)\n".utf8))
        return status
    }

    private func serve() throws -> Int32 {
        let paths = Paths(environment: environment)
        for folder in RuntimeFolders.all(paths) { try Files.makePrivateDirectory(folder) }
        Log.start(paths)
        let lock = try lockState(paths)
        _ = try Files.raiseDescriptorLimit()
        let loop = try EventLoop(name: "server")
        let readers = try EventLoop(name: "readers")
        try readers.start()
        let taskLoop = try EventLoop(name: "tasks")
        try taskLoop.start()
        let configuration = loadConfiguration(paths)
        let store = try openStore(paths, configuration.configuration)
        let launcher = KeeperLauncher(
            executable: keeperExecutable, home: paths.runtime, server: serverExecutable,
            serverArguments: [], log: paths.log + "/keeper.log")
        let parts = ServerParts(
            paths: paths, loop: loop, readers: readers, sessionLoops: try sessionLoops(beside: loop),
            store: store, keepers: InheritedKeeper(descriptor: keeper, launcher: launcher),
            taskLoop: taskLoop, environment: environment,
            keepsOutput: environment["ROOST_PERSISTENCE"] != "off",
            command: Self.sibling("roost", of: serverExecutable), ready: ready)
        let server = Server(parts, configuration: configuration, lock: lock)
        store.setCommitHandler { report in server.post { $0.committed(report) } }
        let signals = try Signals.watch([SIGTERM, SIGINT], on: loop) { _ in
            server.begin { await $0.stop(.stopping) }
        }
        let outcome = Outcome()
        Task(executorPreference: server.tasks) {
            do {
                try await server.run()
            } catch {
                Log.server.critical("\(error)")
                outcome.status.store(1, ordering: .releasing)
            }
            loop.stop()
        }
        loop.run()
        withExtendedLifetime(signals) {}
        return outcome.status.load(ordering: .acquiring)
    }

    /// The program of a name in the folder of another one; nil when that has no folder.
    private static func sibling(_ name: String, of program: String) -> String? {
        program.lastIndex(of: "/").map { program[...$0] + name }
    }

    /// One server for each state directory, even when the runtime directory was wiped and a second keeper made.
    ///
    /// A server that was killed a moment ago may still be closing its files. One that lives makes its socket again
    /// if that was deleted: whoever asked for a server gets that one then.
    private func lockState(_ paths: Paths) throws -> Descriptor {
        if let lock = try StateLock(paths, keeper: getppid()).take() { return lock }
        Log.server.notice("another server works with \(paths.state) and takes clients")
        if let ready { Host.sendLast(UInt8(ascii: "r"), to: ready) }
        throw OtherServer()
    }

    /// The loops for sessions: `ROOST_LOOPS` of them, else one for every two cores.
    ///
    /// A single one is the server's own: on a small machine no byte pays for a change of thread. With more, a flood
    /// leaves the server's loop alone.
    private func sessionLoops(beside main: EventLoop) throws(IOError) -> [EventLoop] {
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let wanted = environment["ROOST_LOOPS"].flatMap { Int($0) }
        return try Self.sessionLoops(wanted ?? (cores > 2 ? min(4, cores / 2) : 1), beside: main)
    }

    /// So many loops for sessions, each with a thread that runs; one is `main` itself.
    static func sessionLoops(_ count: Int, beside main: EventLoop) throws(IOError) -> [EventLoop] {
        guard count > 1 else { return [main] }
        var loops: [EventLoop] = []
        for number in 1...min(count, 64) {
            let loop = try EventLoop(name: "sessions-\(number)")
            try loop.start()
            loops.append(loop)
        }
        return loops
    }

    /// Opens the database, or goes on without it.
    ///
    /// A damaged one is set aside, and what can be read of it brought over into a new one; what one that cannot be
    /// written should take waits in memory. What happened is said on every screen.
    private func openStore(_ paths: Paths, _ configuration: Configuration) throws(StoreError) -> Store {
        var options = StoreOptions()
        options.overflow = configuration.limits.historyOverflow == .gap ? .gap : .wait
        let store = try Store.start(path: paths.database, options: options) { .now }
        for sentence in store.opening.sentences { Log.server.warning("\(sentence)") }
        // Without what was, living children would take its place: they wait in the keeper until it can be read.
        if !store.isOpen { _ = try store.sessions() }
        return store
    }

    private func loadConfiguration(_ paths: Paths) -> ActiveConfiguration {
        let files = ConfigurationFiles.load(paths)
        if let failure = files.failure { Log.server.error("\(failure)") }
        let active = ActiveConfiguration(files.loaded, files.catalog)
        Log.setLevel(active.configuration.logLevel)
        for problem in active.problems { Log.server.warning("\(problem)") }
        return active
    }
}

/// What the server's end came to, for the thread that waits for it.
private final class Outcome: Sendable {
    let status = Atomic<Int32>(0)
}
