import Foundation
import RoostModel
import RoostTestSupport
import RoostWire
import Synchronization

@testable import RoostClient
@testable import RoostIO

/// A server that does what a test says, on a real socket in a directory of its own.
///
/// Each connection runs one script, in the order of connecting; the listener ends with the last of them.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (borrowing Peer) throws -> Void

    let paths: Paths

    /// Listens, and runs the scripts on a thread.
    init(_ scripts: Script...) throws {
        let home = try TemporaryHome()
        paths = home.paths
        let listener = try UnixSocket.listen(at: paths.socket).take()
        Thread.detachNewThread {
            // The directory is there as long as somebody listens in it.
            defer { withExtendedLifetime(home) {} }
            let listener = Descriptor(listener)
            for script in scripts {
                guard Deadline(after: .seconds(30)).wait(for: listener.raw),
                    let socket = try? UnixSocket.accept(listener)
                else { return }
                try? script(Peer(socket: socket))
            }
        }
    }

    /// One connection as the server sees it.
    struct Peer: ~Copyable {
        let socket: Descriptor
        let decoder = Mutex(FrameDecoder())

        struct Gone: Error {}

        /// The next frame.
        func receive() throws -> Frame {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                if let frame = try decoder.withLock({ decoder throws(WireError) in try decoder.next() }) {
                    return frame
                }
                guard Deadline(after: .seconds(30)).wait(for: socket.raw),
                    let count = try UnixSocket.read(from: socket.raw, into: &buffer), count > 0
                else { throw Gone() }
                decoder.withLock { $0.append(buffer[..<count]) }
            }
        }

        /// The next request with its number; frames of other kinds are skipped.
        func request() throws -> (number: UInt32, request: Request) {
            while true {
                guard case .request(let number, let request) = try ClientMessage(receive()) else { continue }
                return (number, try request.get())
            }
        }

        func send(bytes: [UInt8]) throws {
            var rest = bytes
            while !rest.isEmpty {
                let count = try UnixSocket.send(rest, to: socket.raw)
                rest.removeFirst(count)
                if count == 0, !Deadline(after: .seconds(30)).wait(for: socket.raw, writable: true) {
                    throw Gone()
                }
            }
        }

        func send(_ kind: FrameKind, _ message: some Encodable) throws {
            try send(bytes: Frame(kind: kind, body: Array(JSONEncoder().encode(message))).encoded)
        }

        func send(_ kind: FrameKind, _ message: some WireMessage) throws {
            try send(bytes: Frame(kind: kind, body: message.body).encoded)
        }

        func respond(_ response: Response, to number: UInt32) throws {
            try send(bytes: Frame(response, to: number).encoded)
        }

        /// Greets as this version does.
        func greet() throws {
            _ = try receive()
            try send(.hello, Hello(program: "scripted", pid: 1))
        }

        /// Says nothing until the client goes.
        func wait() throws {
            while true { _ = try receive() }
        }
    }
}

/// A home for one test, with its runtime folder; gone with the value.
final class TemporaryHome: Sendable {
    private let folder: TemporaryFolder
    var path: String { folder.path }
    var paths: Paths { folder.paths }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: paths.runtime, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}
