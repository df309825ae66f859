private import CPosix
private import Glibc
import RoostKeeperProtocol

/// The keeper's fence: the calls that take pointers, and nothing decided.
enum System {
    /// Why a child could not be started.
    struct SpawnFailure: Error {
        let errno: Int32
        let stage: KeeperProtocol.Stage
    }

    /// A pseudoterminal; the name of its slave ends with NUL.
    static func openTerminal(rows: UInt16, columns: UInt16) throws(SpawnFailure) -> (
        master: Int32, slave: [CChar]
    ) {
        var slave: [CChar] = Array(repeating: 0, count: 64)
        let capacity = slave.count
        let master = unsafe roost_pty_open(rows, columns, &slave, capacity)
        guard master >= 0 else { throw SpawnFailure(errno: -master, stage: .terminal) }
        return (master, slave)
    }

    /// Starts the child of a request on a slave; gives its pid.
    static func spawn(
        _ request: SpawnRequest, slave: [CChar], descriptorLimit: UInt64
    ) throws(SpawnFailure) -> Int32 {
        let arguments = joined(request.arguments)
        let environment = joined(request.environment)
        var stage: Int32 = 0
        let pid = unsafe roost_spawn_child(
            terminated(request.path), arguments, arguments.count, environment, environment.count,
            terminated(request.directory), slave, descriptorLimit, &stage)
        guard pid >= 0 else {
            let stage = KeeperProtocol.Stage(rawValue: UInt8(truncatingIfNeeded: stage)) ?? .process
            throw SpawnFailure(errno: -pid, stage: stage)
        }
        return pid
    }

    /// Starts the child of a request on two pipes; gives its pid and the ends to read from.
    static func run(
        _ request: RunRequest, descriptorLimit: UInt64
    ) throws(SpawnFailure) -> (pid: Int32, output: Int32, errors: Int32) {
        let arguments = joined(request.arguments)
        let environment = joined(request.environment)
        let limits = request.limits.map {
            roost_limit(resource: Int32(truncatingIfNeeded: $0.resource), soft: $0.soft, hard: $0.hard)
        }
        let input = try request.input.map { bytes throws(SpawnFailure) in try memoryFile(bytes) } ?? -1
        defer { if input >= 0 { _ = close(input) } }
        let group = request.group.isEmpty ? -1 : try openGroup(request.group)
        defer { if group >= 0 { _ = close(group) } }
        var outputs: [Int32] = [-1, -1]
        var stage: Int32 = 0
        let pid = unsafe roost_spawn_piped(
            terminated(request.path), arguments, arguments.count, environment, environment.count,
            terminated(request.directory), input, group, limits, limits.count, descriptorLimit, &outputs,
            &stage)
        guard pid >= 0 else {
            let stage = KeeperProtocol.Stage(rawValue: UInt8(truncatingIfNeeded: stage)) ?? .process
            throw SpawnFailure(errno: -pid, stage: stage)
        }
        return (pid, outputs[0], outputs[1])
    }

