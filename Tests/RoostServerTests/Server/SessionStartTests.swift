import Foundation
import Glibc
import RoostClient
import RoostKeeperProtocol
import RoostModel
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// A server that is killed while a session starts, and what a session gets when it starts again.
@Suite struct SessionStartTests {
    private struct Unexpected: Error {}

    private func sessions(_ server: InMemoryServer) throws -> [SessionInfo] {
        guard case .sessions(let list) = try server.ask(.session(.list(all: true))) else {
            throw Unexpected()
        }
        return list
    }

    private func panes(_ server: InMemoryServer) throws -> [SessionID] {
        guard case .workspace(let event) = try server.ask(.workspace(.show(name: "main"))) else {
            throw Unexpected()
        }
        return event.workspace.sessions.sorted()
    }

    /// A server with a session in a pane, and a split that waits for its child; gives what a kill would leave.
    private func killedWhileSplitting(
        keeperHasChild: Bool, _ body: (InMemoryServer, _ started: SessionID) async throws -> Void
    ) async throws {
        let first = try await InMemoryServer()
        let request = SessionRequest(
            name: "one", arguments: ["sh"], cwd: "/", environment: [:], workspace: "main")
        guard case .session(let one) = try first.ask(.session(.create(request))) else { throw Unexpected() }
        first.keeper.hold()
        let split = SessionRequest(name: "two", arguments: ["sh"], cwd: "/", environment: [:])
        let question = Request.layout(
            workspace: "main",
            .split(pane: nil, axis: .vertical, before: false, size: nil, focus: true, session: split))
        // On a thread of its own: it waits for an answer that comes after what this test does.
        let asked = Task {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread { continuation.resume(with: Result { try first.ask(question) }) }
            }
        }
        let number = await first.keeper.waitForSpawn()
        #expect(try panes(first) == [one.number])
        let image = try await first.crashImage()
        let kept = first.keeper.copy(without: keeperHasChild ? nil : number)
        first.keeper.release()
        guard case .session(let two) = try await asked.value else { throw Unexpected() }
        #expect(try panes(first) == [one.number, two.number])
        try await first.stop()
        let second = try await InMemoryServer(folder: image, keeper: kept)
        try await body(second, two.number)
        try await second.stop()
    }

    @Test func `a session whose child the keeper has comes back with its pane`() async throws {
        try await killedWhileSplitting(keeperHasChild: true) { server, started in
            let (numbers, panes) = (try sessions(server).map(\.number).sorted(), try panes(server))
            #expect(numbers.contains(started))
            #expect(numbers == panes)
        }
    }

    @Test func `a session whose child never was does not exist, and has no pane`() async throws {
        try await killedWhileSplitting(keeperHasChild: false) { server, started in
            let (numbers, panes) = (try sessions(server).map(\.number).sorted(), try panes(server))
            #expect(!numbers.contains(started))
            #expect(numbers == panes)
        }
    }

    @Test func `a split that fails leaves neither pane nor workspace behind`() async throws {
        let server = try await InMemoryServer()
        server.keeper.failSpawns(ENOENT)
        let request = SessionRequest(arguments: ["sh"], cwd: "/", environment: [:], workspace: "other")
        guard case .failed = try server.ask(.session(.create(request))) else { throw Unexpected() }
        guard case .workspaces(let list) = try server.ask(.workspace(.list)) else { throw Unexpected() }
        #expect(list.isEmpty)
        #expect(try sessions(server).isEmpty)
        try await server.stop()
    }

    @Test(arguments: [RestartKind.again, .resume])
    func `a session starts again with the words, permissions and variables that it was given`(
        how: RestartKind
    )
        async throws
    {
        let first = try await InMemoryServer()
        let given = ["FOO": "bar", "API_TOKEN": "abcdefgh12345678"]
        let request = SessionRequest(
            name: "a", provider: "claude", arguments: ["--model", "x"], cwd: "/",
            environment: given.merging(["CALLER": "1", "PATH": "/bin"]) { $1 }, variables: given,
            isDetached: true, fullAccess: true)
        guard case .session(let info) = try first.ask(.session(.create(request))) else { throw Unexpected() }
        let number = info.number.rawValue
        let image = try await first.crashImage()
        try await first.stop()
        // The child is gone, and another server knows of the session what is stored.
        let second = try await InMemoryServer(folder: image)
        let restart = Request.session(.restart(target: "a", how: how, environment: ["PATH": "/bin"]))
        guard case .session = try second.ask(restart) else { throw Unexpected() }
        let spawned = try #require(second.keeper.request(number))
        let words = spawned.arguments.map { String(decoding: $0, as: UTF8.self) }
        #expect(
            words == ["claude"] + (how == .resume ? ["--continue"] : [])
                + ["--dangerously-skip-permissions", "--model", "x"])
        let environment = spawned.environment.map { String(decoding: $0, as: UTF8.self) }
        #expect(environment.contains("FOO=bar"))
        #expect(environment.contains("PWD=/"))
        // A secret lives as long as the server that it was given to, and the caller's other variables with the caller.
        #expect(!environment.contains { $0.hasPrefix("API_TOKEN=") || $0.hasPrefix("CALLER=") })
        try await second.stop()
    }

    @Test func `words and folders that are no UTF-8 reach the child as they were`() async throws {
        let server = try await InMemoryServer()
        let request = SessionRequest(
            name: "a", arguments: ["sh", "a\u{10FFFF}\u{10FFFE}b"], cwd: "/",
            environment: ["X": "\u{10FFE9}"],
            isDetached: true)
        guard case .session(let info) = try server.ask(.session(.create(request))) else { throw Unexpected() }
        let spawned = try #require(server.keeper.request(info.number.rawValue))
        #expect(spawned.arguments.last == [0x61, 0xFF, 0xFE, 0x62])
        #expect(spawned.environment.contains(Array("X=".utf8) + [0xE9]))
        try await server.stop()
    }
}
