import Glibc
import RoostIO
import RoostKeeperProtocol
import Synchronization
import Testing

@testable import RoostPTY

/// A connection on a loop, with the keeper played by the test.
@Suite(.timeLimit(.minutes(1))) struct KeeperConnectionTests {
    /// The keeper's side, for code that may wait.
    private final class Keeper {
        var channel: KeeperChannel

        init(_ socket: Int32) { channel = KeeperChannel(owning: socket) }

        func next() throws -> (request: KeeperRequest?, descriptor: Int32) {
            while true {
                if let (frame, descriptor) = try channel.next() {
                    return (KeeperRequest(kind: frame.kind, body: frame.body[...]), descriptor)
                }
                if try channel.receive() { continue }
                var watched = pollfd(fd: channel.descriptor, events: Int16(POLLIN), revents: 0)
                _ = unsafe poll(&watched, 1, 30_000)
            }
        }

        func send(_ report: KeeperReport, descriptor: Int32? = nil) throws {
            try channel.send(report.kind, body: report.body, descriptor: descriptor)
        }
    }

    private struct Fixture {
        let loop: EventLoop
        let keeper: Keeper
        let connection: KeeperConnection
        let events: AsyncStream<KeeperConnection.Event>

        init() throws {
            let pair = try UnixSocket.pair().take()
            let (stream, continuation) = AsyncStream<KeeperConnection.Event>.makeStream()
            loop = try EventLoop(name: "test")
            try loop.start()
            keeper = Keeper(pair.first)
            events = stream
            connection = try KeeperConnection(Descriptor(pair.second), loop: loop) { continuation.yield($0) }
            #expect(try keeper.next().request == .hello(version: KeeperProtocol.version))
        }

        func event() async -> KeeperConnection.Event? {
            var iterator = events.makeAsyncIterator()
            return await iterator.next()
        }
    }

    private let request = SpawnRequest(
        session: 7, rows: 24, columns: 80, directory: "/tmp", arguments: ["sh"], environment: [:])

    /// The pid of the child, or why there is none; its master is checked and closed.
    private func spawn(_ fixture: Fixture, _ request: SpawnRequest) -> AsyncStream<Result<Int32, PTYError>> {
        let (stream, continuation) = AsyncStream<Result<Int32, PTYError>>.makeStream()
        fixture.connection.spawn(request) { [loop = fixture.loop] result in
            #expect(loop.isCurrent)
            switch consume result {
            case .success(let child):
                let pid = child.pid
                let master = child.takeMaster()
                #expect(fcntl(master.raw, F_GETFD) == FD_CLOEXEC)
                continuation.yield(.success(pid))
            case .failure(let error): continuation.yield(.failure(error))
            }
            continuation.finish()
        }
        return stream
    }

    private func first<Element: Sendable>(_ stream: AsyncStream<Element>) async -> Element? {
        var iterator = stream.makeAsyncIterator()
        return await iterator.next()
    }

    @Test func `events come on the loop as the keeper told them`() async throws {
        let fixture = try Fixture()
        let session = KeptSession(
            session: 1, pid: 2, start: 3, status: .running, isAdopted: false, hasJournal: true)
        try fixture.keeper.send(.hello(version: 9, pid: 10, sessions: [session]))
        #expect(await fixture.event() == .hello(keeper: 10, version: 9, sessions: [session]))
        try fixture.keeper.send(.exited(session: 1, status: .exited(code: 4)))
        #expect(await fixture.event() == .exited(session: 1, status: .exited(code: 4)))
    }

    @Test func `a spawn is answered with the child and its master`() async throws {
        let fixture = try Fixture()
        let reply = spawn(fixture, request)
        #expect(try fixture.keeper.next().request == .spawn(request))
        let terminal = Terminal()
        try fixture.keeper.send(.spawned(session: 7, pid: 99, start: 5), descriptor: terminal.master.raw)
        #expect(await first(reply) == .success(99))
    }

    @Test func `a spawn that fails says at which step`() async throws {
        let fixture = try Fixture()
        let reply = spawn(fixture, request)
        try fixture.keeper.send(.failed(session: 7, errno: ENOENT, stage: 2))
        guard case .failure(let error) = await first(reply) else {
            Issue.record("no failure")
            return
        }
        #expect(error.description == "cannot start sh in /tmp: No such file or directory")
    }

    @Test func `a request that is longer than a frame is refused here`() async throws {
        let fixture = try Fixture()
        var long = request
        long.environment = [[UInt8](repeating: 65, count: 9 << 20)]
        let reply = spawn(fixture, long)
        guard case .failure(let error) = await first(reply) else {
            Issue.record("no failure")
            return
        }
        #expect(error.errno == E2BIG)
        let next = spawn(fixture, request)
        #expect(try fixture.keeper.next().request == .spawn(request))
        _ = next
    }

    @Test func `a request with a NUL in it is refused here`() async throws {
        let fixture = try Fixture()
        var broken = request
        broken.arguments = [[65, 0, 66]]
        guard case .failure(let error) = await first(spawn(fixture, broken)) else {
            Issue.record("no failure")
            return
        }
        #expect(error.description == "cannot start sh: Invalid argument")
    }

    private let run = RunRequest(
        output: 20, errors: 21, path: [0x61], directory: [0x2F], arguments: [[0x61]], environment: [])

    /// The pid of the child, or why there is none; its pipes are checked and closed.
    private func run(_ fixture: Fixture, _ request: RunRequest) -> AsyncStream<Result<Int32, PTYError>> {
        let (stream, continuation) = AsyncStream<Result<Int32, PTYError>>.makeStream()
        fixture.connection.run(request) { [loop = fixture.loop] result in
            #expect(loop.isCurrent)
            switch consume result {
            case .success(let child):
                let pid = child.pid
                let pipes = child.takePipes()
                #expect(fcntl(pipes.output, F_GETFD) == FD_CLOEXEC)
                #expect(fcntl(pipes.errors, F_GETFD) == FD_CLOEXEC)
                close(pipes.output)
                close(pipes.errors)
                continuation.yield(.success(pid))
            case .failure(let error): continuation.yield(.failure(error))
            }
            continuation.finish()
        }
        return stream
    }

    @Test func `a child on pipes is answered when both pipes are here`() async throws {
        let fixture = try Fixture()
        let reply = run(fixture, run)
        #expect(try fixture.keeper.next().request == .run(run))
        let terminal = Terminal()
        try fixture.keeper.send(.master(session: 21), descriptor: terminal.master.raw)
        try fixture.keeper.send(.spawned(session: 20, pid: 99, start: 5), descriptor: terminal.master.raw)
        #expect(await first(reply) == .success(99))
    }

    @Test func `a child on pipes without one of them is none`() async throws {
        let fixture = try Fixture()
        let reply = run(fixture, run)
        let terminal = Terminal()
        try fixture.keeper.send(.master(session: 21))
        try fixture.keeper.send(.spawned(session: 20, pid: 99, start: 5), descriptor: terminal.master.raw)
        guard case .failure(let error) = await first(reply) else {
            Issue.record("no failure")
            return
        }
        #expect(error.description == "cannot start a: Too many open files")
    }

    @Test func `a child on pipes that cannot be limited says so, and one that the keeper died of`()
        async throws
    {
        let fixture = try Fixture()
        let reply = run(fixture, run)
        try fixture.keeper.send(.failed(session: 20, errno: EINVAL, stage: 8))
        guard case .failure(let error) = await first(reply) else {
            Issue.record("no failure")
            return
        }
        #expect(error.description == "cannot limit what a may use: Invalid argument")
        let second = run(fixture, run)
        let terminal = Terminal()
        try fixture.keeper.send(.master(session: 21), descriptor: terminal.master.raw)
        shutdown(fixture.keeper.channel.descriptor, Int32(SHUT_RDWR))
        guard case .failure = await first(second) else {
            Issue.record("no failure")
            return
        }
    }

    @Test func `a session is taken, or why it is not`() async throws {
        let fixture = try Fixture()
        let (stream, continuation) = AsyncStream<Int32>.makeStream()
        let reply: KeeperConnection.TakeReply = { result in
            switch consume result {
            case .success(let master): continuation.yield(fcntl(master.raw, F_GETFD))
            case .failure(let error): continuation.yield(-error.errno)
            }
        }
        fixture.connection.take(5, reply: reply)
        #expect(try fixture.keeper.next().request == .take(session: 5))
        let terminal = Terminal()
        try fixture.keeper.send(.master(session: 5), descriptor: terminal.master.raw)
        var results = stream.makeAsyncIterator()
        #expect(await results.next() == FD_CLOEXEC)
        fixture.connection.take(5, reply: reply)
        try fixture.keeper.send(.failed(session: 5, errno: ENOENT, stage: 5))
        #expect(await results.next() == -ENOENT)
    }

    @Test func `what needs no answer is sent in order`() throws {
        let fixture = try Fixture()
        let terminal = Terminal()
        fixture.connection.setJournal(1, descriptor: terminal.master.raw)
        fixture.connection.signal(1, 15, toGroup: true)
        fixture.connection.stored(1)
        fixture.connection.adopt(session: 2, pid: 3, start: 4, master: terminal.master.raw)
        fixture.connection.swap(path: "/x", arguments: ["a"])
        fixture.connection.rest()
        fixture.connection.shutdown()
        let journal = try fixture.keeper.next()
        #expect(journal.request == .journal(session: 1))
        #expect(journal.descriptor >= 0)
        close(journal.descriptor)
        #expect(try fixture.keeper.next().request == .signal(session: 1, number: 15, toGroup: true))
        #expect(try fixture.keeper.next().request == .stored(session: 1, pid: 0))
        let adopted = try fixture.keeper.next()
        #expect(adopted.request == .adopt(session: 2, pid: 3, start: 4))
        #expect(adopted.descriptor >= 0)
        close(adopted.descriptor)
        #expect(try fixture.keeper.next().request == .swap(path: Array("/x".utf8), arguments: [[97]]))
        #expect(try fixture.keeper.next().request == .rest)
        #expect(try fixture.keeper.next().request == .shutdown)
    }

    @Test func `what is stored is the child that ended, whoever came after it`() async throws {
        let fixture = try Fixture()
        let terminal = Terminal()
        for pid: Int32 in [98, 99] {
            let reply = spawn(fixture, request)
            _ = try fixture.keeper.next()
            try fixture.keeper.send(.spawned(session: 7, pid: pid, start: 5), descriptor: terminal.master.raw)
            #expect(await first(reply) == .success(pid))
            if pid == 98 {
                try fixture.keeper.send(.exited(session: 7, status: .exited(code: 0)))
                #expect(await fixture.event() == .exited(session: 7, status: .exited(code: 0)))
            }
        }
        fixture.connection.stored(7)
        let stored = try fixture.keeper.next().request
        #expect(stored == .stored(session: 7, pid: 98))
        let kept = KeptSession(
            session: 8, pid: 100, start: 3, status: .gone, isAdopted: false, hasJournal: false)
        try fixture.keeper.send(.hello(version: 1, pid: 1, sessions: [kept]))
        _ = await fixture.event()
        fixture.connection.stored(8)
        #expect(try fixture.keeper.next().request == .stored(session: 8, pid: 100))
    }

    @Test func `signals that were not sent are told`() async throws {
        let fixture = try Fixture()
        fixture.connection.signal(1, 15, toGroup: true)
        try fixture.keeper.send(.failed(session: 1, errno: ESRCH, stage: 6))
        let expected = PTYError(.signal(session: 1, number: 15), errno: ESRCH)
        #expect(await fixture.event() == .failed(expected, session: 1))
        #expect(expected.description == "cannot send signal 15 to session 1: No such process")
    }

    @Test func `when the keeper dies, every reply comes, then the end`() async throws {
        let fixture = try Fixture()
        let reply = spawn(fixture, request)
        _ = try fixture.keeper.next()
        shutdown(fixture.keeper.channel.descriptor, Int32(SHUT_RDWR))
        guard case .failure(let error) = await first(reply) else {
            Issue.record("no failure")
            return
        }
        #expect(error.errno == 0)
        guard case .closed(let cause) = await fixture.event() else {
            Issue.record("no end")
            return
        }
        #expect(cause.description == "cannot talk to the keeper: the connection was closed")
        // And from then on at once.
        guard case .failure(let late) = await first(spawn(fixture, request)) else {
            Issue.record("no failure")
            return
        }
        #expect(late.errno == ENOTCONN)
        fixture.connection.stored(1)
    }
}
