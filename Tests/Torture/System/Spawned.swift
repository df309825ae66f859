private import CPosix
private import Glibc

/// A program that was started; its output gathers in memory.
///
/// Owned by whoever waits for it: ``wait(seconds:)`` must be called, or ``end()``.
struct Spawned: ~Copyable {
    /// What a program did.
    struct Outcome {
        /// The exit status, or 128 + n for signal n.
        let status: Int32
        let output: [UInt8]
        let errors: [UInt8]
        /// From the start to the end.
        let seconds: Double

        /// The output as text.
        var text: String { String(decoding: output, as: UTF8.self) }
    }

    let pid: Int32
    private let output: Int32
    private let errors: Int32
    private let started: Int64

    /// Starts `path` with no input, in a process group of its own.
    init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
        started = SystemCall.now
        output = unsafe roost_memory_file("output")
        errors = unsafe roost_memory_file("errors")
        guard output >= 0, errors >= 0 else { throw Trouble("cannot make a memory file") }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
        var pid: Int32 = 0
        let failure = unsafe Self.withStrings([path] + arguments) { arguments in
            unsafe Self.withStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                unsafe posix_spawn(&pid, path, &actions, &attributes, arguments, environment)
            }
        }
        guard failure == 0 else {
            close(output)
            close(errors)
            throw Trouble("cannot start \(path): \(unsafe String(cString: strerror(failure)))")
        }
        self.pid = pid
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

    /// Waits for the end.
    ///
    /// - Throws: ``Trouble`` when it takes longer, ``Interrupted`` at once when the harness is to end; the
    ///   program is killed then.
    consuming func wait(seconds: Double) throws -> Outcome {
        let limit = started + Int64(seconds * 1e9)
        let watch = roost_pidfd_open(pid)
        defer { if watch >= 0 { close(watch) } }
        while true {
            if watch < 0 || SystemCall.waitReadable(watch, milliseconds: 50) { break }
            if SystemCall.isInterrupted {
                end()
                throw Interrupted()
            }
            if SystemCall.now > limit {
                let said = String(decoding: SystemCall.contents(errors), as: UTF8.self)
                let pid = self.pid
                end()
                throw Trouble("process \(pid) did not end within \(seconds) s; it said: \(said.prefix(500))")
            }
        }
        let status = reap()
        let outcome = Outcome(
            status: status, output: SystemCall.contents(output), errors: SystemCall.contents(errors),
            seconds: Double(SystemCall.now - started) / 1e9)
        closeFiles()
        return outcome
    }

    /// Kills it, if it still runs.
    consuming func end() {
        kill(pid, SIGKILL)
        _ = reap()
        closeFiles()
    }

    /// A program that nobody waits for, until it is ended.
    struct Handle {
        let pid: Int32

        /// Kills it, if it still runs.
        func end() {
            kill(pid, SIGKILL)
            while waitpid(pid, nil, 0) < 0, errno == EINTR {}
        }
    }

    /// Gives up what it prints.
    consuming func detach() -> Handle {
        closeFiles()
        return Handle(pid: pid)
    }

    private borrowing func reap() -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private borrowing func closeFiles() {
        close(output)
        close(errors)
    }
}
