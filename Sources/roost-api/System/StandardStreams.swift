private import Glibc

/// The three streams of the process, as they are: a pipe whose other end takes its time, a file, a terminal.
///
/// Every call blocks its thread until the other end is ready: who writes too fast is slowed down by who reads.
enum StandardStreams {
    /// A stream could not be read or written.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether a person would have to type the input.
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Reads the standard input to its end.
    ///
    /// - Parameter maximum: More bytes than this are refused.
    /// - Returns: All bytes.
    /// - Throws: ``Failure``.
    static func readInput(maximum: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        let room = part.count
        while true {
            let count = unsafe read(STDIN_FILENO, &part, room)
            if count == 0 { return bytes }
            guard count > 0 else {
                try wait(for: STDIN_FILENO, Int16(POLLIN), after: errno, to: "read the standard input")
                continue
            }
            guard bytes.count + count <= maximum else {
                throw Failure(
                    description: "cannot read the standard input: it is longer than \(maximum >> 20) MiB")
            }
            bytes += part[..<count]
        }
    }

    /// Writes to the standard output.
    ///
    /// - Throws: ``Failure`` when nobody takes it.
    static func writeOutput(_ text: String) throws(Failure) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else {
                try wait(for: STDOUT_FILENO, Int16(POLLOUT), after: errno, to: "write to the standard output")
            }
        }
    }

    /// Waits until a descriptor that somebody made non-blocking is ready; any other error is thrown.
    private static func wait(
        for descriptor: Int32, _ events: Int16, after code: Int32, to action: String
    ) throws(Failure) {
        guard code == EAGAIN || code == EINTR else {
            throw Failure(description: "cannot \(action): \(unsafe String(cString: strerror(code)))")
        }
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        _ = unsafe poll(&entry, 1, -1)
    }
}
