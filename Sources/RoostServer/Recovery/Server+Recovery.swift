import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal

// What a server finds when it starts: the store, the keeper's children, the journals.
extension Server {
    /// Brings back everything that was, then opens the door.
    ///
    /// - Parameter kept: The children that the keeper has, living or ended.
    func recover(_ kept: [KeptSession]) async {
        var isComplete = true
        do {
            try loadStore()
        } catch {
            // Sessions can live without their past; the person is told.
            isComplete = false
            warning = "\(error)"
            Log.write("\(error)")
        }
        journalFiles = try? JournalFiles(directory: paths.journal)
        for child in kept { await takeOver(child) }
        let living = Set(kept.map(\.session))
        let lost = infos.values.filter { !$0.state.isEnded && !living.contains($0.number.rawValue) }
            .map(\.number).sorted()
        for id in lost { interrupt(id) }
        reconcileJournals(except: living, isComplete: isComplete)
        for index in workspaces.indices { dropLostPanes(&workspaces[index]) }
        journalFiles = nil
        isRecovered = true
        for name in workspaces.map(\.name) { layoutChanged(name) }
        do {
            try listen()
            keepSpare()
            guardDoor()
            watchLimits()
            announceReady()
            snapshotReplayed()
            await restoreByPolicy(lost)
        } catch {
            Log.write("\(error)")
            exit(1)
        }
    }

    /// What was replayed now is not replayed again: servers that die one after the other would start ever later.
    ///
    /// One session after the other, and not before those who wait for the server have had their answers.
    private func snapshotReplayed() {
        for (index, session) in sessions.values.enumerated() {
            _ = loop.schedule(after: .milliseconds(100 + 5 * index)) {
                session.run { $0.takeSnapshotOfReplayed() }
            }
        }
    }

    private func loadStore() throws(StoreError) {
        nextNumber = try store.nextSessionNumber()
        for var info in try store.sessions() {
            info.branch = GitBranch.name(in: info.cwd)
            infos[info.number] = info
            names[info.name] = info.number
        }
        for (workspace, isLast) in try store.workspaces() {
            workspaces.append(workspace)
            if isLast { lastWorkspace = workspace.name }
        }
        isHintDismissed = try store.meta("hint_dismissed") != nil
        let boot = Host.bootIdentifier
        isNewBoot = try store.meta("boot_id").map { $0 != boot } ?? false
        store.enqueue(.meta(key: "boot_id", value: boot))
    }

    /// A child that outlived its server: its screen comes back, and its PTY is read on.
    private func takeOver(_ kept: KeptSession) async {
        let id = SessionID(rawValue: kept.session)
        nextNumber = max(nextNumber, kept.session + 1)
        do {
            let master = try await take(id)
            let info = infos[id] ?? orphan(kept)
            infos[id] = info
            names[info.name] = id
            let (session, replies) = try restore(info)
            sessions[id] = session
            await session.resume(
                KeeperChildParts(pid: kept.pid, start: kept.start, master: master), keeper: keeper,
                answering: replies)
            if kept.status != .running { await session.exited(ExitStatus(kept.status)) }
        } catch {
            Log.write("cannot take session \(id) over: \(error)")
            guard infos[id] != nil else { return }
            interrupt(id)
        }
    }

    /// A child whose session never reached the store: it gets one, so that it can be seen and ended.
    private func orphan(_ kept: KeptSession) -> SessionInfo {
        let command = ProcessFacts.arguments(of: kept.pid) ?? []
        let now = Timestamp.now
        return SessionInfo(
            name: "recovered-\(kept.session)", number: SessionID(rawValue: kept.session), state: .running,
            provider: kind(ofCommand: command).provider, command: command, cols: 80, rows: 24,
            cwd: ProcessFacts.workingDirectory(of: kept.pid) ?? "/", createdAt: now, lastActivity: now,
            stateSince: now)
    }

    /// Its child is gone and nobody knows how: what it printed last goes to the store.
    private func interrupt(_ id: SessionID) {
        guard var info = infos[id] else { return }
        info.pid = nil
        info.attention = nil
        let end: EndReason = isNewBoot ? .machineRestarted : .interrupted
        info.state = end.state
        info.end = end
        info.stateSince = .now
        infos[id] = info
        store.enqueue(
            .event(
                EventRecord(
                    session: id, at: .now, .state(end.state, end: end), offset: storedEnd(of: id) ?? 0)))
        store.enqueue(.session(info))
    }

    /// Up to where the store has a session's output; nil, and said, when it cannot be read.
    private func storedEnd(of id: SessionID) -> UInt64? {
        do {
            return try store.outputEnd(session: id)
        } catch {
            Log.write("session \(id): \(error)")
            return nil
        }
    }

    /// Journals without a child: their bytes go to the store, and they go away with the next look at the session.
    ///
    /// Those of unknown sessions go away at once if all sessions are known: theirs were removed.
    private func reconcileJournals(except living: Set<UInt64>, isComplete: Bool) {
        let journals: [(session: UInt64, firstOffset: UInt64, segmentCount: Int)]
        do {
            journals = try Journal.list(directory: paths.journal)
        } catch {
            Log.write("\(error)")
            return
        }
        for journal in journals where !living.contains(journal.session) {
            guard let info = infos[SessionID(rawValue: journal.session)] else {
                // Its session was removed, or never reached the store and left no child.
                guard isComplete else { continue }
                do {
                    try Journal.remove(directory: paths.journal, session: journal.session)
                } catch {
                    Log.write("\(error)")
                }
                continue
            }
            do {
                sessions[info.number] = try restoreEnded(info)
            } catch {
                Log.write("cannot restore session \(info.name): \(error)")
            }
        }
    }

