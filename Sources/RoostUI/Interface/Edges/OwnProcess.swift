private import Glibc
import RoostModel

/// What the operating system says about this process: time, directory, terminal.
enum OwnProcess {
    /// Now, by the wall clock.
    static var now: Timestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Milliseconds of a clock that only goes forward.
    static var milliseconds: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// The device of the outer terminal, empty when it has no name.
    static var terminalName: String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, unsafe ttyname_r(STDIN_FILENO, start, buffer.count) == 0
            else { return "" }
            return unsafe String(cString: start)
        }
    }

    /// Reads what the outer terminal has sent; empty at its end, nil when there is nothing now.
    static func readInput() -> [UInt8]? {
        // A terminal gives no more at once: N_TTY_BUF_SIZE of the kernel.
        var bytes = [UInt8](repeating: 0, count: 4096)
        let room = bytes.count
        let count = unsafe read(STDIN_FILENO, &bytes, room)
        if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
        return Array(bytes[..<count])
    }

    /// Signals that end or change a client.
    enum Signal {
        static let windowChanged = SIGWINCH
        static let stop = SIGTSTP
        static let brokenPipe = SIGPIPE
        static let ends = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
        static var all: [Int32] { [windowChanged, stop] + ends }
    }
}
