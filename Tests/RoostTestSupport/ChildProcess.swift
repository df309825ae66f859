private import CPosix
private import Glibc

/// A program that a test or a tool runs beside itself, in a process group of its own.
///
/// It starts with three descriptors, no signal blocked and every signal at its default, and is killed when nobody
/// refers to it any more. Blocks only the thread that waits; Foundation's `Process` waits in a run loop, which
/// dies now and then when several threads have one.
package final class ChildProcess {
    /// Where its input comes from.
    package enum Input {
        /// There is none.
        case nothing
        case text(String)
        /// What ``ChildProcess/write(_:)`` says.
        case pipe
    }

    /// Where its output goes.
    package enum Output {
        /// Into memory, until ``ChildProcess/wait(seconds:unless:)``.
        case memory
        /// To ``ChildProcess/read()``, with what it says about errors.
        case pipe
    }

    /// What a program did.
    package struct Outcome: Sendable {
        /// The exit status, or 128 + n for signal n.
        package let status: Int32
        package let output: String
        package let errors: String
        /// From the start to the end.
        package let seconds: Double
    }

    /// It could not be started, or did not end in time.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let pid: Int32
    private let name: String
    /// Becomes readable when the program ends; pidfd_open(2).
    package let watch: Int32
    private let started = roost_now()
    private var input: Int32 = -1
    /// This side of ``Input/pipe``, a Unix socket; stays this process's own.
    package var inputSocket: Int32 { input }
    private var output: Int32 = -1
    private var errors: Int32 = -1
    private var status: Int32?

    /// Starts `arguments[0]`, which is looked for in PATH.
    ///
    /// - Parameters:
    ///   - arguments: Its name, and its arguments.
    ///   - environment: Nil for this program's own.
    ///   - directory: Its working directory; nil for this program's own.
    ///   - input: Where its input comes from.
    ///   - output: Where its output goes.
    /// - Throws: ``Failure``.
    package init(
        _ arguments: [String], environment: [String: String]? = nil, directory: String? = nil,
        input: Input = .nothing, output: Output = .memory
    ) throws {
        name = arguments.joined(separator: " ")
        var ends: [Int32] = []
        defer { for end in ends { Glibc.close(end) } }
        let source: Int32
        switch input {
        case .nothing: source = unsafe roost_open("/dev/null", O_RDONLY, 0)
        case .text(let text):
            source = unsafe roost_memory_file("input")
            Self.write(Array(text.utf8), to: source, isSocket: false)
            lseek(source, 0, SEEK_SET)
        case .pipe:
            (self.input, source) = Self.socketPair()
        }
        ends.append(source)
        let target: (output: Int32, errors: Int32)
        switch output {
        case .memory:
            target = unsafe (roost_memory_file("output"), roost_memory_file("errors"))
            (self.output, errors) = target
        case .pipe:
            let pair = Self.socketPair()
            self.output = pair.ours
            target = (pair.theirs, pair.theirs)
            ends.append(pair.theirs)
        }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, source, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, target.output, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, target.errors, 2)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags =
            Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP)
        unsafe posix_spawnattr_setflags(&attributes, flags)
        let arguments = directory.map { ["env", "-C", $0] + arguments } ?? arguments
        var pid: Int32 = 0
        let failure = unsafe Self.withStrings(arguments) { words in
            guard let environment else {
                return unsafe posix_spawnp(&pid, arguments[0], &actions, &attributes, words, environ)
            }
            return unsafe Self.withStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                unsafe posix_spawnp(&pid, arguments[0], &actions, &attributes, words, variables)
            }
        }
        self.pid = pid
        watch = failure == 0 ? roost_pidfd_open(pid) : -1
        guard failure == 0 else {
            // Nothing to kill or to wait for.
            status = 127
            throw Failure(description: "cannot start \(name): \(unsafe String(cString: strerror(failure)))")
        }
    }

    deinit {
        end()
        for descriptor in [watch, input, output, errors] where descriptor >= 0 { Glibc.close(descriptor) }
    }

    // MARK: - Its input and output

    /// Writes to a program that was started with ``Input/pipe``, as much as it takes.
    package func write(_ text: String) {
        Self.write(Array(text.utf8), to: input, isSocket: true)
    }

    /// Its input ends.
    package func closeInput() {
        guard input >= 0 else { return }
        Glibc.close(input)
        input = -1
    }

    /// Waits for output of a program that was started with ``Output/pipe``; empty at the end.
    package func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe roost_read(output, &buffer, buffer.count)
        return Array(buffer.prefix(max(0, count)))
    }

    /// All the output that is left, and the end.
    package func readToEnd() -> [UInt8] {
        var bytes: [UInt8] = []
        while case let more = read(), !more.isEmpty { bytes += more }
        return bytes
    }

    /// No pipe: writing to a program that is gone would be a signal.
    private static func socketPair() -> (ours: Int32, theirs: Int32) {
        var ends: [Int32] = [-1, -1]
        _ = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        return (ends[0], ends[1])
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, isSocket: Bool) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe roost_write(descriptor, $0.baseAddress, $0.count, isSocket ? 1 : 0)
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    // MARK: - Its end

    package var isRunning: Bool { status == nil && !Self.isReadable(watch, milliseconds: 0) }

    /// Kills it and all of its group, if it still runs.
    package func end() {
        guard status == nil else { return }
        kill(-pid, SIGKILL)
        reap()
    }

    /// Waits for the end of any of them.
    package static func waitForOne(of children: [ChildProcess]) {
        var polls = children.map { pollfd(fd: $0.watch, events: Int16(POLLIN), revents: 0) }
        while unsafe poll(&polls, nfds_t(polls.count), -1) < 0, errno == EINTR {}
    }

    /// Waits for the end; for the output in ``Output/memory`` too.
    ///
    /// - Parameters:
    ///   - seconds: How long it may take, from the start.
    ///   - check: Is called every 50 ms; what it throws ends the program and the wait.
    /// - Returns: What it did.
    /// - Throws: ``Failure`` when it takes longer; the program is killed then.
    @discardableResult
    package func wait(seconds: Double, unless check: () throws -> Void = {}) throws -> Outcome {
        let limit = started + Int64(seconds * 1e9)
        while status == nil, !Self.isReadable(watch, milliseconds: 50) {
            do {
                try check()
                guard roost_now() < limit else {
                    throw Failure(
                        description: "\(name) did not end within \(Int(seconds)) s; \(said.suffix(500))")
                }
            } catch {
                end()
                throw error
            }
        }
        let seconds = Double(roost_now() - started) / 1e9
        let status = reap()
        guard errors >= 0 else { return Outcome(status: status, output: "", errors: "", seconds: seconds) }
        return Outcome(status: status, output: Self.contents(output), errors: said, seconds: seconds)
    }

    /// What it has written about errors.
    private var said: String { errors >= 0 ? Self.contents(errors) : "" }

    /// Without a move of the offset, which the program shares.
    private static func contents(_ file: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = unsafe pread(file, &buffer, buffer.count, bytes.count), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @discardableResult
    private func reap() -> Int32 {
        if let status { return status }
        var word: Int32 = 0
        while unsafe waitpid(pid, &word, 0) < 0, errno == EINTR {}
        let signal = word & 0x7F
        let status = signal == 0 ? (word >> 8) & 0xFF : 128 + signal
        self.status = status
        return status
    }

    private static func isReadable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&ready, 1, milliseconds) > 0
    }

    private static func withStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = unsafe strings.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe pointers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the list has an end mark") }
            return unsafe body(base)
        }
    }
}
