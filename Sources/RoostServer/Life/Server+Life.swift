import Logging
import Glibc
import RoostDetect
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostWire

// The server's start and its end.
extension Server {
    /// How long children may take to end by themselves before they are killed.
    private static let killDelay = Duration.milliseconds(700)
    /// And before they count as gone although nobody told.
    private static let lastWord = Duration.seconds(3)

    /// Is the server until somebody stops it; to be called once.
    ///
    /// Everything is written down and closed when it returns.
    ///
    /// - Throws: What kept it from serving.
    func run() async throws {
        problems.opening = openingWarning
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            completion = continuation
            do {
                try connectKeeper()
            } catch {
                finish(throwing: error)
            }
        }
    }

    /// Ends ``run()``.
    private func finish(throwing error: (any Error)? = nil) {
        life.stopped()
        guard let completion = completion.take() else { return }
        if let error { completion.resume(throwing: error) } else { completion.resume() }
    }

    var status: ServerStatus {
        ServerStatus(
            server: getpid(), keeper: keeping.pid, version: Build.version, startedAt: identity.startedAt,
            sessions: directory.livingCount, clients: clients.values.count { $0.view != nil },
            socket: paths.socket, database: paths.database, databaseBytes: store.byteCount())
    }

    /// What came out when the database was opened; nil when all is well.
    var openingWarning: String? {
        let sentences = store.opening.sentences
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    /// Tells whoever started the server that clients can come.
    func announceReady() {
        guard let ready = parts.ready else { return }
        Host.sendLast(UInt8(ascii: "r"), to: ready)
    }

    /// Stops in good order: everything is written down, the sessions go on in the keeper.
    ///
    /// - Parameters:
    ///   - goodbye: What clients are told.
    ///   - error: Why the server cannot go on; nil when somebody wants it to end.
    func stop(_ goodbye: Goodbye, because error: (any Error)? = nil) async {
        guard life.stop(goodbye) else { return }
        listener.watch?.cancel()
        folders.timer?.cancel()
        if goodbye == .stopping, error == nil { keeper?.rest() }
        for client in clients.values where client.view != nil { dismiss(client, goodbye) }
        for session in sessions.values { await session.prepareStop() }
        for attempt in board.attempts.values { await attempt.prepareStop() }
        do {
            try await store.flush()
        } catch {
            Log.server.error("\(error)")
        }
        await store.close()
        closeListener()
        folders.release()
        // A command that waits for the end may start the next server as soon as it is told.
        for client in clients.values { dismiss(client, goodbye) }
        Log.server.notice("the server stops: \(goodbye)", metadata: ["pid": "\(getpid())"])
        // The keeper starts a server again when it is poked, or at once after a swap.
        finish(throwing: error)
    }

    /// Ends all sessions, the keeper, and the server.
    func killAll() async {
        guard !life.isStopping else { return }
        let living = directory.living
        let processes = living.compactMap { self.processes(of: $0) }
        for id in living { end(id) }
        await endTasks(patience: Self.killDelay, lastWord: Self.lastWord)
        let patience = schedule(after: Self.killDelay) { server in
            for id in living where server.directory.isLiving(id) {
                server.keeper?.signal(id.rawValue, SIGKILL, toGroup: true)
            }
        }
        let lastWord = schedule(after: Self.lastWord) { server in
            for id in living where server.directory.isLiving(id) { server.interrupt(id) }
        }
        // The end of each is told by the keeper, or by the timer above.
        for id in living { await untilEnded(id) }
        patience.cancel()
        lastWord.cancel()
        // What its shell was asked to leave behind, and has had its time.
        TerminalProcesses.signalAll(SIGKILL, of: processes)
        for workspace in workspaces.all { store.enqueue(.removeWorkspace(name: workspace.name)) }
        keeper?.shutdown()
        await stop(.killed)
    }

    // MARK: - The store

    /// Waits until all that was decided so far is in the database, so that what was answered survives everything.
    ///
    /// Sessions on other loops have their part to hand over first: what was sent to them runs before the barrier.
    /// A database that cannot be written keeps nobody waiting for longer than two attempts: what it misses is told on
    /// every screen.
    func stored() async {
        for loop in parts.sessionLoops where !loop.isCurrent {
            await withCheckedContinuation { continuation in loop.execute { continuation.resume() } }
        }
        do throws(StoreError) {
            try await store.flush()
        } catch {
            Log.server.error("\(error)")
        }
    }

    /// The store has committed something, or cannot.
    func committed(_ report: CommitReport) {
        if let duration = report.duration { tally.observe(.commitTime, [], duration.seconds) }
        for (id, offset) in report.storedOutput { sessions[id]?.run { $0.stored(upTo: offset) } }
        for (id, offset) in report.lostOutput { sessions[id]?.run { $0.lost(upTo: offset) } }
        for (task, stored) in report.tasks {
            board.attempts[AttemptID(task: task, attempt: stored.attempt)]?.run { $0.stored(stored.position) }
        }
        if report.isReopened { storeAgain() }
        if report.failure != nil { for session in sessions.values { session.run { $0.storeFailed() } } }
        // A snapshot lets output go that was needed until now.
        if report.storedByteCount > 0 || !report.snapshots.isEmpty {
            scheduleTrim(after: report.storedByteCount)
        }
        let problem = report.failure.map { "\($0)" }
        guard problem != problems.store else { return }
        if let problem { Log.server.error("\(problem)") }
        tell { $0.store = problem }
    }

    /// A database that could not be used is open, or is a new one: it gets what it may have missed.
    private func storeAgain() {
        for sentence in store.opening.sentences { Log.server.warning("\(sentence)") }
        for (id, info) in infos {
            if let session = sessions[id] {
                session.run { $0.storeRecord() }
            } else {
                store.enqueue(.session(info.stored(by: Redactor())))
            }
        }
        for entry in board.unfinished {
            store.enqueue(.task(TaskRecord(entry.info, environment: entry.given)))
        }
        tell { $0.opening = openingWarning }
        carryOut(workspaces.initialEffects)
    }
}
