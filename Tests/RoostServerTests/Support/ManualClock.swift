import RoostIO
import RoostModel
import Synchronization

@testable import RoostServer

/// A clock that stands still until the test moves it.
final class ManualClock: ServerClock {
    private struct Waiting {
        let due: ContinuousClock.Instant
        let number: Int
        let loop: EventLoop
        let body: @Sendable () -> Void
    }

    private struct State {
        var instant = ContinuousClock.now
        var passed = Duration.zero
        var waiting: [Waiting] = []
        var nextNumber = 0
        /// Who waits for something to be put off by so long.
        var observers: [(delay: Duration, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private struct Work: ScheduledWork {
        let clock: ManualClock
        let number: Int

        func cancel() { clock.state.withLock { $0.waiting.removeAll { $0.number == number } } }
    }

    private let state = Mutex(State())
    private let start = Timestamp.now

    var instant: ContinuousClock.Instant { state.withLock { $0.instant } }

    var now: Timestamp {
        let (seconds, attoseconds) = state.withLock { $0.passed }.components
        return Timestamp(
            milliseconds: start.milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    func schedule(
        on loop: EventLoop, after delay: Duration, _ body: @escaping @Sendable () -> Void
    ) -> any ScheduledWork {
        if delay <= .zero { loop.execute(body) }
        let (number, told) = state.withLock { state -> (Int, [CheckedContinuation<Void, Never>]) in
            guard delay > .zero else { return (0, []) }
            state.nextNumber += 1
            state.waiting.append(
                Waiting(due: state.instant + delay, number: state.nextNumber, loop: loop, body: body))
            let told = state.observers.filter { $0.delay == delay }.map(\.continuation)
            state.observers.removeAll { $0.delay == delay }
            return (state.nextNumber, told)
        }
        for continuation in told { continuation.resume() }
        return Work(clock: self, number: number)
    }

    /// Suspended until something waits for the moment so long from now.
    func waitUntilScheduled(after delay: Duration) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.waiting.contains(where: { $0.due == state.instant + delay }) { return true }
                state.observers.append((delay, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Lets time pass; what is due runs on its loop, in order.
    func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.instant += duration
            state.passed += duration
            let due = state.waiting.filter { $0.due <= state.instant }
            state.waiting.removeAll { $0.due <= state.instant }
            return due.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
        }
        for work in due { work.loop.execute(work.body) }
    }
}
