import RoostIO
import RoostModel
import RoostPTY

/// One of the two pipes of an attempt: its pump, and what wakes it up.
struct TaskStreamReader: ~Copyable {
    let stream: TaskStream
    var pump: OutputPump
    private let clock: any ServerClock
    private var wakeups: LoopWakeups
    /// How the process ended, once this stream is at its end, too.
    private(set) var end: ExitStatus?

    init(_ stream: TaskStream, pump: consuming OutputPump, loop: EventLoop, clock: any ServerClock) {
        self.stream = stream
        self.pump = pump
        self.clock = clock
        wakeups = LoopWakeups(loop: loop, clock: clock)
    }

    /// Reads a pipe from now on.
    ///
    /// - Throws: What keeps the loop from watching it; the pump has the pipe all the same.
    mutating func start(
        _ child: Child, keeper: (any KeeperPort)?, _ readable: @escaping @Sendable () -> Void
    ) throws(IOError) {
        pump.start(child, keeper: keeper, at: clock.instant)
        try wakeups.read(from: child.descriptor, readable)
    }

    /// Reads what there is, up to a bound: lines become rows, and more in a turn would be more than the store takes
    /// while others wait.
    mutating func read(yielding isYielding: Bool) -> (byteCount: Int, failure: Int32?) {
        read(yielding: isYielding, atMost: 1)
    }

    private mutating func read(yielding isYielding: Bool, atMost reads: Int) -> (
        byteCount: Int, failure: Int32?
    ) {
        let now = clock.instant
        let turn = pump.read(yielding: isYielding, atMost: reads, at: now) { _, _ in }
        if let status = pump.finish(turn, isSeen: true, readAt: now, at: clock.instant, time: clock.now) {
            close(status)
        }
        return (turn.byteCount, turn.failure)
    }

    /// The keeper says how the process ended.
    mutating func exited(_ status: ExitStatus) {
        if let status = pump.exited(status, at: clock.instant) { close(status) }
    }

    /// Does what is due; gives true when there is something to read.
    mutating func wake(at now: ContinuousClock.Instant) -> Bool {
        wakeups.woke()
        switch pump.wake(at: now) {
        case .nothing: return false
        case .read: return true
        case .giveUp:
            // The last turn: what it leaves is never read.
            _ = read(yielding: false, atMost: OutputPump.readsPerTurn)
            if end == nil, let status = pump.giveUp(at: now) { close(status) }
            return false
        }
    }

    /// Ends a turn: the loop calls again when there is something to read and nothing holds it, or at a deadline.
    mutating func settle(holding isHeld: Bool, _ wake: @escaping @Sendable () -> Void) {
        wakeups.setReading(pump.wantsInput && !isHeld)
        wakeups.wake(at: pump.deadline(holding: isHeld), wake)
    }

    /// Nothing wakes it up any more.
    mutating func cancel() { wakeups.cancel() }

    private mutating func close(_ status: ExitStatus) {
        end = status
        wakeups.cancel()
        pump.closeChild()
    }
}
