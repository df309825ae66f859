import RoostDetect
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostWire

// PTY bytes -> journal -> screen -> store and viewers.
extension Session {
    /// Reads in one turn of the loop before others get theirs, in calls of read(2), 4 KiB each.
    private static let readsPerTurn = 16
    /// How long output gathers before it goes to the store: one record for many small writes.
    private static let storeDelay = Duration.milliseconds(20)
    /// More than this goes to the store at once.
    private static let storeThreshold: UInt64 = 256 << 10

    /// The PTY has bytes, or has come to its end.
    func readable() {
        guard let child else { return }
        let start = terminalOffset
        let isInTheWay = exitStatus == nil && lastKeystroke.isElsewhere(than: id, at: .now)
        reading: for _ in 0..<(isInTheWay ? 1 : Self.readsPerTurn) {
            guard let result = journal?.read(from: child.master, { bytes, _ in show(bytes) }) else { break }
            switch result {
            case .bytes(let count):
                handle(terminal.takeEvents())
                rate?.read(count, at: .now)
                if rate?.isUsedUp == true { break reading }
            case .wouldBlock:
                break reading
            case .end:
                hasReachedEnd = true
                break reading
            case .full:
                makeRoom()
                break reading
            case .failed(let errno):
                Log.write("session \(id): cannot read the pty: errno \(errno)")
                hasReachedEnd = true
                break reading
            }
        }
        tellJournal()
        sayJournalTrouble()
        let count = Int(terminalOffset - start)
        let now = ContinuousClock.now
        if count > 0 { afterOutput(at: now) }
        if hasReachedEnd { return reachedEnd() }
        guard !isReadingPaused else { return }
        let next = flow.read(count, at: now, isInTheWay: isInTheWay)
        readAgain(rate?.pause(at: now).map { .after($0) } ?? next)
    }

    /// Shows what no program printed; journal, store and viewers have it as if one had.
    func print(_ bytes: [UInt8]) {
        do {
            var count = try journal?.append(bytes) { piece, _ in show(piece) } ?? 0
            if count < bytes.count, journal != nil {
                makeRoom()
                count += try journal?.append(Array(bytes[count...])) { piece, _ in show(piece) } ?? 0
            }
            if count < bytes.count {
                say(
                    "cannot show \(bytes.count - count) bytes: the journal is full until the database takes more"
                )
            }
        } catch {
            say("\(error)")
        }
        handle(terminal.takeEvents())
        tellJournal()
        afterOutput(at: .now)
    }

    /// Feeds the terminal; called while the journal lends the bytes, so nothing here may ask the journal.
    private func show(_ bytes: RawSpan) {
        let start = ContinuousClock.now
        terminal.feed(bytes)
        replayTime += start.duration(to: .now)
    }

    /// A line in the status row of everybody, and in the log.
    private func say(_ problem: String) {
        Log.write("session \(id): \(problem)")
        delegate.sessionNotice(.message("\(info.name): \(problem)", isError: true), from: id)
    }

    private func readAgain(_ next: OutputFlow.Next) {
        switch next {
        case .whenReadable:
            readWatch?.update(.readable)
        case .after(let pause):
            readWatch?.update([])
            timers.read = loop.schedule(after: pause) { [weak self] in
                self?.assumeIsolated { $0.readable() }
            }
        }
    }

    /// Looks at what the bytes did: answers, events, viewers, the store, the state.
    func afterOutput(at now: ContinuousClock.Instant) {
        let replies = terminal.takeReplies()
        if !replies.isEmpty { child?.writer.write(replies) }
        lastOutput = now
        info.lastActivity = .now
        if !waiters.isEmpty { checkWaiters() }
        followColumns()
        if terminal.isSynchronizing { holdFrame() }
        updateViewers(at: now)
        scheduleStore()
        scheduleDetection(at: now + .milliseconds(60), isOutput: true)
        considerSnapshot()
    }

    /// The journal writes into another file: the keeper must know it, in case this process dies.
    func tellJournal() {
        guard journal?.didRotate == true, let descriptor = journal?.currentSegmentDescriptor else { return }
        journal?.didRotate = false
        keeper?.setJournal(id.rawValue, descriptor: descriptor)
    }

