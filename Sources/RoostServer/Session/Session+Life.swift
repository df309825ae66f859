import Logging
import Glibc
import RoostDetect
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal

// From the child's start to its end.
extension Session {
    /// A new child: from the server's request to start or restart it.
    func started(_ parts: KeeperChildParts, keeper: (any KeeperPort)?) {
        take(.init(.process, at: clock.now, .life(.running)))
        typedPrompt = PromptRecorder()
        if pump.endOffset > 0 {
            print(screen.terminal.leavingProgram)
            print(screen.terminal.movingBelowText)
        }
        start(parts, keeper: keeper)
        changed()
        settle()
    }

    /// A child that outlived its server.
    func resume(_ parts: KeeperChildParts, keeper: (any KeeperPort)?, answering replies: [UInt8]) {
        if info.state.isEnded {
            // Its end was stored before the keeper was told so.
            close(parts.master)
            keeper?.stored(id.rawValue)
            return
        }
        info.running = commands.runningWord
        info.isAtPrompt = commands.isRunning == false
        start(parts, keeper: keeper)
        reply(replies)
        settle()
    }

    /// The child runs: reads its PTY from now on.
    ///
    /// - Parameters:
    ///   - parts: The process, and the PTY's master side, which the session owns from now on.
    ///   - keeper: Who holds the child.
    private func start(_ parts: KeeperChildParts, keeper: (any KeeperPort)?) {
        let writer = StreamWriter(
            descriptor: parts.master, loop: loop, marks: ProgramInput.marks,
            onWritable: { [weak self] in
                self?.assumeIsolated {
                    $0.input.drain(at: $0.clock.instant)
                    $0.inputDrained()
                    $0.settle()
                }
            },
            onError: { [weak self] error in
                self?.assumeIsolated { session in
                    // EIO: the child is gone, which reading finds out with all that it said.
                    if error.errno != EIO { session.log.error("\(error)") }
                }
            })
        log.info("its program runs", metadata: ["pid": "\(parts.pid)"])
        input.open(writer, master: parts.master)
        info.pid = parts.pid
        info.rows = screen.terminal.size.rows
        info.cols = screen.terminal.size.columns
        pump.start(
            Child(pid: parts.pid, start: parts.start, descriptor: parts.master), keeper: keeper,
            at: clock.instant)
        noteSize()
        do {
            try wakeups.read(from: parts.master) { [weak self] in
                self?.assumeIsolated {
                    $0.readable()
                    $0.settle()
                }
            }
        } catch {
            log.error("\(error)")
        }
        watch.noteOutput(at: clock.instant)
    }

    /// The keeper died: another one holds the child from now on.
    func handOver(to keeper: any KeeperPort) {
        pump.handOver(to: keeper)
    }

    /// The keeper says how the child ended.
    func exited(_ status: ExitStatus) {
        if let status = pump.exited(status, at: clock.instant) { finish(status) }
        settle()
    }

    /// The child is gone and all its output is read.
    func finish(_ status: ExitStatus) {
        wakeups.cancel()
        input.close()
        inputDrained()
        settleEnters()
        let isKilled = pump.lifecycle.isEndedByPerson
        pump.closeChild()
        watch.stop()
        takeSnapshot()
        info.pid = nil
        info.exitCode = status.code
        info.progress = nil
        info.running = nil
        info.program = nil
        info.statusLine = nil
        info.isAtPrompt = false
        take(.init(.process, at: clock.now, .ended(isKilled ? .killed : status.reason)))
        screen.updateViewers(printed: pump.endOffset, at: clock.instant)
        changed()
        log.info("ended", metadata: ["state": "\(info.state.rawValue)"])
        delegate.sessionEnded(info)
        let keeper = pump.takeKeeper()
        let (id, log, store) = (id, log, store)
        Task(executorPreference: parts.tasks) {
            do {
                try await store.flush()
                keeper?.stored(id.rawValue)
            } catch {
                log.error("\(error)")
            }
        }
    }

    /// A person ends it; the signals come from the server.
    func willBeKilled() {
        pump.willBeEnded()
    }

    /// The child's process is gone although the keeper cannot tell how it ended.
    func interrupted(as end: EndReason = .interrupted) {
        guard !info.state.isEnded else { return }
        info.pid = nil
        take(.init(.process, at: clock.now, .ended(end)))
        changed()
    }

    /// Starts over in the same place: the new child's output follows the old one's.
    ///
    /// - Parameters:
    ///   - command: What is run.
    ///   - kind: Whose rules apply.
    ///   - cwd: Where.
    ///   - conversation: The one that it takes up; nil: it begins one, or has none.
    /// - Throws: ``JournalError``.
    func prepareRestart(
        command: [String], kind: SessionKind, cwd: String, conversation: SessionConversation? = nil
    ) throws(JournalError) {
        try pump.prepareRestart()
        info.conversation = conversation
        firstLine = nil
        info.command = command
        info.kind = kind
        setDirectory(cwd)
        info.exitCode = nil
        setCustomState(nil)
        watch.restart(provider: kind.provider)
        take(.init(.process, at: clock.now, .life(.starting)))
        changed()
    }

    /// The restart did not work out.
    func startFailed(cause: String) {
        pump.startFailed()
        take(.init(.process, at: clock.now, .ended(.couldNotStart(cause: cause))))
        changed()
    }

    /// All that is known is handed to the store: the server stops, or is replaced.
    ///
    /// Nothing is read from now on: the output that comes meanwhile waits in the pseudoterminal for the next server,
    /// which may be at work before this one has come to its end.
    func prepareStop() {
        wakeups.cancel()
        takeSnapshot()
        storeRecord()
    }

    /// Hands what is known of the session to the store.
    func storeRecord() {
        store.enqueue(.session(info.stored(by: redactor)))
        pace.store(info)
    }

    /// Nobody looks any more at a session that ended, and the store has all of it.
    func leaveMemory() {
        wakeups.cancel()
        pump.discardJournal()
    }

    /// The session is removed with all its files.
    func discard() {
        wakeups.cancel()
        pump.discardJournal()
    }

    /// Something that others show has changed.
    func changed() {
        if pace.changed(to: info, at: clock.instant) { storeRecord() }
        delegate.sessionChanged(info)
    }
}
