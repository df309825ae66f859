import Glibc
import RoostDetect
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostWire

// From the child's start to its end.
extension Session {
    /// The child runs: reads its PTY from now on.
    ///
    /// - Parameters:
    ///   - parts: The process, and the PTY's master side, which the session owns from now on.
    ///   - keeper: Who holds the child.
    func start(_ parts: KeeperChildParts, keeper: KeeperConnection?) {
        let master = parts.master
        let writer = StreamWriter(
            descriptor: master, loop: loop, onDrain: {},
            onError: { [weak self] error in
                self?.assumeIsolated { session in
                    // EIO: the child is gone, which reading finds out with all that it said.
                    if error.errno != EIO { Log.write("session \(session.id): \(error)") }
                }
            })
        child = Child(pid: parts.pid, start: parts.start, master: master, writer: writer)
        self.keeper = keeper
        info.pid = parts.pid
        info.rows = terminal.size.rows
        info.cols = terminal.size.columns
        journal?.didRotate = true
        tellJournal()
        noteSize()
        do {
            readWatch = try loop.watch(master, for: .readable) { [weak self] _ in
                self?.assumeIsolated { $0.readable() }
            }
        } catch {
            Log.write("session \(id): \(error)")
        }
        scheduleDetection(at: .now + .milliseconds(100), isOutput: true)
        // A child that lived for a moment only may have ended before this.
        finishIfEnded()
    }

    /// A new child: from the server's request to start or restart it.
    func started(_ parts: KeeperChildParts, keeper: KeeperConnection?) {
        setState(.running)
        if terminalOffset > 0 {
            print(terminal.leavingProgram)
            print(terminal.movingBelowText)
        }
        start(parts, keeper: keeper)
        changed()
    }

    /// A child that outlived its server.
    func resume(_ parts: KeeperChildParts, keeper: KeeperConnection?, answering replies: [UInt8]) {
        if info.state.isEnded {
            // Its end was stored before the keeper was told so.
            close(parts.master)
            keeper?.stored(id.rawValue)
            return
        }
        info.running = commands.runningWord
        info.isAtPrompt = commands.isRunning == false
        start(parts, keeper: keeper)
        if !replies.isEmpty { child?.writer.write(replies) }
    }

    /// The keeper died: another one holds the child from now on.
    func handOver(to keeper: KeeperConnection) {
        guard let child else { return }
        self.keeper = keeper
        keeper.adopt(session: id.rawValue, pid: child.pid, start: child.start, master: child.master)
        journal?.didRotate = true
        tellJournal()
    }

    /// The PTY has no more bytes.
    func reachedEnd() {
        timers.read?.cancel()
        readWatch?.cancel()
        readWatch = nil
        finishIfEnded()
    }

    /// The keeper says how the child ended.
    func exited(_ status: ExitStatus) {
        exitStatus = status
        if rate != nil {
            // It can print no more: what is left is read at once.
            rate = nil
            timers.read?.cancel()
            if !isReadingPaused { readWatch?.update(.readable) }
        }
        // A background process may hold the PTY open; what it says after this is not waited for.
        timers.end = loop.schedule(after: .seconds(1)) { [weak self] in
            self?.assumeIsolated {
                $0.readable()
                $0.hasReachedEnd = true
                $0.finishIfEnded()
            }
        }
        finishIfEnded()
    }

    private func finishIfEnded() {
        guard hasReachedEnd, let exitStatus, let ended = child else { return }
        child = nil
        timers.cancelAll()
        readWatch?.cancel()
        readWatch = nil
        ended.writer.close()
        close(ended.master)
        takeSnapshot()
        info.pid = nil
        info.exitCode = exitStatus.code
        info.attention = nil
        info.progress = nil
        info.running = nil
        info.program = nil
        info.statusLine = nil
        info.isAtPrompt = false
        switch exitStatus {
        case _ where isBeingKilled: setEnd(.killed)
        case .exited(let status): setEnd(.exited(status))
        case .signalled(let signal): setEnd(.signalled(signal))
        case .unknown: setEnd(.unknown)
        }
        isBeingKilled = false
        updateViewers(at: .now)
        changed()
        delegate.sessionEnded(info)
        let keeper = keeper
        self.keeper = nil
        let id = id
        let store = store
        Task(executorPreference: tasks) {
            do {
                try await store.flush()
                keeper?.stored(id.rawValue)
            } catch {
                Log.write("session \(id): \(error)")
            }
        }
    }

    /// A person ends it; the signals come from the server.
    func willBeKilled() {
        isBeingKilled = true
    }

    /// The child's process is gone although the keeper cannot tell how it ended.
    func interrupted() {
        info.pid = nil
        info.attention = nil
        setEnd(.interrupted)
        changed()
    }

    /// Starts over in the same place: the new child's output follows the old one's.
    func prepareRestart(command: [String], kind: SessionKind) throws(JournalError) {
        if journal == nil {
            journal = try Journal(
                directory: configuration.journalDirectory, session: id.rawValue, offset: endOffset)
        }
        info.command = command
        info.kind = kind
        exitStatus = nil
        rate = OutputRate(bytesPerSecond: configuration.outputBytesPerSecond)
        hasReachedEnd = false
        info.exitCode = nil
        info.attention = nil
        setState(.starting)
        changed()
    }

    /// The restart did not work out.
    func startFailed(cause: String) {
        setEnd(.couldNotStart(cause: cause))
        changed()
    }

    /// All that is known is handed to the store: the server stops, or is replaced.
    func prepareStop() {
        handToStore()
        takeSnapshot()
        store.enqueue(.session(storeRecord))
    }

    /// The store may have missed what is known of the session.
    func storeRecordAgain() {
        store.enqueue(.session(storeRecord))
    }

    /// The session is removed with all its files.
    func discard() {
        timers.cancelAll()
        readWatch?.cancel()
        journal?.remove()
        journal = nil
    }

    /// What the store keeps of it.
    var storeRecord: SessionInfo {
        // The address to sign in at is for the person's eyes; what it carries is a secret.
        var stored = info
        if let url = stored.attention?.url { stored.attention?.url = redactor.redact(url) }
        return stored
    }

    // MARK: - For the server's requests

    /// The session as `roost list` shows it; looks up the program's directory if the shell did not tell.
    func snapshotOfInfo() -> SessionInfo {
        if commands.isRunning == nil, let child,
            let path = ProcessFacts.workingDirectory(
                of: PTY.foregroundProcessGroup(child.master) ?? child.pid)
                ?? ProcessFacts.workingDirectory(of: child.pid)
        {
            setDirectory(path)
        }
        return info
    }

    /// The same without a hop, for a caller on the session's loop; nil for others.
    nonisolated var infoAtOnce: SessionInfo? {
        loop.isCurrent ? assumeIsolated { $0.snapshotOfInfo() } : nil
    }

    var size: TerminalSize { terminal.size }

    func rename(to name: String) {
        info.name = name
        changed()
    }

    func setWorkspace(_ name: String?) {
        guard info.workspace != name else { return }
        info.workspace = name
        delegate.sessionChanged(info)
    }

    func addTextWaiter(_ identifier: UInt64, _ pattern: LinePattern, found: @escaping @Sendable () -> Void) {
        waiters.add(identifier, pattern, in: terminal, found: found)
    }

    func removeTextWaiter(_ identifier: UInt64) {
        waiters.remove(identifier)
    }

    func checkWaiters() {
        waiters.check(terminal)
    }
}
