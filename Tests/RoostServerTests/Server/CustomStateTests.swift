import Foundation
import RoostModel
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// What sessions are at in words of their own, `roost state`.
@Suite(.timeLimit(.minutes(1))) struct CustomStateTests {
    private struct Unexpected: Error {}

    private func create(on server: InMemoryServer) throws -> SessionID {
        let request = SessionRequest(
            name: "one", arguments: ["cat"], cwd: "/", environment: [:], isDetached: true)
        guard case .session(let info) = try server.ask(.session(.create(request))) else { throw Unexpected() }
        return info.number
    }

    private func state(on server: InMemoryServer) throws -> CustomState? {
        guard case .sessions(let list) = try server.ask(.session(.list(all: true))), let info = list.first
        else {
            throw Unexpected()
        }
        return info.customState
    }

    private func set(_ name: String?, _ data: String? = nil, on server: InMemoryServer) throws -> Failure? {
        switch try server.ask(.session(.setState(target: "one", name: name, data: data))) {
        case .done: return nil
        case .failed(let failure): return failure
        default: throw Unexpected()
        }
    }

    private func history(on server: InMemoryServer) throws -> [String] {
        guard
            case .history(let entries) = try server.ask(
                .history(.entries(target: "one", type: .status, limit: 99)))
        else { throw Unexpected() }
        return entries.map(\.text).filter { $0.hasPrefix("custom") }
    }

    @Test(arguments: ServerTests.loops)
    func `it is there at once, changes, is cleared, and the history has each name`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        _ = try create(on: server)
        #expect(try set("testing", #"{ "n": 1 }"#, on: server) == nil)
        let first = try state(on: server)
        #expect(first?.name == "testing" && first?.data == #"{"n":1}"#)
        #expect(try set("testing", #"{"n":2}"#, on: server) == nil)
        let second = try state(on: server)
        #expect(second?.data == #"{"n":2}"# && second?.since == first?.since)
        #expect(try set("reviewing", on: server) == nil)
        #expect(try state(on: server)?.data == nil)
        #expect(try set(nil, on: server) == nil)
        #expect(try set(nil, on: server) == nil)
        #expect(try state(on: server) == nil)
        #expect(
            try history(on: server) == [
                "custom state testing", "custom state reviewing", "custom state over",
            ])
        try await server.stop()
    }

    @Test func `who waits for it is told`() async throws {
        let server = try await InMemoryServer()
        _ = try create(on: server)
        let answer = Task {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        with: Result {
                            try server.ask(
                                .session(
                                    .waitAny(
                                        target: "one", conditions: [.exit, .customState("reviewing")],
                                        timeoutMilliseconds: 15_000)))
                        })
                }
            }
        }
        #expect(try set("reviewing", on: server) == nil)
        guard case .met(let info, .customState("reviewing")) = try await answer.value else {
            throw Unexpected()
        }
        #expect(info.customState?.name == "reviewing")
        try await server.stop()
    }

    @Test func `a crash of the server takes nothing of it`() async throws {
        let first = try await InMemoryServer()
        _ = try create(on: first)
        #expect(try set("reviewing", #"{"pr":12}"#, on: first) == nil)
        let state = try state(on: first)
        let image = try await first.crashImage()
        let kept = first.keeper.copy(without: nil)
        try await first.stop()
        let second = try await InMemoryServer(folder: image, keeper: kept)
        #expect(try self.state(on: second) == state)
        try await second.stop()
    }

    @Test func `one that has ended keeps it, and can be given another`() async throws {
        let server = try await InMemoryServer()
        let id = try create(on: server)
        #expect(try set("testing", on: server) == nil)
        server.keeper.end(id.rawValue)
        _ = try server.ask(.session(.wait(target: "one", condition: .exit, timeoutMilliseconds: nil)))
        #expect(try state(on: server)?.name == "testing")
        #expect(try set("reviewed", on: server) == nil)
        #expect(try state(on: server)?.name == "reviewed")
        try await server.stop()
    }

    @Test func `secrets in its data are not kept`() async throws {
        let server = try await InMemoryServer()
        _ = try create(on: server)
        let key = "sk-ant-api03-" + String(repeating: "a1B2", count: 20)
        let data = #"{"token":"hunter2-and-more","list":[{"x":"use \#(key)"}],"note":"plain"}"#
        #expect(try set("testing", data, on: server) == nil)
        let kept = try #require(try state(on: server)?.data)
        #expect(kept.contains(#""note":"plain""#))
        #expect(!kept.contains("hunter2") && !kept.contains("a1B2"), "\(kept)")
        try await server.stop()
    }

    @Test func `what is no name and what are no data is refused`() async throws {
        let server = try await InMemoryServer()
        _ = try create(on: server)
        for name in ["", "a b", "running", "runing", "12"] {
            #expect(try set(name, on: server)?.cause.isEmpty == false, "\(name)")
        }
        for data in ["", "7", "[1]", "{", #"{"a":1}x"#] {
            #expect(try set("x", data, on: server)?.cause == "they are no JSON object", "\(data)")
        }
        let large = #"{"a":"\#(String(repeating: "x", count: CustomState.dataLimit))"}"#
        #expect(try set("x", large, on: server)?.cause == "they take more than 16384 bytes")
        #expect(try state(on: server) == nil)
        try await server.stop()
    }
}
