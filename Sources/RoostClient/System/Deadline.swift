private import Glibc

/// The moment after which an answer is not waited for any more; nil of it means for ever.
struct Deadline: Sendable {
    private let instant: ContinuousClock.Instant?

    /// Ends after `timeout`; nil: never.
    init(after timeout: Duration?) {
        instant = timeout.map { ContinuousClock.now + $0 }
    }

    /// It is over.
    var isPast: Bool {
        instant.map { $0 <= ContinuousClock.now } ?? false
    }

    /// Milliseconds that are left, rounded up, as poll(2) wants them: -1 without an end.
    var milliseconds: Int32 {
        guard let instant else { return -1 }
        let rest = ContinuousClock.now.duration(to: instant)
        guard rest > .zero else { return 0 }
        let (seconds, attoseconds) = rest.components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    /// Blocks until a descriptor is ready, failed or at its end.
    ///
    /// - Returns: False if the deadline came first.
    func wait(for descriptor: Int32, writable: Bool = false) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(writable ? POLLOUT : POLLIN), revents: 0)
        while true {
            let answer = unsafe poll(&entry, 1, milliseconds)
            if answer > 0 { return true }
            // A wait that ended early, by a signal or by the rounding of the kernel, goes on.
            if answer == 0 || errno != EINTR, isPast { return false }
        }
    }

    /// What ended a wait.
    enum WaitEnd {
        /// There is something to read, or the descriptor failed or is at its end.
        case readable
        /// Nobody reads any more what is written (a closed pipe, a terminal that is gone).
        case nobodyReads
        case interrupted
        case timedOut
    }

    /// Blocks until a descriptor has something to read.
    ///
    /// - Parameters:
    ///   - descriptor: What is waited for.
    ///   - output: The wait ends when nobody reads any more what is written to it.
    ///   - signals: The wait ends when this is readable; nil: nothing ends it.
    /// - Returns: What came first.
    func waitToRead(
        _ descriptor: Int32, whileReadFrom output: Int32, interruptedBy signals: Int32? = nil
    ) -> WaitEnd {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: output, events: 0, revents: 0),
            pollfd(fd: signals ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let answer = unsafe poll(&entries, 3, milliseconds)
            // A signal that does not end the process changes nothing.
            if answer <= 0 {
                if answer == 0, isPast { return .timedOut }
                continue
            }
            if entries[1].revents != 0 { return .nobodyReads }
            return entries[2].revents != 0 ? .interrupted : .readable
        }
    }
}
