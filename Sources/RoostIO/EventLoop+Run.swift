private import Synchronization

extension EventLoop {
    /// The most jobs that run before descriptors are looked at again, which costs less than half a microsecond.
    private static let workLimit = 128
    /// More room than this is given back after a burst.
    private static let keptWorkCapacity = 4096

    /// What to do after the jobs of a round.
    private enum Next {
        case finish(workCount: Int)
        case poll(nanoseconds: Int64?)
    }

    /// Runs the loop on the calling thread until ``stop()``.
    package func run() {
        let (wasFree, _) = thread.compareExchange(
            expected: 0, desired: LoopThread.current, ordering: .sequentiallyConsistent)
        precondition(wasFree, "event loop \(name) runs already")
        defer { thread.store(0, ordering: .sequentiallyConsistent) }
        LoopThread.preferLatency()

        var pending = PendingWork()
        var events: [Poller.Event] = []
        while true {
            runDueTimers()
            run(&pending, limit: Self.workLimit)
            switch next(after: pending) {
            case .finish(let workCount):
                return run(&pending, limit: workCount)
            case .poll(let nanoseconds):
                poller.wait(nanoseconds: nanoseconds, into: &events)
                if nanoseconds != 0 { state.withLock { $0.isSleeping = false } }
                for event in events { deliver(event) }
            }
        }
    }

    /// The work that was taken from the shared list and how far it has been run.
    private struct PendingWork {
        var items: [Work] = []
        var start = 0

        var count: Int { items.count - start }
    }

    private func runDueTimers() {
        let mark: UInt64? = state.withLock { $0.timers.count == 0 ? nil : $0.timers.mark }
        guard let mark else { return }
        let now = Poller.now
        while let body = state.withLock({ $0.timers.popDue(now: now, before: mark) }) { body() }
    }

    /// Runs what waits, at most `limit` jobs; those that they enqueue come last.
    private func run(_ pending: inout PendingWork, limit: Int) {
        var budget = limit
        while budget > 0 {
            if pending.count == 0 {
                pending.items.removeAll(keepingCapacity: pending.items.capacity <= Self.keptWorkCapacity)
                pending.start = 0
                state.withLock { swap(&$0.work, &pending.items) }
                if pending.count == 0 { return }
            }
            let end = pending.start + min(pending.count, budget)
            budget -= end - pending.start
            for index in pending.start..<end {
                switch pending.items[index] {
                case .job(let job): perform(job)
                case .body(let body): body()
                }
            }
            pending.start = end
        }
    }

    /// Decides how to go on; from here on others have to wake the loop if it sleeps.
    private func next(after pending: borrowing PendingWork) -> Next {
        let pendingCount = pending.count
        return state.withLock { state in
            let workCount = pendingCount + state.work.count
            if state.isStopped { return .finish(workCount: workCount) }
            if workCount > 0 { return .poll(nanoseconds: 0) }
            guard let deadline = state.timers.nextDeadline() else {
                state.isSleeping = true
                return .poll(nanoseconds: nil)
            }
            let nanoseconds = max(0, deadline &- Poller.now)
            state.isSleeping = nanoseconds > 0
            return .poll(nanoseconds: nanoseconds)
        }
    }

    /// Calls the handlers that an event concerns and that are still there when their turn comes.
    private func deliver(_ event: Poller.Event) {
        var last: UInt64 = 0
        while let delivery = state.withLock({
            $0.watches.delivery(of: event.readiness, to: event.key, after: last)
        }) {
            delivery.handler(delivery.readiness)
            guard delivery.mayHaveSuccessor else { return }
            last = delivery.identifier
        }
    }
}
