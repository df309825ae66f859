private import CPosix
private import Glibc
private import RoostIO

/// The fence of this module: the calls that take pointers, as calls that take values.
///
/// All answer 0 or more on success and -errno on failure. A path with a NUL in it would be cut short by C: such
/// calls answer -EINVAL.
enum SystemCall {
    /// What strerror_r(3) says about a code.
    static func message(for code: Int32) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let start = buffer.baseAddress else { return "error \(code)" }
            unsafe start.initialize(repeating: 0, count: buffer.count)
            guard unsafe strerror_r(code, start, buffer.count) == 0 else { return "error \(code)" }
            return unsafe String(cString: start)
        }
    }

    private static func withPath(_ path: String, _ call: (UnsafePointer<CChar>) -> Int32) -> Int32 {
        guard !path.utf8.contains(0) else { return -EINVAL }
        return unsafe path.withCString(call)
    }

    /// A new file, 0600; -EEXIST when there is one.
    static func createFile(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe roost_open($0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600) }
    }

    static func openFile(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe roost_open($0, O_RDWR | O_NOFOLLOW, 0) }
    }

    static func unlink(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe roost_unlink($0) }
    }

    static func rename(_ from: String, to: String) -> Int32 {
        unsafe withPath(from) { from in unsafe withPath(to) { to in unsafe roost_rename(from, to) } }
    }

    /// The names in a directory, in no order; or -errno.
    static func names(in directory: String) -> Result<[String], JournalError> {
        guard let stream = unsafe opendir(directory) else {
            return .failure(JournalError(.list(directory: directory), errno: errno))
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            names.append(name)
            errno = 0
        }
        return errno == 0
            ? .success(names) : .failure(JournalError(.list(directory: directory), errno: errno))
    }

    /// The beginning of a file of /proc, at most `maximum` bytes; nil when it cannot be read.
    static func beginning(of path: String, maximum: Int) -> [UInt8]? {
        let file = unsafe withPath(path) { unsafe roost_open($0, O_RDONLY, 0) }
        guard file >= 0 else { return nil }
        defer { _ = close(file) }
        var bytes = [UInt8](repeating: 0, count: maximum)
        var length = 0
        while length < maximum {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[length...])
                return unsafe roost_read(file, rest.baseAddress, rest.count)
            }
            guard count >= 0 else { return nil }
            guard count > 0 else { break }
            length += count
        }
        bytes.removeLast(maximum - length)
        return bytes
    }

    /// Where a symbolic link leads; nil when it cannot be read.
    static func target(ofLink path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: 4096)
        let capacity = bytes.count
        let count = unsafe readlink(path, &bytes, capacity)
        guard count > 0, count < capacity else { return nil }
        return ByteText.text(of: bytes[..<count].map { UInt8(bitPattern: $0) })
    }

    /// How many bytes a terminal took, 0 when it takes none now; or -errno.
    static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
        let count = unsafe bytes.withUnsafeBytes {
            unsafe roost_write(descriptor, $0.baseAddress, $0.count, 0)
        }
        return count == -Int(EAGAIN) ? 0 : count
    }

    /// A program with these arguments (the zeroth too), in a session of its own, with `output` as 1 and 2 and
    /// `passed` as 3 and so on; its pid or -errno.
    static func spawnDaemon(_ path: String, arguments: [String], output: Int32, passing passed: [Int32])
        -> Int32
    {
        let block: [UInt8] = arguments.flatMap { Array($0.utf8) + [0] }
        return unsafe withPath(path) {
            unsafe roost_spawn_daemon($0, block, block.count, output, passed, passed.count)
        }
    }

    /// Waits until our child ended; its status in the form of waitpid(2), or -errno.
    static func wait(for pid: Int32) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0 {
            if errno != EINTR { return -errno }
        }
        return status
    }

    /// Waits until a descriptor is readable, closed or `milliseconds` have passed (then false).
    static func waitUntilReadable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, milliseconds) > 0
    }
}
