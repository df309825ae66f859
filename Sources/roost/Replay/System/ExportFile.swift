private import Glibc
import RoostClient
import RoostIO

/// Where an export goes: the standard output, or a file that only its owner can read.
struct ExportFile: ~Copyable {
    /// Bytes that are written at once.
    private static let part = 1 << 16

    private let name: String
    private let file: Descriptor
    private var buffer: [UInt8] = []

    /// Opens a file, 0600, in place of what it held; nil: the standard output.
    init(_ path: String?) throws(ClientError) {
        name = path ?? "the output"
        let number =
            if let path {
                unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
            } else {
                fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
            }
        guard number >= 0 else { throw Self.failure(name, errno) }
        file = Descriptor(number)
        // One that was there already may be open to others; a device stays as it is.
        var facts = stat()
        if path != nil, unsafe fstat(number, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG {
            _ = fchmod(number, 0o600)
        }
    }

    /// Adds bytes.
    mutating func write(_ bytes: some Collection<UInt8>) throws(ClientError) {
        buffer += bytes
        if buffer.count >= Self.part { try flush() }
    }

    /// Writes what waits; call it at the end.
    mutating func flush() throws(ClientError) {
        var start = 0
        while start < buffer.count {
            let rest = buffer.count - start
            let count = unsafe buffer.withUnsafeBytes {
                unsafe Glibc.write(file.raw, $0.baseAddress.map { unsafe $0 + start }, rest)
            }
            if count > 0 {
                start += count
            } else if errno == EAGAIN {
                var entry = pollfd(fd: file.raw, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&entry, 1, -1)
            } else if errno != EINTR {
                throw Self.failure(name, errno)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ name: String, _ errno: Int32) -> ClientError {
        ClientError(.refused, "write \(name)", cause: unsafe String(cString: strerror(errno)))
    }
}
