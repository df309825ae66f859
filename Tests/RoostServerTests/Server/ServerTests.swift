import Glibc
import RoostClient
import RoostKeeperProtocol
import RoostModel
import RoostStore
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// A whole server in memory, with its sessions on one loop and on three.
@Suite struct ServerTests {
    static let loops = [1, 3]

    func create(
        _ name: String, on server: InMemoryServer, detached: Bool = true
    ) throws -> SessionInfo {
        let request = SessionRequest(
            name: name, arguments: ["sh"], cwd: "/", environment: [:], rows: 24, columns: 80,
            isDetached: detached)
        guard case .session(let info) = try server.ask(.session(.create(request))) else { throw Unexpected() }
        return info
    }

    struct Unexpected: Error {}

    func sessions(_ server: InMemoryServer, all: Bool = true) throws -> [SessionInfo] {
        guard case .sessions(let list) = try server.ask(.session(.list(all: all))) else { throw Unexpected() }
        return list
    }

    func screen(_ target: String, on server: InMemoryServer, scrollback: Bool = false) throws
        -> String
    {
        guard
            case .capture(let text) = try server.ask(
                .session(.capture(target: target, format: .text, scrollback: scrollback)))
        else { throw Unexpected() }
        return text
    }

    /// Suspended until a line matches; what it waits for is an event of the server, not a time.
    func wait(_ target: String, for text: String, on server: InMemoryServer) throws {
        let answer = try server.ask(
            .session(.wait(target: target, condition: .text(text), timeoutMilliseconds: 15_000)))
        guard case .waited = answer else { throw Unexpected() }
    }

    private func workspace(_ server: InMemoryServer, _ name: String? = nil) throws -> Workspace {
        guard case .workspace(let event) = try server.ask(.workspace(.show(name: name))) else {
            throw Unexpected()
        }
        return event.workspace
    }

    private func attach(
        _ connection: inout CommandConnection, rows: Int = 25, columns: Int = 80, terminal: String = "tty"
    ) throws {
        let request = AttachRequest(
            target: nil, rows: rows, columns: columns, isReadOnly: false, environment: [:], cwd: "/",
            terminal: terminal)
        guard case .attached = try connection.perform(.client(.attach(request)), timeout: .seconds(20)) else {
            throw Unexpected()
        }
    }

    // MARK: - One server