    /// Up to where a journal can be believed after the machine went down, as the offset of output.
    ///
    /// A page of zeros was never written to the disk, and no program prints one. A journal that begins after what
    /// the store has is newer than a part that is lost: what holds together is older.
    private func soundEnd(_ bytes: [UInt8], _ start: UInt64, _ stored: UInt64) -> UInt64 {
        guard start <= stored else { return start }
        let page = 4096
        for first in stride(from: 0, to: bytes.count, by: page)
        where bytes[first..<min(first + page, bytes.count)].allSatisfy({ $0 == 0 }) {
            return start + UInt64(first)
        }
        return start + UInt64(bytes.count)
    }

    /// Removes a journal as soon as the store has what is good of it.
    private func dropJournal(of info: SessionInfo, after tail: (offset: UInt64, bytes: [UInt8])?) throws {
        if let tail {
            store.enqueue(
                .output(session: info.number, offset: tail.offset, at: info.lastActivity, bytes: tail.bytes))
            try store.flushBlocking(timeout: .seconds(5))
        }
        try Journal.remove(directory: paths.journal, session: info.number.rawValue)
    }

    private func dropLostPanes(_ workspace: inout Workspace) {
        for window in workspace.windows {
            for pane in window.panes where infos[pane.session] == nil { workspace.closePane(pane.id) }
        }
    }

    // MARK: - One session

    /// An ended session as it was; nothing runs in it.
    func restoreEnded(_ info: SessionInfo) throws -> Session {
        try restore(info).session
    }

    /// Goes on with the numbers of a session's commands.
    private func commandLog(of id: SessionID) -> CommandLog {
        var log = CommandLog()
        do {
            if let last = try store.lastCommand(session: id) { log.resume(after: last) }
        } catch {
            Log.write("session \(id): \(error)")
            log.resumeAfterUnknown(at: .now)
        }
        return log
    }

    /// Puts a terminal together from the newest good snapshot, the output after it, and the journal.
    ///
    /// What the program asked while there was no server is answered in `replies`.
    private func restore(_ info: SessionInfo) throws -> (session: Session, replies: [UInt8]) {
        var configuration = sessionConfiguration
        if let limit = info.historyLimit { configuration.terminal.scrollbackLimit = limit }
        var replay = Replay(
            session: info.number, size: TerminalSize(rows: info.rows, columns: info.cols),
            options: configuration.terminal)
        replay.load(from: store)
        var journal = try Journal.recover(
            directory: paths.journal, session: info.number.rawValue, files: journalFiles
        ) { damage in
            Log.write("session \(info.number): journal \(damage)")
        }
        var tail: (offset: UInt64, bytes: [UInt8])?
        if let start = journal?.startOffset, let resizes = journal?.resizes {
            replay.replaceResizes(from: start, with: resizes)
        }
        // What is missing before this was told when it went missing. While it cannot be read, nothing that the
        // journal has counts as new, and all of it goes to the store, which leaves out what it has.
        let storedEnd = storedEnd(of: info.number)
        if let start = journal?.startOffset, let end = journal?.endOffset {
            // What the store has already is skipped: every byte counts once.
            let from = max(start, replay.offset)
            let last =
                isNewBoot
                ? soundEnd(journal?.bytes(from: start, upTo: end) ?? [], start, storedEnd ?? start) : end
            if from < last, let bytes = journal?.bytes(from: from, upTo: last) {
                replay.feed(bytes, at: from, newFrom: storedEnd ?? .max)
            }
            let missing = max(start, storedEnd ?? start)
            if missing < last, let bytes = journal?.bytes(from: missing, upTo: last) {
                tail = (missing, bytes)
            }
            if last < end, storedEnd == nil {
                // Nobody knows what the store lacks of it: the next server may.
                journal = nil
                tail = nil
            } else if last < end {
                // A journal goes on where it ends, and not before: this one has served.
                journal = nil
                try dropJournal(of: info, after: tail)
                tail = nil
            }
        }
        replay.finish()
        if let storedEnd {
            for gap in replay.gaps where gap.lowerBound >= storedEnd {
                store.enqueue(
                    .event(
                        EventRecord(
                            session: info.number, at: .now,
                            .outputLost(bytes: gap.upperBound - gap.lowerBound), offset: gap.lowerBound)))
            }
        }
        if journal == nil, !info.state.isEnded {
            journal = try Journal(
                directory: paths.journal, session: info.number.rawValue, offset: replay.offset)
        }
        let (events, replies) = (replay.events, replay.replies)
        let (snapshot, offset) = (replay.hasSnapshot ? replay.snapshotOffset : nil, replay.offset)
        let session = Session(
            info: info,
            restored: RestoredSession(
                terminal: replay.takeTerminal(), journal: journal, offset: offset, snapshotOffset: snapshot,
                unstoredOffset: tail?.offset, commands: commandLog(of: info.number)),
            loop: loop(for: info.number), store: store, configuration: configuration,
            lastKeystroke: lastKeystroke, delegate: ServerDelegate(server: self))
        session.run { $0.recovered(telling: events) }
        return (session, replies)
    }
}
