import Synchronization

/// A thread-owned epoll loop that is also the executor of the actors that live on it.
///
/// PTYs, sockets, signals, timers and actors share one thread without hops. One round runs the timers that are due,
/// then the jobs in the order they came, those that they enqueue included, and then the handlers of ready
/// descriptors; each part is bounded, so that none starves another. An idle loop makes no system call at all.
///
/// ```swift
/// actor Session {
///     nonisolated let loop: EventLoop
///     nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
/// }
/// ```
/// A handler enters such an actor with `assumeIsolated`, without a hop.
///
/// Whoever has the loop may call everything here from any thread. The loop lives as long as it runs; a loop that is
/// no longer referenced must have been stopped.
package final class EventLoop: Sendable {
    /// What waits for its turn on the loop's thread.
    enum Work: Sendable {
        case job(UnownedJob)
        case body(@Sendable () -> Void)
    }

    /// What all threads share.
    ///
    /// Locked for some instructions, or for one epoll_ctl(2) when what is watched changes.
    struct State {
        var work: [Work] = []
        var timers = TimerQueue()
        var watches = WatchTable()
        /// Invariant: true only while the thread is in, or on its way into, a wait that nobody has ended.
        var isSleeping = false
        var isStopped = false

        /// Whether the caller has to wake the loop, once, after it added something to do.
        mutating func needsWake() -> Bool {
            defer { isSleeping = false }
            return isSleeping
        }
    }

    /// Names the thread, too: the first 15 bytes show in ps(1) and debuggers.
    package let name: String
    let poller: Poller
    let state = Mutex(State())
    /// The thread in ``run()``; 0 without one.
    let thread = Atomic<UInt>(0)

    /// Makes a loop that does not run yet; it takes watches, timers and jobs already.
    ///
    /// - Parameter name: What it is for.
    /// - Throws: ``IOError`` when there are no descriptors left (it needs two).
    package convenience init(name: String) throws(IOError) {
        try self.init(name: name, poller: Poller(name: name))
    }

    init(name: String, poller: consuming Poller) {
        self.name = name
        self.poller = poller
    }

    /// Runs the loop on a new thread, which keeps it alive until ``stop()``.
    ///
    /// The thread has the signal mask of the caller: block signals that are watched before this.
    package func start() throws(IOError) {
        try NamedThread.start(name: name) { self.run() }
    }

    /// Ends ``run()`` soon, after the jobs that are already there; a stopped loop cannot run again.
    ///
    /// Jobs that come later, even from those, never run, and their tasks stay suspended for ever: stop last.
    package func stop() {
        let needsWake = state.withLock { state in
            state.isStopped = true
            return state.needsWake()
        }
        if needsWake { poller.wake() }
    }

    /// Whether the caller is on this loop's thread, inside ``run()``.
    package var isCurrent: Bool {
        thread.load(ordering: .relaxed) == LoopThread.current
    }

    /// Runs `body` on the loop, after everything that came before it, actor jobs included.
    ///
    /// Costs a system call only if the loop sleeps. On the loop itself it runs in the same round, later.
    package func execute(_ body: @escaping @Sendable () -> Void) {
        add(.body(body))
    }

    func add(_ work: Work) {
        let needsWake = state.withLock { state in
            state.work.append(work)
            return state.needsWake()
        }
        if needsWake { poller.wake() }
    }
}