    @Test(arguments: loops)
    func `a program gets what is sent, and what it prints is on its screen`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let info = try create("api", on: server)
        server.keeper.print("ready\r\n", in: info.number.rawValue)
        try wait("api", for: "^ready$", on: server)
        #expect(try server.ask(.session(.send(target: "api", text: "hello", enter: true))) == .done)
        #expect(server.keeper.readLine(in: info.number.rawValue) == "hello\n")
        try wait("api", for: "^hello$", on: server)
        #expect(try screen("api", on: server).hasPrefix("ready\nhello\n"))
        try await server.stop()
    }

    @Test(arguments: loops)
    func `an attached client gets a window with a shell, and a split beside it`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        var client = try server.connect()
        try attach(&client)
        #expect(try workspace(server).windows.count == 1)
        let split = LayoutCommand.split(
            pane: nil, axis: .horizontal, before: false, size: nil, focus: true,
            session: SessionRequest(arguments: ["sh"], environment: [:]))
        guard
            case .session(let info) = try client.perform(
                .layout(workspace: nil, split), timeout: .seconds(20))
        else { throw Unexpected() }
        #expect(try workspace(server).sessions.last == info.number)
        let known = try #require(try sessions(server).first { $0.number == info.number })
        #expect(known.workspace == "main")
        #expect((known.rows, known.cols) == (23, 39))
        try await server.stop()
    }

    @Test func `a session is shown by its name, in a window or beside the active pane`() async throws {
        let server = try await InMemoryServer(loops: 1)
        var client = try server.connect()
        try attach(&client)
        let (api, web) = (try create("api", on: server), try create("web", on: server))
        func show(_ name: String, _ axis: Layout.Axis?) throws -> Response {
            try client.perform(
                .layout(workspace: nil, .show(session: name, axis: axis)), timeout: .seconds(20))
        }
        #expect(try show("api", nil) == .done)
        #expect(try workspace(server).sessions.contains(api.number))
        #expect(try show("we", .horizontal) == .done)
        let window = try #require(try workspace(server).activeWindow)
        #expect(Set(window.panes.map(\.session)) == [api.number, web.number])
        guard case .failed = try show("nobody", nil) else { throw Unexpected() }
        try await server.stop()
    }

    /// What a client was told is done is in the answer to the next question, and in the store.
    @Test(arguments: loops)
    func `a rename and a resize are done and durable when they are answered`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        for number in 1...4 { _ = try create("s\(number)x", on: server) }
        var connection = try server.connect()
        for round in 0..<5 {
            for number: UInt64 in 1...4 {
                let name = "r\(round)-\(number)x"
                #expect(
                    try connection.perform(
                        .session(.rename(target: "\(number)", name: name)), timeout: .seconds(20)) == .done)
                #expect(
                    try connection.perform(
                        .session(.resize(target: name, rows: 20 + round, columns: 70 + round)),
                        timeout: .seconds(20)) == .done)
                let stored = try await server.inside { try $0.store.sessions() }
                let record = try #require(stored.first { $0.number.rawValue == number })
                #expect(record.name == name)
                #expect((record.rows, record.cols) == (20 + round, 70 + round))
            }
        }
        try await server.stop()
    }

    @Test(arguments: loops)
    func `a name is free at once after a rename, and nobody takes it back`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let one = try create("one", on: server)
        _ = try create("two", on: server)
        #expect(try server.ask(.session(.rename(target: "one", name: "three"))) == .done)
        // Its session tells of its output under whatever name it knows.
        server.keeper.print("x\r\n\u{1B}]2;title\u{7}", in: one.number.rawValue)
        #expect(try server.ask(.session(.rename(target: "two", name: "one"))) == .done)
        try wait("three", for: "^x$", on: server)
        #expect(Set(try sessions(server).map(\.name)) == ["three", "one"])
        guard case .failed = try server.ask(.session(.rename(target: "one", name: "three"))) else {
            throw Unexpected()
        }
        try await server.stop()
    }

    @Test(arguments: loops)
    func `a killed session ends with a signal, and a wait for its end is over`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let info = try create("api", on: server)
        #expect(try server.ask(.session(.kill(target: "api"))) == .done)
        #expect(server.keeper.signals(info.number.rawValue).first == SIGTERM)
        #expect(try sessions(server).first?.state == .terminated)
        #expect(try server.ask(.session(.remove(target: "api"))) == .done)
        #expect(try sessions(server).isEmpty)
        try await server.stop()
    }

    @Test func `a program that ignores signals is killed after five seconds`() async throws {
        let clock = ManualClock()
        let keeper = ScriptedKeeper()
        for signal in [SIGTERM, SIGHUP] { keeper.ignore(signal) }
        let server = try await InMemoryServer(keeper: keeper, clock: clock)
        let info = try create("api", on: server)
        await server.inside { $0.end(info.number) }
        clock.advance(by: .seconds(4))
        await server.inside { _ in }
        #expect(!keeper.signals(info.number.rawValue).contains(SIGKILL))
        clock.advance(by: .seconds(2))
        guard
            case .waited = try server.ask(
                .session(.wait(target: "api", condition: .exit, timeoutMilliseconds: nil)))
        else {
            throw Unexpected()
        }
        #expect(keeper.signals(info.number.rawValue).contains(SIGKILL))
        try await server.stop()
    }

    @Test(arguments: loops)
    func `a start that fails leaves nothing behind`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        server.keeper.failSpawns(ENOENT)
        let request = SessionRequest(
            name: "api", arguments: ["sh"], cwd: "/", environment: [:], isDetached: true)
        guard case .failed(let failure) = try server.ask(.session(.create(request))) else {
            throw Unexpected()
        }
        #expect(failure.cause == "No such file or directory")
        server.keeper.failSpawns(nil)
        #expect(try create("api", on: server).name == "api")
        #expect(try sessions(server).count == 1)
        try await server.stop()
    }

    @Test(arguments: loops)
    func `an ended session is restarted in its place, once`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let info = try create("api", on: server)
        let restart = Request.session(.restart(target: "api", how: .again, environment: [:]))
        guard case .failed = try server.ask(restart) else { throw Unexpected() }
        server.keeper.print("first\r\n", in: info.number.rawValue)
        try wait("api", for: "first", on: server)
        server.keeper.end(info.number.rawValue, .exited(code: 3))
        _ = try server.ask(.session(.wait(target: "api", condition: .exit, timeoutMilliseconds: nil)))
        #expect(try sessions(server).first?.exitCode == 3)
        guard case .session(let again) = try server.ask(restart) else { throw Unexpected() }
        #expect(again.number == info.number)
        #expect(!again.state.isEnded)
        server.keeper.print("second\r\n", in: info.number.rawValue)
        try wait("api", for: "second", on: server)
        #expect(try screen("api", on: server).contains("first"))
        try await server.stop()
    }

    @Test(arguments: loops)
    func `a client that goes ends its waits, and the size follows the one that is left`(loops: Int)
        async throws
    {
        let server = try await InMemoryServer(loops: loops)
        var one = try server.connect()
        try attach(&one, rows: 31, columns: 100, terminal: "one")
        do {
            var two = try server.connect()
            try attach(&two, rows: 21, columns: 60, terminal: "two")
            #expect(try workspace(server).columns == 60)
            guard case .clients(let clients) = try server.ask(.client(.list)) else { throw Unexpected() }
            #expect(clients.map(\.name) == ["one", "two"])
            #expect(try server.ask(.client(.detach(client: "two"))) == .done)
        }
        let left = try workspace(server)
        #expect((left.rows, left.columns) == (30, 100))
        try await server.stop()
    }

    @Test func `a warning is shown without a layout being stored`() async throws {
        let server = try await InMemoryServer()
        var client = try server.connect()
        try attach(&client)
        let (layout, warning) = try await server.inside { server in
            try await server.store.flush()
            let start = server.store.pendingByteCount
            server.tell { $0.opening = "no more files" }
            let told = server.store.pendingByteCount
            server.change("main") { $0.renameWindow($0.active, to: "logs") }
            return (server.store.pendingByteCount - told, told - start)
        }
        #expect(warning <= 0)
        #expect(layout > 0)
        guard case .workspace(let event) = try server.ask(.workspace(.show(name: nil))) else {
            throw Unexpected()
        }
        #expect(event.warning == "no more files")
        try await server.stop()
    }

    // MARK: - Memory

    @Test(arguments: loops)
    func `an ended session leaves memory when nobody looks at it, and comes back to who does`(
        loops: Int
    ) async throws {
        let clock = ManualClock()
        let server = try await InMemoryServer(loops: loops, clock: clock)
        let info = try create("api", on: server)
        server.keeper.print("the last words\r\n", in: info.number.rawValue)
        try wait("api", for: "last words", on: server)
        server.keeper.end(info.number.rawValue)
        _ = try server.ask(.session(.wait(target: "api", condition: .exit, timeoutMilliseconds: nil)))
        try await leaveMemory(info.number, server, clock)
        #expect(try screen("api", on: server).hasPrefix("the last words"))
        #expect(await server.inside { $0.sessions.count } == 1)
        try await leaveMemory(info.number, server, clock)
        // A wait keeps it.
        var waiting = try server.connect()
        #expect(
            try waiting.perform(
                .session(.wait(target: "api", condition: .text("never"), timeoutMilliseconds: 0)),
                timeout: .seconds(20)
            ) == .timedOut)
        try await leaveMemory(info.number, server, clock)
        try await server.stop()
    }

    private func leaveMemory(_ id: SessionID, _ server: InMemoryServer, _ clock: ManualClock) async throws {
        // Each round lets what is under way on other threads come to its end.
        for _ in 0..<10_000 {
            clock.advance(by: Server.lingering)
            try await server.inside { try await $0.store.flush() }
            if await server.inside({ $0.sessions[id] == nil }) { return }
        }
        Issue.record("session \(id) stays in memory")
    }

    @Test(arguments: loops)
    func `an ended session that a client shows stays in memory`(loops: Int) async throws {
        let clock = ManualClock()
        let server = try await InMemoryServer(loops: loops, clock: clock)
        var client = try server.connect()
        try attach(&client)
        let info = try #require(try sessions(server).first)
        server.keeper.end(info.number.rawValue, .exited(code: 1))
        _ = try server.ask(.session(.wait(target: info.name, condition: .exit, timeoutMilliseconds: nil)))
        clock.advance(by: .seconds(60))
        try await server.inside { try await $0.store.flush() }
        #expect(await server.inside { $0.sessions[info.number] } != nil)
        #expect(try server.ask(.client(.detach(client: nil))) == .done)
        try await leaveMemory(info.number, server, clock)
        try await server.stop()
    }

    // MARK: - Recovery

    @Test(arguments: loops)
    func `after a crash every session is as it was, and goes on`(loops: Int) async throws {
        let first = try await InMemoryServer(loops: loops)
        let infos = try (1...6).map { try create("s\($0)x", on: first) }
        for info in infos {
            first.keeper.print("before \(info.number)\r\n", in: info.number.rawValue)
            try wait(info.name, for: "^before", on: first)
        }
        #expect(try first.ask(.session(.rename(target: "1", name: "renamed"))) == .done)
        let image = try await first.crashImage()
        first.keeper.forgetServer()
        try await first.stop()
        for info in infos { first.keeper.print("after \(info.number)\r\n", in: info.number.rawValue) }
        let second = try await InMemoryServer(loops: loops, folder: image, keeper: first.keeper)
        for info in infos {
            let target = "\(info.number)"
            try wait(target, for: "^after", on: second)
            #expect(try screen(target, on: second).hasPrefix("before \(info.number)\nafter \(info.number)\n"))
        }
        let known = try sessions(second)
        #expect(known.first?.name == "renamed")
        #expect(known.allSatisfy { !$0.state.isEnded })
        try await second.stop()
    }

    @Test(arguments: loops)
    func `a child that ended while there was no server is ended after the recovery`(loops: Int) async throws {
        let first = try await InMemoryServer(loops: loops)
        let info = try create("api", on: first)
        try await first.stop()
        first.keeper.forgetServer()
        first.keeper.print("last\r\n", in: info.number.rawValue)
        first.keeper.end(info.number.rawValue, .exited(code: 7))
        let second = try await InMemoryServer(loops: loops, folder: first.folder, keeper: first.keeper)
        _ = try second.ask(.session(.wait(target: "api", condition: .exit, timeoutMilliseconds: nil)))
        #expect(try sessions(second).first?.exitCode == 7)
        try await second.stop()
    }

    @Test(arguments: loops)
    func `another keeper gets the children of one that died`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let info = try create("api", on: server)
        server.keeper.die()
        await server.keeper.waitForAdoption()
        #expect(server.keeper.kept == [info.number.rawValue])
        server.keeper.print("still here\r\n", in: info.number.rawValue)
        try wait("api", for: "still here", on: server)
        try await server.stop()
    }

    // MARK: - The end

    @Test(arguments: loops)
    func `run returns when the server is stopped, killed or told to upgrade`(loops: Int) async throws {
        for request in [
            Request.server(.stop), .server(.kill(force: true)), .server(.upgrade(executable: "/bin/sh")),
        ] {
            let server = try await InMemoryServer(loops: loops)
            _ = try create("api", on: server)
            #expect(try server.ask(request) == .done)
            try await server.waitForEnd()
        }
    }
}