    /// Output that only memory keeps would be lost with this process: somebody should make room on the disk.
    private func sayJournalTrouble() {
        let trouble = journal?.diskError.map { "\($0)" }
        guard trouble != journalTrouble else { return }
        journalTrouble = trouble
        if let trouble { say(trouble) }
    }

    /// The journal is full because the store lags behind: the program waits, or the store may lose output, and says
    /// how much, when nobody knows how long that takes.
    private func makeRoom() {
        if store.isOpen, configuration.keepsOutput, !configuration.leavesGaps { return pauseReading() }
        handToStore()
        emptyJournal()
    }

    private func emptyJournal() {
        let end = terminalOffset
        journal?.trim(upTo: end)
        tellJournal()
    }

    /// The store has left output out: the screen is all that is left of it.
    func lost(upTo offset: UInt64) {
        stored(upTo: offset)
        if store.isOpen, lastSnapshot.duration(to: .now) >= Self.snapshotQuiet { takeSnapshot() }
    }

    private func pauseReading() {
        isReadingPaused = true
        timers.read?.cancel()
        readWatch?.update([])
    }

    /// The store took what the journal was waiting for.
    func stored(upTo offset: UInt64) {
        journal?.trim(upTo: offset)
        tellJournal()
        if info.state.isEnded, child == nil, offset >= terminalOffset {
            endOffset = terminalOffset
            journal?.remove()
            journal = nil
        }
        guard isReadingPaused, let readWatch else { return }
        isReadingPaused = false
        readWatch.update(.readable)
    }

    // MARK: - Store

    private func scheduleStore() {
        if terminalOffset - handedOffset >= Self.storeThreshold { return handToStore() }
        guard timers.store == nil else { return }
        timers.store = loop.schedule(after: Self.storeDelay) { [weak self] in
            self?.assumeIsolated { $0.handToStore() }
        }
    }

    /// Gives everything that was read to the store's writer.
    func handToStore() {
        for output in takeUnstored() { store.enqueue(output) }
    }

    /// The same, and commands that begin or end there: what the store has of one it has of the other.
    func handToStore(with commands: [CommandRecord]) {
        var output = takeUnstored()
        let last = output.popLast()
        for earlier in output { store.enqueue(earlier) }
        store.enqueue(commands, after: last)
    }

    /// Copies what the journal has and the store was not given; more than one record only around a gap.
    private func takeUnstored() -> [Store.Record] {
        timers.store?.cancel()
        timers.store = nil
        guard configuration.keepsOutput else {
            emptyJournal()
            return []
        }
        var records: [Store.Record] = []
        let end = terminalOffset
        while handedOffset < end, let start = journal?.firstKept(from: handedOffset), start < end,
            let bytes = journal?.bytes(from: start, upTo: end), !bytes.isEmpty
        {
            records.append(.output(session: id, offset: start, at: info.lastActivity, bytes: bytes))
            handedOffset = start + UInt64(bytes.count)
        }
        handedOffset = end
        return records
    }

    /// Does what the program told its terminal while there was no server, and hands over what is not stored.
    func recovered(telling events: [TerminalEvent]) {
        handle(events)
        handToStore()
    }

    // MARK: - Snapshots

    /// Output that is cheap enough to replay needs no snapshot.
    private static let snapshotWorth: UInt64 = 64 << 10
    /// The same after a start, where small pieces of output are many reads.
    private static let replayWorth: UInt64 = 8 << 10
    /// The output after which there is a snapshot: more where it would be large, but replayed in a moment.
    private static let snapshotDistance = (shortest: UInt64(8 << 20), longest: UInt64(40 << 20))
    /// What kept the terminal busy for so long, among everything else, is replayed in half of it.
    private static let longestReplay = Duration.milliseconds(200)
    private static let snapshotQuiet = Duration.seconds(2)
    /// What a program that never pauses has printed, and the time it took, before another is worth it.
    private static let snapshotSteady = (distance: UInt64(256 << 10), time: Duration.seconds(10))

    /// Takes a snapshot after much output at once, or in the pause after some.
    private func considerSnapshot() {
        let distance = terminalOffset - snapshotOffset
        if distance >= Self.snapshotDistance.shortest,
            replayTime >= Self.longestReplay || distance >= Self.snapshotDistance.longest
                || distance >= 16 * UInt64(terminal.scrollbackByteCount)
        {
            return takeSnapshot()
        }
        if distance >= Self.snapshotSteady.distance, let lastOutput,
            lastSnapshot.duration(to: lastOutput) >= Self.snapshotSteady.time
        {
            return takeSnapshot()
        }
        guard distance >= Self.snapshotWorth, timers.snapshot == nil else { return }
        timers.snapshot = loop.schedule(after: Self.snapshotQuiet) { [weak self] in
            self?.assumeIsolated { $0.snapshotTimerFired() }
        }
    }

