import Glibc
import RoostIO
import RoostModel
import RoostPTY
import RoostStore

/// Moves what a child prints into the journal, lends it to whoever shows it, and hands it on to the store.
///
/// It needs no terminal: a child on a pipe is pumped like one on a PTY. It owns the child's descriptor and journal, but
/// no watch, timer or clock: its owner calls ``read(yielding:at:into:)`` while ``wantsInput`` and ``wake(at:)`` at
/// ``deadline``, and does with the bytes what it likes.
///
/// Invariant: every byte is in the journal before anybody sees it, and stays there until the store has it.
struct OutputPump: ~Copyable {
    /// Whose output this is.
    let session: SessionID
    private(set) var options: PumpOptions
    let store: any SessionStore
    private(set) var lifecycle = ChildLifecycle()
    /// Nil before the first child and after the end of each.
    private(set) var child: Child?
    /// Holds the child while there is one; another keeper takes its place when it dies.
    private var keeper: (any KeeperPort)?
    /// Nil once the child has ended and the store has all of its output.
    var journal: Journal?
    /// Bytes of output so far, while there is no journal.
    private var storedEnd: UInt64
    /// The output before this was handed to the store.
    var handedOffset: UInt64
    /// When the newest output came.
    private(set) var lastOutput: Timestamp
    private var flow = OutputFlow()
    private var coalescing = ReadCoalescing()
    /// Until when output is left to gather because nobody waits for it.
    private var coalescingDeadline: ContinuousClock.Instant?
    /// Nil without a limit.
    private var bucket: TokenBucket?
    /// The journal is full, and has room again as soon as the store has taken some.
    private var isWaitingForStore = false
    /// When to read again, where that is not as soon as something comes.
    private var readDeadline: ContinuousClock.Instant?
    /// When to hand what has gathered to the store.
    var storeDeadline: ContinuousClock.Instant?
    /// Until when the rest of the output of a child that is gone is read.
    private var drainDeadline: ContinuousClock.Instant?
    /// What keeps the journal from its file, as it was said last.
    private var saidTrouble: String?

    /// Reads in one turn before others get theirs, in calls of read(2), 4 to 64 KiB each.
    static let readsPerTurn = 16

    /// - Parameters:
    ///   - session: Whose output this is.
    ///   - options: What the configuration says.
    ///   - store: Takes the output.
    ///   - journal: Nil when the store has all output.
    ///   - offset: Bytes of output so far, if there is no journal.
    ///   - unstoredOffset: The journal has output from here on that the store has not; nil when it has none such.
    ///   - hasEnded: There was a child, and it is gone.
    ///   - time: When, on the wall.
    init(
        session: SessionID, options: PumpOptions, store: any SessionStore, journal: consuming Journal?,
        offset: UInt64, unstoredOffset: UInt64?, hasEnded: Bool, at time: Timestamp
    ) {
        self.lastOutput = time
        self.session = session
        self.options = options
        self.store = store
        self.storedEnd = offset
        self.handedOffset = unstoredOffset ?? journal?.endOffset ?? offset
        self.journal = journal
        self.bucket = TokenBucket(bytesPerSecond: options.bytesPerSecond)
        if hasEnded { lifecycle.startFailed() }
    }

    /// Limits how fast output is read from now on, in bytes a second; 0: no limit.
    mutating func limit(bytesPerSecond: Int) {
        guard bytesPerSecond != options.bytesPerSecond else { return }
        options.bytesPerSecond = bytesPerSecond
        bucket = TokenBucket(bytesPerSecond: bytesPerSecond)
    }

    /// What a turn of reading brought.
    struct Turn {
        /// Bytes that were lent.
        fileprivate(set) var byteCount = 0
        /// Why no more can be read; the output counts as ended then.
        fileprivate(set) var failure: Int32?
        fileprivate var isAtEnd = false
        fileprivate var isYielding = false
        /// What there was had been left to gather for its whole time.
        fileprivate var hasGathered = false
    }

    /// Bytes of output in all.
    var endOffset: UInt64 {
        switch journal {
        case .some(let journal): journal.endOffset
        case nil: storedEnd
        }
    }

    /// Whether to call ``read(yielding:at:into:)`` as soon as there is something to read.
    var wantsInput: Bool {
        child != nil && lifecycle.isReadable && !isWaitingForStore && readDeadline == nil && !isCoalescing
    }

    /// Output is left to gather.
    var isCoalescing: Bool { coalescingDeadline != nil }

    /// Whether what there is may be read for who asks what the screen shows: it does not wait for the store, or for a
    /// limit.
    var mayRead: Bool { wantsInput || isCoalescing }

    /// When to call ``wake(at:)`` next; nil: never, while nothing else happens.
    var deadline: ContinuousClock.Instant? { deadline(holding: false) }

    /// The same while its owner does not want to read, where `isHeld`.
    func deadline(holding isHeld: Bool) -> ContinuousClock.Instant? {
        (isHeld ? nil : readDeadline.earlier(coalescingDeadline)).earlier(storeDeadline).earlier(
            drainDeadline)
    }

