import Logging
import RoostConfig
import Glibc
import RoostDetect
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostWire

// What a server finds when it starts: the store, the keeper's children, the journals.
extension Server {
    /// Sessions that are put together at one time; each may take the memory of a whole scrollback twice.
    private static let recoveriesAtOnce = 8
    /// Between attempts: what is short at one moment (descriptors, memory) may be there at the next.
    private static let pauses: [Duration] = [
        .milliseconds(20), .milliseconds(100), .milliseconds(400), .milliseconds(1000),
    ]

    /// Brings back everything that was, then lets clients in.
    ///
    /// - Parameter kept: The children that the keeper has, living or ended.
    func recover(_ kept: [KeptSession]) async {
        let stored = await readStore()
        let isComplete = stored != nil
        if let stored { take(stored) }
        let ofTasks = kept.filter { TaskStreamID(SessionID(rawValue: $0.session)) != nil }
        let kept = kept.filter { TaskStreamID(SessionID(rawValue: $0.session)) == nil }
        let restorer = restorer(files: journalFiles(), isNewBoot: stored?.isNewBoot ?? false)
        await atOnce(kept) { await $0.takeOver($1, restorer) }
        let known = Set(kept.map { SessionID(rawValue: $0.session) })
        forgetUnstarted(except: known)
        let lost = directory.living.filter { !known.contains($0) }
        for id in lost { interrupt(id, as: restorer.isNewBoot ? .machineRestarted : .interrupted) }
        await reconcileJournals(except: known, restorer, isComplete: isComplete)
        await recoverTasks(ofTasks)
        for id in keeping.takeExits() { keeper?.stored(id.rawValue) }
        workspaces.dropPanes { directory[$0] != nil }
        guard life.recovered() else { return }
        carryOut(workspaces.initialEffects)
        do {
            try listen()
        } catch {
            return await stop(.stopping, because: error)
        }
        keepSpare()
        guardFolders()
        watchLimits()
        announceReady()
        snapshotReplayed()
        sweepLater()
        await restoreByPolicy(lost)
    }

    /// Sessions that were stored, and whose server was killed before the keeper had their child: nobody was told of
    /// them.
    private func forgetUnstarted(except known: Set<SessionID>) {
        for id in directory.living where !known.contains(id) {
            guard let info = directory[id], info.state == .starting, info.stateSince == info.createdAt else {
                continue
            }
            forget(id)
        }
    }

