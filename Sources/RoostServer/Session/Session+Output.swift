import Logging
import RoostDetect
import RoostIO
import RoostModel
import RoostPTY
import RoostTerminal
import RoostWire

// The child's output -> journal -> screen -> store and viewers.
extension Session {
    /// There is output, or it has come to its end.
    func readable() {
        let clock = clock
        let now = clock.instant
        let isYielding = parts.lastKeystroke.isElsewhere(than: id, at: now)
        let hasGathered = pump.isCoalescing
        let state = unmarkedState
        let display = screen.terminal.displayCount
        let turn = pump.read(yielding: isYielding, at: now) { screen.feed($0, endingAt: $1, on: clock) }
        if state != unmarkedState { noteForeground() }
        let readAt = clock.instant
        handle(screen.takeEvents())
        if let trouble = pump.newTrouble() { say(trouble) }
        if let errno = turn.failure { log.error("cannot read the output", metadata: ["errno": "\(errno)"]) }
        let isSeen = screen.terminal.displayCount != display
        parts.traffic.printed(turn.byteCount)
        if turn.byteCount > 0 { showed(at: readAt, isSeen: isSeen, isWhole: hasGathered && !isSeen) }
        if let status = pump.finish(
            turn, isSeen: isSeen, isAwaited: isAwaited, readAt: readAt, at: clock.instant, time: clock.now)
        {
            finish(status)
        }
    }

    /// Whether somebody looks, or waits for what the program prints.
    private var isAwaited: Bool { screen.isWatched || !waiters.isEmpty || !followers.isEmpty }

    /// Reads what the program has printed so far, for who asks what the screen shows.
    func catchUp() {
        if pump.mayRead { readable() }
    }

    /// Shows what no program printed; journal, store and viewers have it as if one had.
    func print(_ bytes: [UInt8]) {
        let clock = clock
        let count = pump.print(bytes, at: clock.instant, time: clock.now) {
            screen.feed($0, endingAt: $1, on: clock)
        }
        if count < bytes.count {
            say("cannot show \(bytes.count - count) bytes: the journal waits for the database")
        }
        handle(screen.takeEvents())
        showed(at: clock.instant)
    }

    /// The screen has changed: answers, waiters, viewers and snapshots follow.
    private func showed(at now: ContinuousClock.Instant, isSeen: Bool = true, isWhole: Bool = false) {
        answer(screen.terminal.takeReplies())
        info.lastActivity = clock.now
        if !waiters.isEmpty { checkWaiters() }
        followers.tell()
        followColumns()
        watch.noteOutput(at: now, isSeen: isSeen, isWhole: isWhole)
        input.notePrinted(at: now)
        if screen.showed(upTo: pump.endOffset, at: now) { takeSnapshot() }
    }

    /// Gives the terminal's answers to the program, which may wait for each before it goes on.
    private func answer(_ replies: [UInt8]) {
        guard !replies.isEmpty else { return }
        reply(replies)
        pump.hurry()
    }

    /// A line in the status row of everybody, and in the log.
    private func say(_ problem: String) {
        log.warning("\(problem)")
        delegate.sessionNotice(.message("\(info.name): \(problem)", isError: true), from: id)
    }

    /// Does what the program told its terminal while there was no server, and hands over what is not stored.
    func recovered(telling events: [TerminalEvent]) {
        let end = pump.endOffset
        handle(events.map { ($0, end) })
        pump.handOver()
    }

    // MARK: - Deadlines

    /// Ends a turn: the loop calls again when there is something to read, or at the next deadline.
    func settle() {
        if pump.isCoalescing, isAwaited { pump.hurry() }
        wakeups.setReading(pump.wantsInput)
        var deadline = pump.deadline.earlier(screen.deadline).earlier(watch.deadline).earlier(input.deadline)
            .earlier(pace.deadline)
        if let expiry = attention.nextExpiry {
            deadline = deadline.earlier(
                clock.instant + .milliseconds(expiry.milliseconds(since: clock.now)))
        }
        wakeups.wake(at: deadline) { [weak self] in
            self?.assumeIsolated { $0.wake(at: $0.clock.instant) }
        }
    }

    /// Does what is due.
    func wake(at now: ContinuousClock.Instant) {
        wakeups.woke()
        switch pump.wake(at: now) {
        case .nothing: break
        case .read: readable()
        case .giveUp:
            readable()
            if let status = pump.giveUp(at: now) { finish(status) }
        }
        if screen.wake(at: now, printed: pump.endOffset) { takeSnapshot() }
        if let due = watch.deadline, due <= clock.instant { detect() }
        interrupting { () throws(PTYError) in try input.wake(at: now) }
        pressDueEnter(at: now)
        if apply(attention.expire(at: clock.now)) { changed() }
        if pace.wake(at: now) { storeRecord() }
        settle()
    }

    // MARK: - Store

    /// The store has the output before an offset.
    func stored(upTo offset: UInt64) {
        pump.stored(upTo: offset)
    }

    /// The store cannot write now.
    func storeFailed() {
        pump.storeFailed()
    }

    /// The store has left output out: the screen is all that is left of it.
    func lost(upTo offset: UInt64) {
        pump.stored(upTo: offset)
        if store.isOpen, screen.snapshots.isWorthAfterLoss(at: clock.instant) { takeSnapshot() }
    }

    /// Hands all output so far to the store.
    func handToStore() {
        pump.handOver()
    }

    /// Nobody looks any more: a good moment to write down what has changed.
    func takeSnapshotAtDetach() {
        if screen.snapshots.isWorthAtDetach(end: pump.endOffset) { takeSnapshot() }
    }

    /// What was replayed at the start is not replayed again at the next.
    func takeSnapshotOfReplayed() {
        if screen.snapshots.isWorthAfterRecovery(end: pump.endOffset) { takeSnapshot() }
    }

    /// Hands the terminal's whole state to the store, after the output that led to it.
    func takeSnapshot() {
        pump.handOver()
        guard configuration.output.keepsOutput,
            let snapshot = screen.takeSnapshot(at: pump.endOffset, now: clock.instant, time: clock.now)
        else { return }
        store.enqueue(snapshot)
    }
}
