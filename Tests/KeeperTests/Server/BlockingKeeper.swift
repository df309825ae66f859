import Glibc
import RoostKeeperProtocol

/// The server's side of the protocol for code that may wait.
final class BlockingKeeper {
    struct Silence: Error {}

    private var channel: KeeperChannel

    /// Takes the socket over.
    init(_ socket: Int32) {
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
        channel = KeeperChannel(owning: socket)
    }

    var socket: Int32 { channel.descriptor }

    func send(_ request: KeeperRequest, descriptor: Int32? = nil) throws {
        try channel.send(request.kind, body: request.body, descriptor: descriptor)
        while channel.pendingByteCount > 0 {
            guard Descriptors.wait(channel.descriptor, writable: true) else { throw Silence() }
            try channel.flush()
        }
    }

    /// The next message, and its descriptor or -1.
    func next() throws -> (report: KeeperReport, descriptor: Int32) {
        while true {
            if let next = try available() { return next }
            guard Descriptors.wait(channel.descriptor) else { throw Silence() }
        }
    }

    /// The next message, if it is here.
    func available() throws -> (report: KeeperReport, descriptor: Int32)? {
        while true {
            if let (frame, descriptor) = try channel.next() {
                guard let report = KeeperReport(kind: frame.kind, body: frame.body[...]) else { continue }
                return (report, descriptor)
            }
            guard try channel.receive() else { return nil }
        }
    }
}

/// Waiting for descriptors, and reading all of one.
enum Descriptors {
    /// Waits until it is ready; false after half a minute, which nothing here takes.
    static func wait(_ descriptor: Int32, writable: Bool = false, milliseconds: Int32 = 30_000) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(writable ? POLLOUT : POLLIN), revents: 0)
        return unsafe poll(&watched, 1, milliseconds) > 0
    }

    /// What a read gives, waiting for it; empty at the end.
    static func read(_ descriptor: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while wait(descriptor) {
            let room = buffer.count
            let count = unsafe Glibc.read(descriptor, &buffer, room)
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 || (errno != EAGAIN && errno != EINTR) { break }
        }
        return []
    }

    /// Everything up to the end.
    static func readAll(_ descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let some = read(descriptor)
            guard !some.isEmpty else { return all }
            all += some
        }
    }

    /// Text up to and with `mark`, or to the end.
    static func text(_ descriptor: Int32, upTo mark: String) -> String {
        var all: [UInt8] = []
        while true {
            let some = read(descriptor)
            all += some
            let text = String(decoding: all, as: UTF8.self)
            if some.isEmpty || text.contains(mark) { return text }
        }
    }

    static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.write(descriptor, bytes, bytes.count)
    }
}
