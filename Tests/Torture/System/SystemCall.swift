private import CPosix
private import Foundation
private import Glibc

/// The calls of the harness that need pointers; the only place that says `unsafe`.
enum SystemCall {
    /// Nanoseconds of a clock that never jumps.
    static var now: Int64 { roost_now() }

    /// The signals that end the harness: kept for ``isInterrupted`` instead of ending it on the spot.
    static let ending = [SIGINT, SIGTERM, SIGHUP]

    static func block(_ signals: [Int32]) {
        _ = unsafe roost_signals_block(signals, Int32(signals.count))
    }

    /// Whether a signal that was blocked has come.
    static func isPending(_ signals: [Int32]) -> Bool {
        var set = sigset_t()
        unsafe sigpending(&set)
        return signals.contains { unsafe sigismember(&set, $0) == 1 }
    }

    static var isInterrupted: Bool { isPending(ending) }

    /// Sleeps; true as soon as one of the blocked signals comes, which is taken.
    static func sleep(nanoseconds: Int64, unless signals: [Int32]) -> Bool {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in signals { unsafe sigaddset(&set, signal) }
        var time = timespec(
            tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        return unsafe sigtimedwait(&set, nil, &time) > 0
    }

    /// Waits until some descriptors are readable, or at their end; empty at the end of the time.
    static func waitReadable(any descriptors: [Int32], milliseconds: Int32) -> Set<Int32> {
        var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard unsafe Glibc.poll(&polls, nfds_t(polls.count), milliseconds) > 0 else { return [] }
        return Set(polls.filter { $0.revents != 0 }.map(\.fd))
    }

    /// Waits until processes have ended, whoever's children they are: pidfd_open(2).
    static func waitForEnds(of pids: [Int32]) {
        for pid in pids {
            let end = roost_pidfd_open(pid)
            guard end >= 0 else { continue }
            _ = waitReadable(end, milliseconds: -1)
            close(end)
        }
    }

    /// Waits until a file is there: inotify(7).
    static func waitForFile(_ path: String) throws {
        let watch = inotify_init1(Int32(IN_CLOEXEC))
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard watch >= 0, unsafe inotify_add_watch(watch, folder, UInt32(IN_CREATE | IN_MOVED_TO)) >= 0 else {
            throw Trouble("cannot watch \(folder): \(name(of: errno))")
        }
        defer { close(watch) }
        while !FileManager.default.fileExists(atPath: path), read(watch) != nil {}
    }

    /// What an errno means.
    static func name(of errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }

    /// A child of this process that ended, and how (128 + n for signal n); nil when none has.
    ///
    /// It is reaped: nobody else may wait for a child then.
    static func endedChild() -> (pid: Int32, program: String, status: Int32)? {
        var facts = unsafe siginfo_t()
        guard unsafe waitid(P_ALL, 0, &facts, WEXITED | WNOHANG | WNOWAIT) == 0 else { return nil }
        let pid = unsafe facts._sifields._sigchld.si_pid
        guard pid > 0 else { return nil }
        let program = (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) ?? ""
        var word: Int32 = 0
        while unsafe waitpid(pid, &word, 0) < 0, errno == EINTR {}
        let signal = word & 0x7F
        return (pid, String(program.dropLast()), signal == 0 ? (word >> 8) & 0xFF : 128 + signal)
    }

    /// Waits until a descriptor is readable; false at the end of the time.
    static func waitReadable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe Glibc.poll(&poll, 1, milliseconds) > 0
    }

    /// Writes all bytes, waiting as long as it takes; false when the other side is gone.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe roost_write(
                    descriptor, $0.baseAddress.map { unsafe $0 + start }, bytes.count - start, 0)
            }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    /// What can be read at once, at most 64 KiB; nil at the end.
    static func read(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe roost_read(descriptor, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// A file for appending, made if there is none.
    static func openLog(_ path: String) -> Int32 {
        unsafe roost_open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }

    /// The terminal passes bytes on as they are: no echo, no signals, no newline becomes two bytes.
    static func makeRaw(_ descriptor: Int32) {
        var settings = termios()
        guard unsafe tcgetattr(descriptor, &settings) == 0 else { return }
        unsafe cfmakeraw(&settings)
        unsafe tcsetattr(descriptor, TCSANOW, &settings)
    }

    /// mount(2) of a tmpfs.
    ///
    /// - Returns: 0 or errno.
    static func mountTemporary(_ path: String, megabytes: Int) -> Int32 {
        let result = unsafe "size=\(megabytes)m,mode=0700".withCString { options in
            unsafe mount("tmpfs", path, "tmpfs", 0, options)
        }
        return result == 0 ? 0 : errno
    }

    /// mount(2) with MS_REMOUNT: the file system keeps what it holds.
    ///
    /// - Returns: 0 or errno.
    static func enlargeTemporary(_ path: String, megabytes: Int) -> Int32 {
        let result = unsafe "size=\(megabytes)m".withCString { options in
            unsafe mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), options)
        }
        return result == 0 ? 0 : errno
    }

    static func unmount(_ path: String) {
        _ = unsafe umount2(path, Int32(MNT_DETACH))
    }
}
