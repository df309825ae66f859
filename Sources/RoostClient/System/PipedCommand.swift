private import CPosix
private import Glibc
private import RoostIO
private import Synchronization

/// A shell's line that runs with what is written to it as its standard input, such as `wl-copy`.
///
/// What it prints is thrown away. It outlives this process, and this value.
package final class PipedCommand: Sendable {
    private let pid: Int32
    private let inputEnd: Mutex<Descriptor?>
    private let pidfd: Descriptor
    /// The number of the non-blocking descriptor that takes what the command reads, until ``closeInput()``.
    package let input: Int32
    /// The number of a descriptor that is readable once the command has ended; lives as long as this value.
    package var end: Int32 { pidfd.raw }

    /// Starts a line in `/bin/sh`.
    ///
    /// - Throws: ``ClientError`` when there is no process or no descriptor to be had.
    package init(_ line: String) throws(ClientError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw Self.failure(line, errno) }
        let output = Descriptor(ends[0])
        let input = Descriptor(ends[1])
        // Nothing else is started in between: the client has one thread.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        do throws(IOError) {
            try input.setNonBlocking()
        } catch {
            throw ClientError(.notStarted, "run \(line)", cause: "\(error)")
        }
        let null = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard null >= 0 else { throw Self.failure(line, errno) }
        let nowhere = Descriptor(null)
        // Descriptor 3 is what is passed.
        let words = ["sh", "-c", "exec 0<&3 3<&-\neval \"$1\"", "sh", line]
        let bytes = Array(words.joined(separator: "\0").utf8) + [0]
        let pid = unsafe roost_spawn_daemon("/bin/sh", bytes, bytes.count, nowhere.raw, [output.raw], 1)
        guard pid > 0 else { throw Self.failure(line, -pid) }
        let end = roost_pidfd_open(pid)
        guard end >= 0 else { throw Self.failure(line, -end) }
        self.pid = pid
        self.input = input.raw
        inputEnd = Mutex(consume input)
        pidfd = Descriptor(end)
    }

    /// The command is at the end of its input.
    package func closeInput() {
        inputEnd.withLock { $0 = nil }
    }

    /// The exit status of a command that has ended, 128 + n after a signal; nil while it runs.
    package func takeStatus() -> Int32? {
        var (code, status): (Int32, Int32) = (0, 0)
        guard unsafe roost_wait_peek(pid, &code, &status) == 1 else { return nil }
        _ = roost_wait_reap(pid)
        return code == CLD_EXITED ? status : 128 &+ status
    }

    private static func failure(_ line: String, _ code: Int32) -> ClientError {
        ClientError(.notStarted, "run \(line)", cause: unsafe String(cString: strerror(code)))
    }
}
