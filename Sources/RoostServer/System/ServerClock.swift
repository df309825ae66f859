import RoostIO
import RoostModel

/// What the server knows of time; a test has a clock that it moves itself.
protocol ServerClock: Sendable {
    /// The time on the wall.
    var now: Timestamp { get }
    /// For measuring: does not jump.
    var instant: ContinuousClock.Instant { get }

    /// Runs `body` once on a loop, not before `delay` has passed.
    func schedule(
        on loop: EventLoop, after delay: Duration, _ body: @escaping @Sendable () -> Void
    ) -> any ScheduledWork
}

/// What waits for its time.
protocol ScheduledWork: Sendable {
    /// Gives it up, if it has not begun.
    func cancel()
}

extension RoostIO.Timer: ScheduledWork {}

/// The machine's clocks.
struct SystemClock: ServerClock {
    var now: Timestamp { .now }
    var instant: ContinuousClock.Instant { .now }

    func schedule(
        on loop: EventLoop, after delay: Duration, _ body: @escaping @Sendable () -> Void
    ) -> any ScheduledWork {
        loop.schedule(after: delay, body)
    }
}