    /// A file without a name that holds these bytes, to be read from its beginning.
    private static func memoryFile(_ bytes: [UInt8]) throws(SpawnFailure) -> Int32 {
        let file = unsafe roost_memory_file("roost-input")
        guard file >= 0 else { throw SpawnFailure(errno: -file, stage: .process) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                return unsafe pwrite(file, rest.baseAddress, rest.count, off_t(written))
            }
            guard count > 0 || errno == EINTR else {
                let failure = errno
                _ = close(file)
                throw SpawnFailure(errno: failure, stage: .process)
            }
            written += max(0, count)
        }
        return file
    }

    /// What a process writes 0 to, to join a cgroup.
    private static func openGroup(_ folder: [UInt8]) throws(SpawnFailure) -> Int32 {
        let group = unsafe roost_open(terminated(folder + Array("/cgroup.procs".utf8)), O_WRONLY, 0)
        guard group >= 0 else { throw SpawnFailure(errno: -group, stage: .limit) }
        return group
    }

    /// Starts the server with these descriptors as 3 and 4; gives its pid or -errno.
    static func spawnServer(path: [UInt8], arguments: [[UInt8]], passing descriptors: [Int32]) -> Int32 {
        let block = joined([path] + arguments)
        return unsafe roost_spawn_daemon(
            terminated(path), block, block.count, -1, descriptors, descriptors.count)
    }

    /// Two connected sockets, or -errno.
    static func socketPair() -> Result<(Int32, Int32), SpawnFailure> {
        var first: Int32 = -1
        var second: Int32 = -1
        let result = unsafe roost_socket_pair(&first, &second)
        return result < 0
            ? .failure(SpawnFailure(errno: -result, stage: .process)) : .success((first, second))
    }

    /// A listening socket in the working directory, which a dead one makes place for; or -errno.
    static func listen(name: String) -> Int32 {
        unsafe unlink(name)
        return unsafe roost_socket_listen(name, 16)
    }

    /// One connection of our own user, -EAGAIN when none waits, -EPERM for anybody else's.
    static func accept(from listener: Int32) -> Int32 {
        let connection = roost_socket_accept(listener)
        guard connection >= 0 else { return connection }
        var uid: UInt32 = 0
        var pid: Int32 = 0
        guard unsafe roost_socket_peer(connection, &uid, &pid) == 0, uid == geteuid() || uid == 0 else {
            _ = close(connection)
            return -EPERM
        }
        return connection
    }

    /// The lock file, held until the process ends; or -errno.
    static func lock(name: String) -> Int32 {
        let file = unsafe roost_open(name, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return file }
        let result = roost_lock(file)
        guard result == 0 else {
            _ = close(file)
            return result
        }
        ftruncate(file, 0)
        write("\(getpid())\n", to: file)
        return file
    }

    /// How many descriptors may still be opened, counted up to `wanted`.
    static func descriptorsLeft(_ wanted: Int) -> Int {
        Int(roost_descriptors_left(Int32(clamping: wanted)))
    }

    /// A descriptor that is readable while SIGCHLD is pending, which is blocked from now on; or -errno.
    static func openChildSignal() -> Int32 {
        let signals = [SIGCHLD]
        let result = unsafe roost_signals_block(signals, 1)
        guard result == 0 else { return result }
        return unsafe roost_signals_open(signals, 1)
    }

    /// Whether a child ended, and how; nil while it runs.
    ///
    /// It is not reaped.
    static func status(of pid: Int32) -> ChildStatus? {
        var code: Int32 = 0
        var status: Int32 = 0
        switch unsafe roost_wait_peek(pid, &code, &status) {
        case 0: return nil
        case 1 where code == CLD_EXITED: return .exited(code: status)
        case 1: return .killed(signal: status, dumpedCore: code == CLD_DUMPED)
        default: return .gone
        }
    }

    /// Takes an ended child out of the kernel's table; false while it runs.
    static func reap(_ pid: Int32) -> Bool {
        roost_wait_reap(pid) != 0
    }

    /// Reads one byte: nil when none is there yet, 0 at the end.
    static func readByte(from descriptor: Int32) -> UInt8? {
        var byte: UInt8 = 0
        let count = unsafe read(descriptor, &byte, 1)
        if count == 1 { return byte }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? nil : 0
    }

    /// Writes what the descriptor takes at once.
    static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes what the descriptor takes at once.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        _ = unsafe Glibc.write(descriptor, bytes, bytes.count)
    }

    static func print(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// One line of the log.
    static func log(_ message: String) {
        unsafe roost_log(message)
    }

    /// Bytes of the log; nil when standard error is no file.
    static var logByteCount: Int? {
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    /// The log's bytes within a range; fewer, when it has become shorter.
    static func logBytes(_ range: Range<Int>) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        let count = unsafe pread(STDERR_FILENO, &bytes, bytes.count, range.lowerBound)
        return Array(bytes.prefix(max(0, count)))
    }

    /// Empties the log; whoever has it open goes on at its beginning, since it is appended to.
    static func emptyLog() {
        ftruncate(STDERR_FILENO, 0)
    }

    static func detach() -> Int32 {
        -roost_detach()
    }

    /// Descriptors 0, 1 and 2; errno when the log cannot be opened.
    static func redirect(to log: String?) -> Int32 {
        guard let log else { return -roost_redirect(nil) }
        return unsafe -roost_redirect(log)
    }

    static func message(of errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }

    static func changeDirectory(to path: String) -> Int32 {
        unsafe chdir(path) == 0 ? 0 : errno
    }

    static func remove(name: String) {
        unsafe unlink(name)
    }

    private static func terminated(_ bytes: [UInt8]) -> [CChar] {
        bytes.map { CChar(bitPattern: $0) } + [0]
    }

    private static func joined(_ strings: [[UInt8]]) -> [UInt8] {
        var block: [UInt8] = []
        block.reserveCapacity(strings.reduce(0) { $0 + $1.count + 1 })
        for string in strings {
            block.append(contentsOf: string)
            block.append(0)
        }
        return block
    }
}