    /// Does the same for many, some of them at one time.
    private func atOnce<Item: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (isolated Server, Item) async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, item) in items.enumerated() {
                if index >= Self.recoveriesAtOnce { await group.next() }
                group.addTask(executorPreference: tasks) { await self.perform { await body($0, item) } }
            }
        }
    }

    /// What was replayed now is not replayed again: servers that die one after the other would start ever later.
    ///
    /// One session after the other, and not before those who wait for the server have had their answers.
    private func snapshotReplayed() {
        for (index, session) in sessions.values.enumerated() {
            schedule(after: .milliseconds(100 + 5 * index)) { _ in
                session.run { $0.takeSnapshotOfReplayed() }
            }
        }
    }

    /// Sessions and layout as they are stored.
    private struct StoredState {
        var nextNumber: UInt64
        var sessions: [SessionInfo]
        var workspaces: [(workspace: Workspace, isLast: Bool)]
        var isHintDismissed: Bool
        /// The machine was started again since a server ran here last.
        var isNewBoot: Bool

        init(_ store: Store) throws(StoreError) {
            nextNumber = try store.nextSessionNumber()
            sessions = try store.sessions()
            workspaces = try store.workspaces()
            isHintDismissed = try store.meta("hint_dismissed") != nil
            isNewBoot = try store.meta("boot_id").map { $0 != Host.bootIdentifier } ?? false
        }
    }

    /// Reads sessions and layout; nil, and the person is told, when that cannot be done: sessions can live without
    /// their past.
    private func readStore() async -> StoredState? {
        var pauses = Self.pauses[...]
        while true {
            do throws(StoreError) {
                return try StoredState(store)
            } catch {
                Log.server.error("\(error)")
                guard !error.isLasting, let next = pauses.popFirst() else {
                    problems.opening = "\(error)"
                    return nil
                }
                await pause(next)
            }
        }
    }

    private func take(_ stored: StoredState) {
        directory.reserveNumbers(below: stored.nextNumber)
        for var info in stored.sessions {
            info.branch = GitBranch.name(in: info.cwd)
            directory.insert(info)
        }
        workspaces = Workspaces(
            stored.workspaces.map(\.workspace),
            last: stored.workspaces.last { $0.isLast }?.workspace.name ?? workspaces.last,
            sizePolicy: configuration.sizePolicy)
        connections.isHintDismissed = stored.isHintDismissed
        store.enqueue(.meta(key: "boot_id", value: Host.bootIdentifier))
    }

    private func pause(_ time: Duration) async {
        await withCheckedContinuation { continuation in
            schedule(after: time) { _ in continuation.resume() }
        }
    }

    /// Read once for all sessions; nil when it cannot be: each looks for its own then.
    private func journalFiles() -> JournalFiles? {
        do throws(JournalError) {
            return try JournalFiles(directory: paths.journal)
        } catch {
            Log.server.error("\(error)")
            return nil
        }
    }

    /// A child that outlived its server: its screen comes back, and its PTY is read on.
    ///
    /// It lives, so what cannot be had for it is tried again before it counts as lost.
    private func takeOver(_ kept: KeptSession, _ restorer: Restorer) async {
        let id = SessionID(rawValue: kept.session)
        var (restorer, pauses) = (restorer, Self.pauses[...])
        while true {
            do {
                return try await takeOverOnce(kept, restorer)
            } catch {
                Log.session(id).error("cannot take it over: \(error)")
                guard let next = pauses.popFirst(), !life.isStopping else { return interrupt(id) }
                await pause(next)
                // The attempt may have made or removed some.
                restorer.files = nil
            }
        }
    }

    private func takeOverOnce(_ kept: KeptSession, _ restorer: Restorer) async throws {
        let id = SessionID(rawValue: kept.session)
        let master = try await take(id)
        let info = directory[id] ?? directory.insert(orphan(kept))
        do {
            let recovered = try await restore(info, restorer, on: parts.restoringLoop(for: id))
            admit(recovered)
            let parts = KeeperChildParts(pid: kept.pid, start: kept.start, master: master)
            await recovered.session.resume(parts, keeper: keeper, answering: recovered.replies)
            // It may have ended while its screen was put together.
            let ended = keeping.takeExit(of: id) ?? (kept.status == .running ? nil : kept.status)
            if let ended { await recovered.session.exited(ExitStatus(ended)) }
        } catch {
            close(master)
            throw error
        }
    }

    /// Puts a session together on a loop where that keeps nobody waiting.
    private func restore(
        _ info: SessionInfo, _ restorer: Restorer, on loop: EventLoop
    ) async throws -> RecoveredSession {
        try await withCheckedThrowingContinuation { continuation in
            loop.execute {
                continuation.resume(with: Result { try restorer.session(info) })
            }
        }
    }

    /// A child whose session never reached the store: it gets one, so that it can be seen and ended.
    private func orphan(_ kept: KeptSession) -> SessionInfo {
        let command = ProcessFacts.arguments(of: kept.pid) ?? []
        let now = clock.now
        return SessionInfo(
            name: "recovered-\(kept.session)", number: SessionID(rawValue: kept.session), state: .running,
            provider: kind(ofCommand: command).provider, command: command, cols: 80, rows: 24,
            cwd: ProcessFacts.workingDirectory(of: kept.pid) ?? "/", createdAt: now, lastActivity: now,
            stateSince: now)
    }

    /// A session's child is gone, and nobody knows how it ended.
    func interrupt(_ id: SessionID, as end: EndReason = .interrupted) {
        if let session = residents[id] { return session.run { $0.interrupted(as: end) } }
        let known = directory[id]
        guard let info = directory.interrupt(id, as: end, at: clock.now) else { return }
        count(info, after: known)
        store.enqueue(
            .event(
                EventRecord(
                    session: id, at: clock.now, .state(end.state, end: end), offset: storedEnd(of: id))))
        store.enqueue(.session(info.stored(by: Redactor())))
    }

    /// Where an event of now belongs in the output; the beginning when the store cannot tell.
    private func storedEnd(of id: SessionID) -> UInt64 {
        do throws(StoreError) {
            return try store.outputEnd(session: id)
        } catch {
            Log.session(id).error("\(error)")
            return 0
        }
    }

    /// Journals without a child: what they have goes to the store, and they go away.
    ///
    /// Those of unknown sessions go away at once if all sessions are known: theirs were removed.
    private func reconcileJournals(
        except known: Set<SessionID>, _ restorer: Restorer, isComplete: Bool
    ) async {
        let journals: [SessionID]
        do throws(JournalError) {
            journals = try Journal.list(directory: paths.journal).map { SessionID(rawValue: $0.session) }
        } catch {
            return Log.server.error("\(error)")
        }
        let left = journals.filter { !known.contains($0) }
        if isComplete {
            // Their sessions were removed, or never reached the store and left no child.
            for id in left where directory[id] == nil { removeJournal(of: id) }
        }
        await atOnce(left.filter { directory[$0] != nil }) { server, id in
            guard let info = server.directory[id] else { return }
            do {
                server.admit(
                    try await server.restore(info, restorer, on: server.parts.restoringLoop(for: id)))
            } catch {
                Log.session(id).error("cannot restore it: \(error)")
            }
        }
    }

    private func removeJournal(of id: SessionID) {
        do throws(JournalError) {
            try Journal.remove(directory: paths.journal, session: id.rawValue)
        } catch {
            Log.session(id).error("\(error)")
        }
    }
}
