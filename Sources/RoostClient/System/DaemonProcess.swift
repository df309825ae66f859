private import CPosix
private import Glibc
import RoostIO

/// Starting a process that outlives this one.
enum DaemonProcess {
    /// Starts a program in a session of its own, with `/dev/null` as its input.
    ///
    /// - Parameters:
    ///   - path: The executable; nothing is looked up.
    ///   - arguments: All words, the program's name first.
    ///   - log: Takes what it prints; made 0600 if need be, appended to.
    ///   - passed: Becomes descriptor 3 there.
    /// - Throws: ``ClientError``.
    static func spawn(
        _ path: String, _ arguments: [String], log: String, passing passed: borrowing Descriptor
    ) throws(ClientError) {
        let output = unsafe open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard output >= 0 else {
            throw ClientError(.notStarted, "start the server", cause: "cannot open \(log): \(message(errno))")
        }
        let file = Descriptor(output)
        let words = Array(arguments.joined(separator: "\0").utf8) + [0]
        let pid = unsafe roost_spawn_daemon(path, words, words.count, file.raw, [passed.raw], 1)
        guard pid > 0 else {
            throw ClientError(.notStarted, "start the server", cause: "cannot run \(path): \(message(-pid))")
        }

    }

    private static func message(_ code: Int32) -> String {
        unsafe String(cString: strerror(code))
    }

    /// Whether this user may run a file.
    static func isExecutable(_ path: String) -> Bool {
        unsafe access(path, X_OK) == 0
    }

    /// The program that runs now, also when its file was replaced; nil if the kernel does not say.
    static var ownExecutable: String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return -1 }
            return unsafe readlink("/proc/self/exe", start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count], as: UTF8.self)
        let mark = " (deleted)"
        return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
    }
}
