private import Glibc

/// The three streams of the process, as they are: a pipe whose other end takes its time, a file, a terminal.
///
/// Every call blocks its thread until the other end is ready: who writes too fast is slowed down by who reads.
package enum StandardStreams {
    /// A stream could not be read or written.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        /// What was tried, as it follows on "cannot".
        package let action: String
        package let cause: String

        package var description: String { "cannot \(action): \(cause)" }
    }

    /// Whether a person would have to type the input.
    package static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Reads the standard input to its end.
    ///
    /// - Parameter maximum: More bytes than this are refused.
    /// - Returns: All bytes.
    /// - Throws: ``Failure``, also when it is too long.
    package static func readInput(maximum: Int) throws(Failure) -> [UInt8] {
        let action = "read the standard input"
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        let room = part.count
        while true {
            let count = unsafe read(STDIN_FILENO, &part, room)
            if count == 0 { return bytes }
            guard count > 0 else {
                try wait(errno, for: STDIN_FILENO, Int16(POLLIN), to: action)
                continue
            }
            guard bytes.count + count <= maximum else {
                throw Failure(action: action, cause: "it is longer than \(maximum >> 20) MiB")
            }
            bytes += part[..<count]
        }
    }

    /// Writes bytes to the standard output.
    ///
    /// - Throws: ``Failure`` when nobody takes them.
    package static func writeOutput(_ bytes: [UInt8]) throws(Failure) {
        try write(bytes, to: STDOUT_FILENO, "write to the standard output")
    }

    /// Writes a text to the standard output.
    ///
    /// - Throws: ``Failure`` when nobody takes it.
    package static func writeOutput(_ text: String) throws(Failure) {
        try writeOutput(Array(text.utf8))
    }

    /// Writes bytes to the standard error.
    ///
    /// - Throws: ``Failure`` when nobody takes them.
    package static func writeErrors(_ bytes: [UInt8]) throws(Failure) {
        try write(bytes, to: STDERR_FILENO, "write to the standard error")
    }

    private static func write(
        _ bytes: [UInt8], to descriptor: Int32, _ action: String
    ) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else {
                try wait(errno, for: descriptor, Int16(POLLOUT), to: action)
            }
        }
    }

    /// Waits until a descriptor that others made non-blocking is ready; throws for any other failure.
    private static func wait(
        _ code: Int32, for descriptor: Int32, _ events: Int16, to action: String
    ) throws(Failure) {
        guard code == EAGAIN || code == EINTR else {
            throw Failure(action: action, cause: SystemCall.message(for: code))
        }
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        _ = unsafe poll(&entry, 1, -1)
    }
}
