import RoostIO

/// What wakes a session up on its loop: its child's output, and one timer for the earliest of its deadlines.
struct LoopWakeups: Sendable {
    private let loop: EventLoop
    private let clock: any ServerClock
    private var watch: Watch?
    private var isReading = false
    private var timer: (due: ContinuousClock.Instant, work: any ScheduledWork)?

    init(loop: EventLoop, clock: any ServerClock) {
        self.loop = loop
        self.clock = clock
    }

    /// Watches a descriptor for output, until ``cancel()``.
    mutating func read(
        from descriptor: Int32, _ body: @escaping @Sendable () -> Void
    ) throws(IOError) {
        watch = try loop.watch(descriptor, for: .readable) { _ in body() }
        isReading = true
    }

    /// Reads as soon as there is output, or not for now.
    mutating func setReading(_ wanted: Bool) {
        guard wanted != isReading, let watch else { return }
        isReading = wanted
        watch.update(wanted ? .readable : [])
    }

    /// Calls `body` at the deadline, or a little before, when the deadline was an earlier one until now; nil: never.
    mutating func wake(at deadline: ContinuousClock.Instant?, _ body: @escaping @Sendable () -> Void) {
        guard let deadline else {
            timer?.work.cancel()
            timer = nil
            return
        }
        // A deadline that moves back costs a call for nothing, which is less than a timer for each move.
        if let timer, timer.due <= deadline { return }
        timer?.work.cancel()
        let delay = clock.instant.duration(to: deadline)
        timer = (deadline, clock.schedule(on: loop, after: delay, body))
    }

    /// The timer has come, and is not set any more.
    mutating func woke() {
        timer = nil
    }

    /// The child's descriptor is about to be closed.
    mutating func stopReading() {
        watch?.cancel()
        watch = nil
        isReading = false
    }

    /// Nothing wakes the session up any more.
    mutating func cancel() {
        stopReading()
        timer?.work.cancel()
        timer = nil
    }
}