    // MARK: - The child

    /// Reads a child from now on, and owns its descriptor.
    ///
    /// - Parameters:
    ///   - child: Its descriptor is non-blocking.
    ///   - keeper: Who holds it; told where the journal is, in case this process dies.
    ///   - now: When.
    mutating func start(_ child: Child, keeper: (any KeeperPort)?, at now: ContinuousClock.Instant) {
        self.child = child
        self.keeper = keeper
        if lifecycle.started() == .drain { drain(at: now) }
        journal?.didRotate = true
        tellKeeper()
    }

    /// The keeper died: another one holds the child from now on.
    mutating func handOver(to keeper: any KeeperPort) {
        guard let child else { return }
        self.keeper = keeper
        keeper.adopt(session: session.rawValue, pid: child.pid, start: child.start, master: child.descriptor)
        journal?.didRotate = true
        tellKeeper()
    }

    /// The keeper says how the child ended; gives the status once its output has ended, too: then it is time for
    /// ``closeChild()``.
    mutating func exited(_ status: ExitStatus, at now: ContinuousClock.Instant) -> ExitStatus? {
        finish(lifecycle.exited(status), at: now)
    }

    /// A person ends the child; the signals come from elsewhere.
    mutating func willBeEnded() {
        lifecycle.willBeEnded()
    }

    /// Gets ready for another child whose output follows that of the last one.
    mutating func prepareRestart() throws(JournalError) {
        if journal == nil {
            journal = try Journal(
                directory: options.journalDirectory, session: session.rawValue, offset: storedEnd)
        }
        lifecycle = ChildLifecycle()
        flow = OutputFlow()
        bucket = TokenBucket(bytesPerSecond: options.bytesPerSecond)
        isWaitingForStore = false
    }

    /// The child that was to be started never was.
    mutating func startFailed() {
        lifecycle.startFailed()
    }

    /// Gives up the keeper that held the child, to be told when the store has its end.
    mutating func takeKeeper() -> (any KeeperPort)? {
        keeper.take()
    }

    /// It can print no more: what is left is read at once.
    private mutating func drain(at now: ContinuousClock.Instant) {
        bucket = nil
        (readDeadline, coalescingDeadline) = (nil, nil)
        drainDeadline = now + ChildLifecycle.drainTime
    }

    private mutating func finish(
        _ effect: ChildLifecycle.Effect, at now: ContinuousClock.Instant
    ) -> ExitStatus? {
        switch effect {
        case .nothing: return nil
        case .drain:
            drain(at: now)
            return nil
        case .finish(let status):
            (readDeadline, coalescingDeadline, drainDeadline) = (nil, nil, nil)
            isWaitingForStore = false
            return status
        }
    }

    /// Closes the child's descriptor, after its end; nobody may watch it or write to it any more.
    mutating func closeChild() {
        if let child = child.take() { close(child.descriptor) }
    }

    // MARK: - Reading

    /// Reads what there is, up to a bound; call ``finish(_:isSeen:readAt:at:time:)`` with the result after the bytes were dealt with.
    ///
    /// - Parameters:
    ///   - isYielding: Somebody types elsewhere: others go first.
    ///   - reads: Calls of read(2) at most.
    ///   - now: When.
    ///   - sink: Is lent the bytes where they lie in the journal, and the offset after the last of them.
    /// - Returns: What came of it, for ``finish(_:isSeen:readAt:at:time:)``.
    mutating func read(
        yielding isYielding: Bool, atMost reads: Int = Self.readsPerTurn, at now: ContinuousClock.Instant,
        into sink: (_ bytes: RawSpan, _ end: UInt64) -> Void
    ) -> Turn {
        var turn = Turn()
        guard let child, lifecycle.isReadable else { return turn }
        turn.isYielding = isYielding && !lifecycle.isGone
        turn.hasGathered = coalescingDeadline.map { $0 <= now } ?? false
        (readDeadline, coalescingDeadline) = (nil, nil)
        bucket?.refill(at: now)
        for _ in 0..<(turn.isYielding ? 1 : reads) {
            let result = journal?.read(from: child.descriptor) { sink($0, $1 + UInt64($0.byteCount)) }
            switch result {
            case .bytes(let count):
                turn.byteCount += count
                // A burst that uses the bucket up goes on in a later turn.
                if bucket?.isUsedUp(after: turn.byteCount) == true { return turn }
            case .wouldBlock, nil:
                return turn
            case .end:
                turn.isAtEnd = true
                return turn
            case .full:
                makeRoom()
                return turn
            case .failed(let errno):
                turn.failure = errno
                turn.isAtEnd = true
                return turn
            }
        }
        return turn
    }