    private func snapshotTimerFired() {
        timers.snapshot = nil
        guard let lastOutput else { return }
        let quiet = lastOutput.duration(to: .now)
        if quiet >= Self.snapshotQuiet { return takeSnapshot() }
        timers.snapshot = loop.schedule(after: Self.snapshotQuiet - quiet) { [weak self] in
            self?.assumeIsolated { $0.snapshotTimerFired() }
        }
    }

    /// How many bytes of output the terminal has been fed.
    var terminalOffset: UInt64 {
        journal?.endOffset ?? endOffset
    }

    /// Nobody looks any more: a good moment to write down what has changed.
    func takeSnapshotAtDetach() {
        if terminalOffset - snapshotOffset >= Self.snapshotWorth { takeSnapshot() }
    }

    /// What was replayed at the start is not replayed again at the next.
    func takeSnapshotOfReplayed() {
        if terminalOffset - snapshotOffset >= Self.replayWorth { takeSnapshot() }
    }

    /// Hands the terminal's whole state to the store, after the output that led to it.
    func takeSnapshot() {
        timers.snapshot?.cancel()
        timers.snapshot = nil
        handToStore()
        let offset = terminalOffset
        guard offset > snapshotOffset || !hasSnapshot, configuration.keepsOutput else { return }
        snapshotOffset = offset
        lastSnapshot = .now
        replayTime = .zero
        hasSnapshot = true
        let (bytes, parts) = terminal.encodeSnapshotInParts()
        store.enqueue(
            .snapshot(
                session: id, offset: offset, at: .now, bytes: bytes,
                parts: parts.map { SnapshotPart(range: $0.range, line: $0.line) }))
    }

    // MARK: - Events of the terminal

    /// Does what the program told its terminal.
    func handle(_ events: [TerminalEvent]) {
        guard !events.isEmpty else { return }
        var hasChanged = false
        var records: [CommandRecord] = []
        for event in events {
            switch event {
            case .bell:
                delegate.sessionNotice(.bell(session: id), from: id)
            case .title(let title):
                info.title = String(title.prefix(256))
                hasChanged = true
            case .workingDirectory(let path):
                guard path.hasPrefix("/") else { continue }
                setDirectory(String(path.prefix(4096)))
                hasChanged = true
            case .promptStarted:
                if let record = commands.finish(exitCode: nil, at: .now) { records.append(record) }
                hasChanged = hasChanged || !info.isAtPrompt
                info.isAtPrompt = true
            case .commandStarted:
                break
            case .commandExecuted(let text, _):
                records.append(startCommand(text, isPrompt: false))
                info.isAtPrompt = false
                hasChanged = true
            case .commandFinished(let exitCode):
                if let record = commands.finish(exitCode: exitCode, at: .now) { records.append(record) }
            case .clipboard(let selection, let bytes):
                guard configuration.acceptsClipboard else { continue }
                delegate.sessionNotice(.clipboard(selection: selection, bytes: bytes), from: id)
            case .notification(let title, let body):
                lastNotification = body.isEmpty ? title : body
                delegate.sessionNotice(.notification(session: id, title: title, body: body), from: id)
            case .progress(let state, let percent):
                info.progress = state == 0 ? nil : min(max(percent, 0), 100)
                progressState = state == 0 ? nil : state
                hasChanged = true
            case .colorScheme, .alternateScreen:
                break
            }
        }
        info.running = commands.runningWord
        if !records.isEmpty { handToStore(with: records) }
        if hasChanged { changed() }
    }

    func startCommand(_ text: String, isPrompt: Bool) -> CommandRecord {
        commands.start(
            redactor.redact(String(text.prefix(16_384))), isPrompt: isPrompt, session: id, cwd: info.cwd,
            at: .now, offset: terminalOffset)
    }

    /// The program's directory changed, or was looked up.
    func setDirectory(_ path: String) {
        guard path != info.cwd else { return }
        info.cwd = path
        info.branch = GitBranch.name(in: path)
    }
}
