private import Glibc

/// A self-pipe: wakes one thread that waits in poll(2), with a time limit on the clock that nobody can set.
///
/// A condition variable would take its limit from the wall clock, and a dispatch queue costs a wake-up every
/// second for the life of the process; a pipe and poll(2) do neither.
@safe
final class SelfPipe: Sendable {
    private let reading: Int32
    private let writing: Int32

    /// Nil when no descriptors are left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return nil }
        (reading, writing) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Ends the wait that is on, or else the next one.
    func signal() {
        var byte: UInt8 = 0
        // A full pipe wakes it up already.
        _ = unsafe write(writing, &byte, 1)
    }

    /// Lets other threads go before the calling one: a file can wait longer than a person.
    static func yieldToOthers() {
        // The kernel's threads have priorities of their own: setpriority(2), "NOTES".
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
    }

    /// Waits for a signal; nil waits for ever.
    ///
    /// A signal(7) of the process may end the wait early.
    func wait(_ limit: Duration?) {
        var milliseconds: Int32 = -1
        if let limit {
            let (seconds, attoseconds) = limit.components
            // Rounded up: a wait that is too short would come back to do nothing.
            let count =
                seconds.multipliedReportingOverflow(by: 1000).partialValue
                + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
            milliseconds = Int32(clamping: max(0, count))
        }
        var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&descriptor, 1, milliseconds) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 64)
        while unsafe read(reading, &bytes, bytes.count) == bytes.count {}
    }
}
