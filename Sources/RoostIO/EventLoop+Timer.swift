private import Synchronization

extension EventLoop {
    /// Runs `body` once on the loop, not before `delay` has passed; in the order of the deadlines.
    ///
    /// The clock stands still while the machine sleeps. Timers cost nothing until they are due: the thread sleeps
    /// exactly until the first of them.
    ///
    /// - Parameters:
    ///   - delay: From now; zero or less means the next round.
    ///   - body: What to run.
    /// - Returns: What cancels it.
    @discardableResult
    package func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> Timer {
        let deadline = Poller.now.addingClamped(delay.nanoseconds)
        let (key, needsWake) = state.withLock { state in
            let first = state.timers.nextDeadline()
            let key = state.timers.insert(at: deadline, body)
            return (key, deadline < first ?? .max && state.needsWake())
        }
        if needsWake { poller.wake() }
        return Timer(loop: self, key: key)
    }

    func cancelTimer(_ key: SlotKey) {
        let body = state.withLock { $0.timers.remove(key) }
        // What the body holds may end here, and with it other timers: not under the lock.
        _ = consume body
    }
}

/// A body that waits for its time on an ``EventLoop``; letting go of it cancels nothing.
package final class Timer: Sendable {
    private let loop: EventLoop
    private let key: SlotKey

    init(loop: EventLoop, key: SlotKey) {
        self.loop = loop
        self.key = key
    }

    /// Gives the body up, if it has not begun; on the loop it never runs after this.
    package func cancel() {
        loop.cancelTimer(key)
    }
}

extension Duration {
    /// Whole nanoseconds, rounded up and clamped to 292 years.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let fraction = attoseconds / 1_000_000_000 + (attoseconds % 1_000_000_000 > 0 ? 1 : 0)
        return product.addingClamped(fraction)
    }
}

extension Int64 {
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other < 0 ? .min : .max
    }
}
