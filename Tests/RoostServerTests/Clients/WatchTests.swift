import RoostClient
import RoostModel
import RoostTerminal
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// Clients that show one session alone.
@Suite(.timeLimit(.minutes(1))) struct WatchTests {
    private struct Unexpected: Error {}

    private func create(_ name: String, on server: InMemoryServer) throws -> SessionID {
        let request = SessionRequest(
            name: name, arguments: ["sh"], cwd: "/", environment: [:], rows: 5, columns: 20, isDetached: true)
        guard case .session(let info) = try server.ask(.session(.create(request))) else { throw Unexpected() }
        return info.number
    }

    private func watch(
        _ id: SessionID?, isReadOnly: Bool = false, _ connection: inout CommandConnection
    ) throws -> Response {
        try connection.perform(
            .client(.watch(session: id, isReadOnly: isReadOnly)), timeout: .seconds(20))
    }

    @Test func `a session that is none cannot be shown`() async throws {
        let server = try await InMemoryServer(loops: 1)
        var client = try server.connect()
        guard case .failed = try watch(SessionID(rawValue: 99), &client) else { throw Unexpected() }
        #expect(try watch(nil, &client) == .done)
        try await server.stop()
    }

    @Test func `who only looks changes nothing`() async throws {
        let server = try await InMemoryServer(loops: 1)
        let id = try create("one", on: server)
        var client = try server.connect()
        #expect(try watch(id, isReadOnly: true, &client) == .done)
        let send = Request.session(.send(target: "one", text: "x", enter: true))
        guard case .failed(let failure) = try client.perform(send, timeout: .seconds(20)) else {
            throw Unexpected()
        }
        #expect(failure.cause.contains("only looks on"))
        #expect(try watch(id, &client) == .done)
        #expect(try client.perform(send, timeout: .seconds(20)) == .done)
        try await server.stop()
    }

    @Test func `who shows a workspace shows no session alone`() async throws {
        let server = try await InMemoryServer(loops: 1)
        let id = try create("one", on: server)
        var client = try server.connect()
        #expect(try watch(id, &client) == .done)
        let attach = AttachRequest(
            target: nil, rows: 25, columns: 80, isReadOnly: false, environment: [:], cwd: "/", terminal: "")
        guard case .attached = try client.perform(.client(.attach(attach)), timeout: .seconds(20)) else {
            throw Unexpected()
        }
        guard case .failed(let failure) = try watch(id, &client) else { throw Unexpected() }
        #expect(failure.cause.contains("workspace"))
        try await server.stop()
    }
}
