import Glibc
import RoostConfig
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostWire

extension Server {
    /// Is the server until it is stopped: the keeper starts `roost-server`.
    ///
    /// - Parameters:
    ///   - environment: Says where the files are.
    ///   - keeper: The socket to the keeper.
    ///   - ready: Gets one byte as soon as clients can connect; nil: nobody waits.
    ///   - serverExecutable: This program, which a new keeper would start again.
    ///   - keeperExecutable: The keeper that takes the place of one that died.
    package static func run(
        environment: [String: String], keeper: Int32, ready: Int32?, serverExecutable: String,
        keeperExecutable: String
    ) -> Never {
        Signals.block([SIGTERM, SIGINT])
        Signals.ignore([SIGPIPE, SIGHUP])
        do {
            let paths = Paths(environment: environment)
            for folder in folders(paths) { try Files.makePrivateDirectory(folder) }
            let lock = try lockState(paths, ready: ready)
            _ = try Files.raiseDescriptorLimit()
            let loop = try EventLoop(name: "server")
            let readers = try EventLoop(name: "readers")
            try readers.start()
            let (configuration, providers, problem) = loadConfiguration(paths, environment)
            let store = try openStore(paths, configuration)
            let server = Server(
                paths: paths, loop: loop, readers: readers, sessionLoops: try sessionLoops(beside: loop),
                store: store,
                configuration: configuration, providers: providers, serverExecutable: serverExecutable,
                keeperExecutable: keeperExecutable, ready: ready, lock: lock,
                keepsOutput: environment["ROOST_PERSISTENCE"] != "off")
            store.setCommitHandler { report in server.post { $0.committed(report) } }
            let signals = try Signals.watch([SIGTERM, SIGINT], on: loop) { _ in
                server.post { server in
                    Task(executorPreference: server.tasks) { await server.stop(.stopping) }
                }
            }
            loop.execute {
                server.assumeIsolated { server in
                    server.warning = server.openingWarning
                    server.configurationError = problem
                    do {
                        try server.connectKeeper(Descriptor(keeper))
                    } catch {
                        fail("\(error)")
                    }
                }
            }
            loop.run()
            withExtendedLifetime(signals) {}
            exit(0)
        } catch StoreError.newerVersion(let found, let known, let path) {
            let error = StoreError.newerVersion(found: found, known: known, path: path)
            fail("\(error)", status: hopelessStatus)
        } catch {
            fail("\(error)")
        }
    }

    /// Tells the keeper that this server would end the same way again (`RestartPolicy`).
    private static let hopelessStatus: Int32 = 78

    /// All that a server writes to; each for this user alone.
    static func folders(_ paths: Paths) -> [String] {
        [paths.state, paths.runtime, paths.journal, paths.log]
    }

    /// What a server for this state holds locked.
    static func lockFile(_ paths: Paths) -> String { paths.state + "/server.lock" }

    /// One server for each state directory, even when the runtime directory was wiped and a second keeper made.
    ///
    /// A server that was killed a moment ago may still be closing its files. One that lives makes its socket again
    /// if that was deleted: whoever asked for a server gets that one then.
    private static func lockState(_ paths: Paths, ready: Int32?) throws(IOError) -> Descriptor {
        let path = lockFile(paths)
        for round in 0..<400 {
            // The server of the keeper that has the children comes first; should it not come, there must be one.
            let isSecond =
                round < 300 && KeeperMark.read(path).map { $0.pid != getppid() && $0.isAlive } ?? false
            if !isSecond, let lock = try Files.lock(path) { return lock }
            if isSecond || round >= 100, round % 10 == 0, (try? UnixSocket.connect(to: paths.socket)) != nil {
                Log.write("another server works with \(paths.state) and takes clients")
                if let ready { Host.sendLast(UInt8(ascii: "r"), to: ready) }
                exit(0)
            }
            usleep(10_000)
        }
        fail("another server works with \(paths.state) already (see \(path))")
    }

    private static func fail(_ reason: String, status: Int32 = 1) -> Never {
        Log.write(reason)
        exit(status)
    }

    /// One more loop for every two cores after the first two: a flood leaves the server's own loop alone then,
    /// and on a small machine no byte pays for a change of thread.
    private static func sessionLoops(beside main: EventLoop) throws(IOError) -> [EventLoop] {
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        guard cores > 2 else { return [main] }
        var loops: [EventLoop] = []
        for number in 1...min(4, cores / 2) {
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
    private static func openStore(
        _ paths: Paths, _ configuration: Configuration
    ) throws(StoreError) -> Store {
        var options = StoreOptions()
        options.overflow = configuration.limits.historyOverflow == .gap ? .gap : .wait
        let store = try Store.start(path: paths.database, options: options) { .now }
        for sentence in store.opening.sentences { Log.write(sentence) }
        // Without what was, living children would take its place: they wait in the keeper until it can be read.
        if !store.isOpen { _ = try store.sessions() }
        return store
    }

    /// What came out when the database was opened; nil when all is well.
    var openingWarning: String? {
        let sentences = store.opening.sentences
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    private static func loadConfiguration(
        _ paths: Paths, _ environment: [String: String]
    ) -> (Configuration, [Provider], String?) {
        do throws(ConfigError) {
            let configuration = try Configuration.load(paths: paths, environment: environment)
            return (configuration, try Provider.all(paths: paths), nil)
        } catch {
            Log.write("\(error)")
            return (.standard, Provider.builtIn, "\(error)")
        }
    }

    /// Tells whoever started the keeper that clients can come.
    func announceReady() {
        guard let ready else { return }
        self.ready = nil
        Host.sendLast(UInt8(ascii: "r"), to: ready)
    }

    /// The database is open that was not, or is a new one: it gets what it may have missed.
    private func storeAgain() {
        for (id, info) in infos {
            if let session = sessions[id] {
                session.run { $0.storeRecordAgain() }
            } else {
                store.enqueue(.session(info))
            }
        }
        warning = openingWarning
        for workspace in workspaces { layoutChanged(workspace.name) }
    }

    /// The store has committed something, or cannot.
    private func committed(_ report: CommitReport) {
        for (id, offset) in report.storedOutput { sessions[id]?.run { $0.stored(upTo: offset) } }
        for (id, offset) in report.lostOutput { sessions[id]?.run { $0.lost(upTo: offset) } }
        if report.isReopened { storeAgain() }
        // A snapshot lets output go that was needed until now.
        if report.storedByteCount > 0 || !report.snapshots.isEmpty {
            scheduleTrim(after: report.storedByteCount)
        }
        let problem = report.failure.map { "\($0)" }
        guard problem != storeProblem else { return }
        storeProblem = problem
        if let problem { Log.write(problem) }
        for workspace in workspaces { layoutChanged(workspace.name) }
    }
}