    /// Ends a turn of reading: decides when to read again and when to hand over what has gathered.
    ///
    /// - Parameters:
    ///   - turn: What ``read(yielding:at:into:)`` gave.
    ///   - isSeen: The bytes have changed what a pane shows.
    ///   - isAwaited: Somebody looks, or waits for what comes.
    ///   - start: When they had been read.
    ///   - now: The present, after the owner has dealt with the bytes.
    ///   - time: The present on the wall.
    /// - Returns: How the child ended, if this was the end of its output: then it is time for ``closeChild()``.
    mutating func finish(
        _ turn: Turn, isSeen: Bool, isAwaited: Bool = true, readAt start: ContinuousClock.Instant,
        at now: ContinuousClock.Instant, time: Timestamp
    ) -> ExitStatus? {
        tellKeeper()
        if turn.byteCount > 0 {
            lastOutput = time
            scheduleHandOver(isSeen: isSeen, hasGathered: turn.hasGathered, at: now)
        }
        if turn.isAtEnd { return finish(lifecycle.outputEnded(), at: now) }
        guard child != nil, lifecycle.isReadable, !isWaitingForStore else { return nil }
        bucket?.take(Double(turn.byteCount), at: start)
        switch flow.read(turn.byteCount, at: start, isInTheWay: turn.isYielding) {
        case .whenReadable: readDeadline = nil
        case .after(let pause): readDeadline = now + pause
        }
        if let pause = bucket?.pause(at: start) { readDeadline = now + pause }
        if !isAwaited, readDeadline == nil, coalescing.gathers(after: turn.byteCount, at: start) {
            coalescingDeadline = Self.nextTick(of: ReadCoalescing.tick, after: now)
        }
        return nil
    }

    /// Somebody waits for what the program prints: what is left to gather is read as soon as can be.
    mutating func hurry() {
        coalescing.hurry()
        coalescingDeadline = nil
    }

    /// Prints what no program printed, as if one had.
    ///
    /// - Returns: How many of the bytes there was room for, from the first on.
    mutating func print(
        _ bytes: [UInt8], at now: ContinuousClock.Instant, time: Timestamp,
        into sink: (_ bytes: RawSpan, _ end: UInt64) -> Void
    ) -> Int {
        guard journal != nil else { return 0 }
        var count = journal?.append(bytes) { sink($0, $1 + UInt64($0.byteCount)) } ?? 0
        if count < bytes.count {
            makeRoom()
            count += journal?.append(Array(bytes[count...])) { sink($0, $1 + UInt64($0.byteCount)) } ?? 0
        }
        tellKeeper()
        lastOutput = time
        scheduleHandOver(isSeen: true, at: now)
        return count
    }

    /// What the owner has to do because time has passed.
    enum Wake {
        case nothing
        /// Call ``read(yielding:at:into:)``.
        case read
        /// The child ended a while ago, and what is left of its output is not waited for: read once more, then
        /// ``giveUp(at:)``.
        case giveUp
    }

    /// Hands over what is due; to be called at ``deadline``.
    mutating func wake(at now: ContinuousClock.Instant) -> Wake {
        if let due = storeDeadline, due <= now { handOver() }
        if let due = drainDeadline, due <= now {
            drainDeadline = nil
            return .giveUp
        }
        guard let due = readDeadline.earlier(coalescingDeadline), due <= now else { return .nothing }
        return .read
    }

    /// The output of a child that is gone is over, although something holds its terminal open.
    mutating func giveUp(at now: ContinuousClock.Instant) -> ExitStatus? {
        finish(lifecycle.outputEnded(), at: now)
    }

    // MARK: - The journal

    /// The journal is full because the store lags behind: the program waits, or the store may lose output, and says
    /// how much, when nobody knows how long that takes.
    private mutating func makeRoom() {
        if store.isOpen, options.keepsOutput, !options.leavesGaps {
            isWaitingForStore = true
            return
        }
        handOver()
        let end = endOffset
        journal?.trim(upTo: end)
        tellKeeper()
    }

    /// The store cannot take anything now: who waits for it must not wait for ever.
    mutating func storeFailed() {
        guard isWaitingForStore, !store.isOpen else { return }
        isWaitingForStore = false
        makeRoom()
    }

    /// The store has the output before an offset, or has left it out.
    mutating func stored(upTo offset: UInt64) {
        journal?.trim(upTo: offset)
        tellKeeper()
        isWaitingForStore = false
        guard case .ended = lifecycle.state, offset >= endOffset else { return }
        discardJournal()
    }

    /// All output is in the store, or is not wanted.
    mutating func discardJournal() {
        storedEnd = endOffset
        journal?.remove()
        journal = nil
    }

    /// The terminal has another size from the next byte on.
    mutating func noteSize(rows: UInt16, columns: UInt16) {
        journal?.noteResize(rows: rows, columns: columns)
        tellKeeper()
    }

    /// The journal writes into another file: the keeper must know it, in case this process dies.
    mutating func tellKeeper() {
        guard journal?.didRotate == true, let descriptor = journal?.currentSegmentDescriptor else { return }
        journal?.didRotate = false
        keeper?.setJournal(session.rawValue, descriptor: descriptor)
    }

    /// Why the journal has less room than it wants; nil when that was said already, or is not so.
    mutating func newTrouble() -> String? {
        let trouble = journal?.shortage.map { "\($0)" }
        guard trouble != saidTrouble else { return nil }
        saidTrouble = trouble
        return trouble
    }
}
