private import Glibc
import RoostClient

/// Bytes in and out as they are, whatever is at the other end: a file, a terminal, a pipe whose writer takes its time.
enum StandardStreams {
    /// Reads the standard input to its end.
    ///
    /// - Parameter maximum: More bytes than this are refused.
    /// - Returns: All bytes.
    /// - Throws: ``ClientError``, also when it cannot be read.
    static func readInput(maximum: Int) throws(ClientError) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        let room = part.count
        while true {
            let count = unsafe read(STDIN_FILENO, &part, room)
            if count == 0 { return bytes }
            guard count > 0 else {
                try wait(errno, for: STDIN_FILENO, Int16(POLLIN), to: "read the standard input")
                continue
            }
            bytes += part[..<count]
            guard bytes.count <= maximum else {
                throw ClientError(
                    .refused, "read the standard input", cause: "it is longer than \(maximum >> 20) MiB",
                    advice: "use a file")
            }
        }
    }

    /// Writes bytes to the standard output.
    ///
    /// - Throws: ``ClientError`` when nobody takes them.
    static func writeOutput(_ bytes: [UInt8]) throws(ClientError) {
        try write(bytes, to: STDOUT_FILENO, "write to the standard output")
    }

    /// Writes bytes to the standard error.
    ///
    /// - Throws: ``ClientError`` when nobody takes them.
    static func writeErrors(_ bytes: [UInt8]) throws(ClientError) {
        try write(bytes, to: STDERR_FILENO, "write to the standard error")
    }

    private static func write(
        _ bytes: [UInt8], to descriptor: Int32, _ action: String
    ) throws(ClientError) {
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
    ) throws(ClientError) {
        guard code == EAGAIN || code == EINTR else {
            throw ClientError(.refused, action, cause: unsafe String(cString: strerror(code)))
        }
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        _ = unsafe poll(&entry, 1, -1)
    }
}
