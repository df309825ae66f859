private import CSeccomp
private import Glibc
private import RoostModel

/// A system call of another process that waits until it is answered.
struct WaitingCall {
    fileprivate let id: UInt64
    /// The thread that made it.
    let thread: Int32
    let number: Int32
    let arguments: [UInt64]

    /// The program that makes it; nil when the process is gone.
    var program: String? { Self.link("/proc/\(thread)/exe") }

    /// The name of the thread that makes it, 15 bytes of it at most; empty when it is gone.
    var threadName: String {
        guard let file = unsafe fopen("/proc/\(thread)/comm", "r") else { return "" }
        defer { unsafe fclose(file) }
        var text = [CChar](repeating: 0, count: 64)
        let count = unsafe fread(&text, 1, text.count, file)
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self).trimmingBlanks
    }

    /// What a descriptor of it is open on, as proc(5) says; empty for one that is not open.
    func object(of descriptor: Int32) -> String { Self.link("/proc/\(thread)/fd/\(descriptor)") ?? "" }

    /// Whether a descriptor of it has O_NONBLOCK.
    func isNonBlocking(_ descriptor: Int32) -> Bool {
        guard let file = unsafe fopen("/proc/\(thread)/fdinfo/\(descriptor)", "r") else { return false }
        defer { unsafe fclose(file) }
        var text = [CChar](repeating: 0, count: 256)
        let count = unsafe fread(&text, 1, text.count - 1, file)
        let lines = String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: "\n")
        let flags = lines.first { $0.hasPrefix("flags:") }?.split(separator: "\t").last
        return flags.flatMap { Int32($0, radix: 8) }.map { $0 & O_NONBLOCK != 0 } ?? false
    }

    /// A string in its memory.
    func string(at address: UInt64) -> String {
        var text = [CChar](repeating: 0, count: 4096)
        let count = unsafe seccomp_string(thread, address, &text, text.count)
        return String(decoding: text.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func link(_ path: String) -> String? {
        var text = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink(path, &text, text.count)
        guard count >= 0 else { return nil }
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Answers system calls of other processes: seccomp_unotify(2).
struct CallListener: ~Copyable {
    /// Readable while a call waits.
    let descriptor: Int32

    /// Takes the descriptor that another process handed over; waits for it.
    init(from socket: Int32) throws {
        descriptor = seccomp_receive(socket)
        guard descriptor >= 0 else {
            throw Trouble("cannot take over the system calls: \(SystemCall.name(of: -descriptor))")
        }
    }

    deinit {
        close(descriptor)
    }

    /// The call that waits; nil when whoever made it is gone.
    func next() -> WaitingCall? {
        var call = seccomp_call()
        guard unsafe seccomp_next(descriptor, &call) == 0 else { return nil }
        let words = call.arguments
        return WaitingCall(
            id: call.id, thread: call.thread, number: call.number,
            arguments: [words.0, words.1, words.2, words.3, words.4, words.5])
    }

    /// Lets a call happen, or fails it with an errno.
    func answer(_ call: WaitingCall, failure: Int32?) {
        // A process that is gone needs no answer.
        _ = seccomp_answer(descriptor, call.id, failure ?? 0)
    }

    /// The number of a call on this machine; nil for one that it does not have.
    static func number(_ name: String) -> Int32? {
        let number = unsafe seccomp_number(name)
        return number >= 0 ? number : nil
    }

    /// From now on these calls of this thread, and of all that it starts, wait for whoever is at the other end of a
    /// socket.
    static func handOver(_ calls: [Int32], to socket: Int32) throws {
        let failure = unsafe seccomp_hand_over(calls, Int32(calls.count), socket)
        guard failure == 0 else {
            throw Trouble("cannot hand over the system calls: \(SystemCall.name(of: -failure))")
        }
    }

    /// Processes that lose their parent become this one's children.
    static func adoptOrphans() throws {
        let failure = seccomp_adopt_orphans()
        guard failure == 0 else { throw Trouble("cannot adopt orphans: \(SystemCall.name(of: -failure))") }
    }
}
