import Foundation
import Glibc
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire
import Synchronization
import Testing

@testable import RoostClient

@Suite(.timeLimit(.minutes(1))) struct AttachedConnectionTests {
    /// A connection on a loop of its own, and what it hears.
    private final class Client: Sendable {
        let loop: EventLoop
        let connection: AttachedConnection
        let events: AsyncStream<ClientEvent>

        init(_ paths: Paths) throws {
            let (events, continuation) = AsyncStream.makeStream(of: ClientEvent.self)
            loop = try EventLoop(name: "client")
            self.events = events
            let loop = loop
            connection = AttachedConnection(paths: paths, loop: loop) { event in
                precondition(loop.isCurrent, "events come on the loop")
                continuation.yield(event)
            }
            try loop.start()
        }

        deinit {
            loop.stop()
        }

        static let request = AttachRequest(
            target: "work", rows: 24, columns: 80, isReadOnly: false, environment: ["A": "b"], cwd: "/",
            terminal: "/dev/pts/0")
    }

    private func fail(_ what: Comment) {
        Issue.record(what)
    }

    private static let attached = Attached(client: "c1", workspace: "work", showsHint: false)

    /// Greets and takes the client in.
    private static func takeIn(_ peer: borrowing ScriptedServer.Peer) throws -> AttachRequest {
        try peer.greet()
        let (number, request) = try peer.request()
        guard case .client(.attach(let attach)) = request else { throw ScriptedServer.Peer.Gone() }
        try peer.respond(.attached(attached), to: number)
        return attach
    }

    private static let update = ScreenUpdate(
        session: 3, sequence: 1, size: TerminalSize(rows: 2, columns: 4), cursor: Cursor(),
        isAlternateScreen: false, isReverseVideo: false, scrollback: 0..<0, inputModes: InputModes(),
        rows: [(0, .line(Line(cells: [Line.Cell(scalar: 65)])))])

    @Test func `a client is taken in and hears what comes`() async throws {
        let server = try ScriptedServer { peer in
            guard try Self.takeIn(peer) == Client.request else { return }
            try peer.send(bytes: Frame(kind: .screen, body: Self.update.encoded).encoded)
            try peer.send(.notice, Notice.bell(session: SessionID(rawValue: 3)))
            let unknown = Array(#"{"kind":"unheard_of"}"#.utf8)
            try peer.send(
                bytes: Frame(kind: .notice, body: [UInt8(unknown.count), 0, 0, 0] + unknown).encoded)
            try peer.send(.sessions, SessionsEvent(changed: [], needy: []))
            try peer.send(.tasks, TasksEvent(changed: [], removed: [TaskID(rawValue: 7)]))
            try peer.send(.goodbye, Goodbye.detached)
        }
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var heard: [String] = []
        for await event in client.events {
            switch event {
            case .attached(let attached): heard.append("attached \(attached.workspace)")
            case .screen(let update): heard.append("screen \(update == Self.update)")
            case .notice: heard.append("notice")
            case .sessions: heard.append("sessions")
            case .tasks(let event): heard.append("tasks \(event.removed ?? [])")
            case .goodbye(let goodbye): heard.append("\(goodbye)")
            default: heard.append("unexpected \(event)")
            }
            if case .goodbye = event { break }
        }
        #expect(heard == ["attached work", "screen true", "notice", "sessions", "tasks [7]", "detached"])
    }

    @Test func `frames and sizes reach the server in order`() async throws {
        let received = AsyncStream.makeStream(of: Frame.self)
        let server = try ScriptedServer { peer in
            _ = try Self.takeIn(peer)
            while true { received.continuation.yield(try peer.receive()) }
        }
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        guard case .attached = await events.next() else { return fail("not attached") }
        let key = Frame(kind: .key, body: [1, 2, 3])
        await client.connection.send(key)
        await client.connection.setSize(rows: 50, columns: 200)
        await client.connection.send(key)
        var frames = received.stream.makeAsyncIterator()
        #expect(await frames.next() == key)
        #expect(await frames.next() == Frame(kind: .resize, body: ViewSize(rows: 50, columns: 200).encoded))
        #expect(await frames.next() == key)
        await client.connection.close()
    }

    @Test func `a key that the server could not be given is given to the next link`() async throws {
        let received = AsyncStream.makeStream(of: Frame.self)
        let shut = AsyncStream.makeStream(of: Int32.self)
        let server = try ScriptedServer(
            { peer in
                _ = try Self.takeIn(peer)
                shutdown(peer.socket.raw, Int32(SHUT_RD))
                // Open beyond this script: the client is not told by an end that nobody reads.
                shut.continuation.yield(dup(peer.socket.raw))
            },
            { peer in
                _ = try Self.takeIn(peer)
                while true { received.continuation.yield(try peer.receive()) }
            })
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var sockets = shut.stream.makeAsyncIterator()
        let kept = try #require(await sockets.next())
        defer { close(kept) }
        var events = client.events.makeAsyncIterator()
        guard case .attached = await events.next() else { return fail("not attached") }
        let keys = [Frame(kind: .key, body: [1, 2, 3]), Frame(kind: .key, body: [4])]
        for key in keys { await client.connection.send(key) }
        var frames = received.stream.makeAsyncIterator()
        #expect(await frames.next() == keys[0])
        #expect(await frames.next() == keys[1])
        await client.connection.close()
    }

    @Test func `questions find their answers in any order`() async throws {
        let server = try ScriptedServer { peer in
            _ = try Self.takeIn(peer)
            let first = try peer.request()
            let second = try peer.request()
            for asked in [second, first] {
                guard case .history(.search(let query, _, _)) = asked.request else {
                    throw ScriptedServer.Peer.Gone()
                }
                try peer.respond(.capture(query), to: asked.number)
            }
            try peer.wait()
        }
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        _ = await events.next()
        async let one = client.connection.request(.history(.search(query: "one", target: nil, limit: 1)))
        async let two = client.connection.request(.history(.search(query: "two", target: nil, limit: 1)))
        #expect(try await one == .capture("one"))
        #expect(try await two == .capture("two"))
        await client.connection.close()
    }

    @Test func `a client comes back, in its size and workspace`() async throws {
        let again = AsyncStream.makeStream(of: AttachRequest.self)
        let server = try ScriptedServer(
            { peer in
                _ = try Self.takeIn(peer)
                let workspace = Workspace(name: "other", rows: 9, columns: 9)
                try peer.send(
                    .workspace, WorkspaceEvent(workspace: workspace, sessions: [], needy: [], host: "h"))
                // The size, and then a question that is never answered.
                _ = try peer.receive()
                _ = try peer.receive()
            },
            { peer in
                again.continuation.yield(try Self.takeIn(peer))
                try peer.wait()
            })
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        guard case .attached = await events.next(), case .workspace = await events.next() else {
            return fail("not attached")
        }
        await client.connection.setSize(rows: 30, columns: 90)
        do throws(ClientError) {
            _ = try await client.connection.request(.server(.status))
            Issue.record("nobody answers")
        } catch {
            #expect(error.reason == .serverGone)
        }
        guard case .disconnected = await events.next() else { return fail("not disconnected") }
        guard case .attached = await events.next() else { return fail("not back") }
        var expected = Client.request
        expected.target = "other"
        expected.rows = 30
        expected.columns = 90
        var requests = again.stream.makeAsyncIterator()
        #expect(await requests.next() == expected)
        await client.connection.close()
    }

    @Test func `keys typed while the server is away reach it`() async throws {
        let received = AsyncStream.makeStream(of: Frame.self)
        let server = try ScriptedServer(
            { peer in _ = try Self.takeIn(peer) },
            { peer in
                _ = try Self.takeIn(peer)
                while true { received.continuation.yield(try peer.receive()) }
            })
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        _ = await events.next()
        guard case .disconnected = await events.next() else { return fail("not disconnected") }
        let key = Frame(kind: .key, body: [7])
        await client.connection.send(key)
        var frames = received.stream.makeAsyncIterator()
        #expect(await frames.next() == key)
        await client.connection.close()
    }

    @Test func `an upgrade is a reconnection`() async throws {
        let server = try ScriptedServer(
            { peer in
                _ = try Self.takeIn(peer)
                try peer.send(.goodbye, Goodbye.upgrading)
                try peer.wait()
            },
            { peer in
                _ = try Self.takeIn(peer)
                try peer.wait()
            })
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var heard: [String] = []
        for await event in client.events {
            switch event {
            case .attached: heard.append("attached")
            case .disconnected(let cause): heard.append(cause)
            default: heard.append("unexpected \(event)")
            }
            if heard.count == 3 { break }
        }
        #expect(heard == ["attached", "the server is being upgraded", "attached"])
        await client.connection.close()
    }

    @Test func `what a server said before it closed is heard, though nothing reaches it any more`()
        async throws
    {
        let (attached, closed) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let server = try ScriptedServer { peer in
            _ = try Self.takeIn(peer)
            attached.wait()
            try peer.send(.goodbye, Goodbye.killed)
            shutdown(peer.socket.raw, Int32(SHUT_RDWR))
            closed.signal()
        }
        let (events, continuation) = AsyncStream.makeStream(of: ClientEvent.self)
        let loop = try EventLoop(name: "client")
        let connection = Mutex<AttachedConnection?>(nil)
        connection.withLock {
            $0 = AttachedConnection(paths: server.paths, loop: loop) { event in
                continuation.yield(event)
                guard case .attached = event else { return }
                // The loop reads nothing before this is sent.
                attached.signal()
                closed.wait()
                connection.withLock(\.self)?.assumeIsolated { $0.send(Frame(kind: .key, body: [1])) }
            }
        }
        try loop.start()
        await connection.withLock(\.self)?.attach(Client.request)
        var heard = events.makeAsyncIterator()
        guard case .attached = await heard.next() else { return fail("not attached") }
        guard case .goodbye(.killed) = await heard.next() else { return fail("the goodbye is lost") }
        connection.withLock { $0 = nil }
        loop.stop()
    }

    @Test func `a screen that makes no sense ends that connection only`() async throws {
        let server = try ScriptedServer(
            { peer in
                _ = try Self.takeIn(peer)
                try peer.send(bytes: Frame(kind: .screen, body: [1, 2, 3]).encoded)
                try peer.wait()
            },
            { peer in
                _ = try Self.takeIn(peer)
                try peer.wait()
            })
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        _ = await events.next()
        guard case .disconnected(let cause) = await events.next() else {
            return fail("not disconnected")
        }
        #expect(cause == "cannot read a message: it ends too early")
        guard case .attached = await events.next() else { return fail("not back") }
        await client.connection.close()
    }

    @Test func `another version is given up`() async throws {
        let server = try ScriptedServer { peer in
            try peer.send(.hello, Hello(version: ProtocolVersion(major: 9, minor: 0), program: "p", pid: 1))
            try peer.wait()
        }
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        guard case .failed(let error) = await events.next() else { return fail("not given up") }
        #expect(error.reason == .otherVersion)
    }

    @Test func `a server that says no is given up with its words`() async throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            let (number, _) = try peer.request()
            try peer.respond(.failed(Failure("find workspace x", cause: "there is none")), to: number)
            try peer.wait()
        }
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        guard case .failed(let error) = await events.next() else { return fail("not given up") }
        #expect(error.description == "cannot find workspace x: there is none")
    }

    @Test func `a server that lets nobody in is given up`() async throws {
        let slams: ScriptedServer.Script = { peer in try peer.greet() }
        let server = try ScriptedServer(slams, slams, slams, slams, slams, slams)
        let client = try Client(server.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        guard case .failed(let error) = await events.next() else { return fail("not given up") }
        #expect(error.what == "attach")
    }

    @Test func `without server and keeper it is said why none can be started`() async throws {
        let home = try TemporaryHome()
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: home.path)
        let client = try Client(home.paths)
        await client.connection.attach(Client.request)
        var events = client.events.makeAsyncIterator()
        guard case .failed(let error) = await events.next() else { return fail("not given up") }
        #expect(error.reason == .untrusted)
    }

    @Test func `a question without a connection is an error at once`() async throws {
        let home = try TemporaryHome()
        let client = try Client(home.paths)
        await #expect(throws: ClientError.self) { try await client.connection.request(.server(.status)) }
        await client.connection.close()
    }
}
