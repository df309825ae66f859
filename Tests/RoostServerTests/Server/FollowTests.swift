import Foundation
import RoostClient
import RoostKeeperProtocol
import RoostModel
import RoostWire
import Testing

@testable import RoostServer

/// A session's output as it comes, with sessions on the server's loop and on others.
@Suite(.timeLimit(.minutes(1))) struct FollowTests {
    private struct Unexpected: Error {}

    private func create(on server: InMemoryServer) throws -> SessionID {
        let request = SessionRequest(
            name: "one", arguments: ["sh"], cwd: "/", environment: [:], rows: 24, columns: 80,
            isDetached: true)
        guard case .session(let info) = try server.ask(.session(.create(request))) else { throw Unexpected() }
        return info.number
    }

    private func follow(
        _ id: SessionID, from: UInt64?, on server: InMemoryServer, timeout: Int64? = 15_000
    ) throws -> RecordedOutput.Run {
        let answer = try server.ask(.history(.follow(session: id, from: from, timeoutMilliseconds: timeout)))
        guard case .recordedOutput(let output) = answer, output.runs.count == 1 else { throw Unexpected() }
        return output.runs[0]
    }

    /// Follows until so many bytes came; what was missed or came twice is in the offsets.
    private func collect(_ id: SessionID, _ count: Int, on server: InMemoryServer) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let run = try follow(id, from: UInt64(bytes.count), on: server)
            guard run.offset == UInt64(bytes.count), !run.bytes.isEmpty else { throw Unexpected() }
            bytes += run.bytes
        }
        return bytes
    }

    @Test(arguments: ServerTests.loops)
    func `who asks for no offset learns where the output ends`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let id = try create(on: server)
        server.keeper.print("hello", in: id.rawValue)
        #expect(try collect(id, 5, on: server) == Array("hello".utf8))
        let end = try follow(id, from: nil, on: server)
        #expect(end.offset == 5)
        #expect(end.bytes.isEmpty)
        try await server.stop()
    }

    @Test(arguments: ServerTests.loops)
    func `who waits is told as soon as something is printed`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let id = try create(on: server)
        let answer = Task {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        with: Result { try self.follow(id, from: 0, on: server, timeout: nil) })
                }
            }
        }
        server.keeper.print("now", in: id.rawValue)
        let run = try await answer.value
        #expect(run.offset == 0)
        #expect(Array("now".utf8).starts(with: run.bytes) && !run.bytes.isEmpty)
        try await server.stop()
    }

    @Test func `a time that is over is answered with nothing`() async throws {
        let server = try await InMemoryServer()
        let id = try create(on: server)
        #expect(try follow(id, from: 0, on: server, timeout: 1) == RecordedOutput.Run(offset: 0, bytes: []))
        try await server.stop()
    }

    @Test func `the end of a session ends the wait`() async throws {
        let server = try await InMemoryServer()
        let id = try create(on: server)
        server.keeper.print("last", in: id.rawValue)
        server.keeper.end(id.rawValue)
        #expect(try collect(id, 4, on: server) == Array("last".utf8))
        #expect(try follow(id, from: 4, on: server, timeout: nil) == RecordedOutput.Run(offset: 4, bytes: []))
        try await server.stop()
    }

    @Test func `what the store has and what only the journal has follow each other`() async throws {
        let server = try await InMemoryServer()
        let id = try create(on: server)
        var printed = ""
        for round in 0..<40 {
            let text = (0..<100).map { "line \(round * 100 + $0)\n" }.joined()
            server.keeper.print(text, in: id.rawValue)
            // The terminal puts the carriage return in.
            printed += text.replacing("\n", with: "\r\n")
            if round % 10 == 9 {
                _ = try server.ask(.session(.capture(target: "one", format: .text, scrollback: false)))
                _ = try server.ask(.history(.recording(target: "one", from: nil)))
            }
        }
        #expect(try collect(id, printed.utf8.count, on: server) == Array(printed.utf8))
        try await server.stop()
    }

    @Test func `a session keeps its identity, and metadata can be replaced`() async throws {
        let first = try await InMemoryServer()
        let identity = SessionIdentity(userID: "ann", metadata: #"{"ticket":1}"#)
        var request = SessionRequest(
            name: "one", arguments: ["sh"], cwd: "/", environment: [:], isDetached: true)
        request.identity = identity
        guard case .session(let info) = try first.ask(.session(.create(request))) else { throw Unexpected() }
        #expect(info.identity == identity)
        _ = try first.ask(.session(.annotate(target: "one", metadata: #"{"ticket":2}"#)))
        let image = try await first.crashImage()
        let kept = first.keeper.copy(without: nil)
        try await first.stop()
        let second = try await InMemoryServer(folder: image, keeper: kept)
        guard case .sessions(let list) = try second.ask(.session(.list(all: true))) else {
            throw Unexpected()
        }
        #expect(list.map(\.uuid) == [identity.uuid])
        #expect(list.first?.identity?.userID == "ann")
        #expect(list.first?.identity?.metadata == #"{"ticket":2}"#)
        let large = String(repeating: "x", count: SessionIdentity.metadataLimit + 1)
        guard case .failed = try second.ask(.session(.annotate(target: "one", metadata: large))) else {
            throw Unexpected()
        }
        try await second.stop()
    }
}
