import Foundation
import Glibc
import Synchronization
import Testing

@testable import RoostIO

/// What happened, in order, from any thread.
final class Log<Entry: Sendable>: Sendable {
    private let state = Mutex<[Entry]>([])

    var entries: [Entry] { state.withLock { $0 } }

    func append(_ entry: Entry) {
        state.withLock { $0.append(entry) }
    }
}

/// A value that a handler makes or needs, and that is not there when the handler is written.
final class Box<Value: Sendable>: Sendable {
    private let state: Mutex<Value?>

    init(_ value: Value? = nil) {
        state = Mutex(value)
    }

    var value: Value? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

extension EventLoop {
    /// Runs on the calling thread until somebody stops it; a test that forgets to fails instead of hanging.
    func runToEnd(_ sourceLocation: SourceLocation = #_sourceLocation) {
        let guardian = schedule(after: .seconds(30)) {
            Issue.record("nothing stopped the loop", sourceLocation: sourceLocation)
            self.stop()
        }
        run()
        guardian.cancel()
    }

    /// Runs `body` on the loop's thread and gives its result.
    func perform<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            execute { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}

/// A loop on a thread of its own for the time of `body`.
func withRunningLoop<Result>(_ body: (EventLoop) async throws -> Result) async throws -> Result {
    let loop = try EventLoop(name: "test")
    try loop.start()
    defer { loop.stop() }
    return try await body(loop)
}

/// Writes all of it to a descriptor that has the room.
func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    try #require(SystemCall.write(descriptor, bytes, from: 0, isSocket: true) == bytes.count)
}

/// Takes what is there now; empty at the end of file, nil when nothing is there.
func read(from descriptor: Int32, maximum: Int = 1 << 16) throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: maximum)
    guard let count = try UnixSocket.read(from: descriptor, into: &buffer) else { return nil }
    return Array(buffer[..<count])
}

/// Writes until nothing more fits and gives the number of bytes.
func fill(_ descriptor: Int32) -> Int {
    let block = [UInt8](repeating: 0x78, count: 1 << 14)
    var count = 0
    while true {
        let answer = SystemCall.write(descriptor, block, from: 0, isSocket: true)
        guard answer > 0 else { return count }
        count += answer
    }
}

/// Whether a connection waited at the listener; it is closed at once.
func accepts(_ listener: Int32) throws -> Bool {
    let connection = try UnixSocket.accept(listener)
    return connection != nil
}

/// Whether nobody holds the lock; it is given back at once.
func canLock(_ path: String) throws -> Bool {
    let lock = try Files.lock(path)
    return lock != nil
}

/// chmod(2).
func setMode(_ mode: mode_t, of path: String) throws {
    let answer = unsafe SystemCall.withPath(path) { unsafe chmod($0, mode) }
    try #require(answer == 0)
}

/// lchown(2); needs root.
func setOwner(_ owner: uid_t, of path: String) throws {
    let answer = unsafe SystemCall.withPath(path) { unsafe lchown($0, owner, owner) }
    try #require(answer == 0)
}
