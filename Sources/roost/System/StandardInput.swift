private import Glibc
import RoostIO

/// The standard input, read in pieces, whatever it is.
///
/// It is read as it was given: a pipe whose writer takes its time is waited for, also when somebody has made it
/// non-blocking.
enum StandardInput {
    /// Reads until so many bytes are there or the input ends.
    ///
    /// - Throws: ``IOError``.
    static func read(_ count: Int) throws(IOError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var length = 0
        while length < count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress.map { unsafe $0 + length }, count - length)
            }
            if got == 0 { break }
            if got > 0 {
                length += got
            } else if errno == EAGAIN {
                var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                _ = unsafe poll(&watched, 1, -1)
            } else if errno != EINTR {
                throw IOError(.read(descriptor: STDIN_FILENO), errno: errno)
            }
        }
        bytes.removeLast(count - length)
        return bytes
    }
}
