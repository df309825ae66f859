import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostPTY
import Testing

@testable import keeper_test_server
@testable import roost_keeper

// The keeper and its servers: which is started, when, and when no more.
extension KeeperTests {
    @Test func `a keeper that adopted starts a server when that one dies`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (_, master) = try first.spawn(1, "echo ready; exec cat")
        _ = Descriptors.text(master, upTo: "ready")
        kill(first.keeperPID, SIGKILL)
        var connection: BlockingKeeper? = BlockingKeeper(try fixture.launcher().adopt().take())
        _ = try connection?.next()
        let child = try #require(ProcessFacts.start(of: first.pid))
        try connection?.send(.adopt(session: 7, pid: first.pid, start: child), descriptor: master)
        connection = nil
        let second = try fixture.acceptServer()
        #expect(second.sessions.map(\.session) == [7])
        #expect(second.sessions.first?.isAdopted == true)
        first.kill()
        #expect(try second.end(of: 7) == .gone)
        close(master)
    }

    @Test func `a server that dies again and again is given up, until somebody pokes the keeper`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (_, master) = try first.spawn(1, "exec cat")
        first.kill()
        for _ in 2...12 { try fixture.acceptServer().exit(1) }
        var state = try KeeperState.ask(home: fixture.home, startingServer: false)
        while state.server == .running || state.server == .waiting {
            state = try KeeperState.ask(home: fixture.home, startingServer: false)
        }
        #expect(state.server == .failed)
        #expect(state.sessionCount == 1)
        #expect(state.serverPID == nil)
        #expect(fixture.log.contains("is not started again; 1 sessions are kept"))
        state = try KeeperState.ask(home: fixture.home, startingServer: true)
        #expect(state.server == .running)
        let next = try fixture.acceptServer()
        #expect(next.pid == state.serverPID)
        #expect(next.sessions.first?.status == .running)
        close(master)
    }

    @Test func `a server that stops on purpose is started by a poke only`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (_, master) = try first.spawn(1, "exec cat")
        try first.exit(0)
        var state = try KeeperState.ask(home: fixture.home, startingServer: false)
        while state.server == .running || state.server == .waiting {
            state = try KeeperState.ask(home: fixture.home, startingServer: false)
        }
        #expect(state.server == .stopped)
        #expect(try fixture.launcher().launch(timeout: .seconds(30)) == .alreadyRunning)
        #expect(try KeeperState.ask(home: fixture.home, startingServer: true).server == .running)
        #expect(try fixture.acceptServer().sessions.count == 1)
        close(master)
    }

    @Test func `a lost runtime folder is taken up again, and the children's statuses are not lost`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let (pid, master) = try server.spawn(1, "read line; exit 7")
        for name in ["keeper.lock", "keeper.sock"] { unsafe unlink(fixture.home + "/" + name) }
        #expect(throws: PTYError.self) { try KeeperState.ask(home: fixture.home, startingServer: false) }
        try server.send(.reopen)
        // An answer that comes after it.
        try server.send(.signal(session: 2, number: 0, toGroup: false))
        #expect(
            try server.next().report
                == .failed(session: 2, errno: ESRCH, stage: KeeperProtocol.Stage.signal.rawValue))
        #expect(try KeeperState.ask(home: fixture.home, startingServer: false).keeper == server.keeperPID)
        #expect(try fixture.launcher().launch(timeout: .seconds(30)) == .alreadyRunning)
        #expect(unsafe write(master, "\n", 1) == 1)
        #expect(try server.end(of: 1) == .exited(code: 7))
        #expect(pid > 0)
        close(master)
    }

    @Test func `a keeper with neither server nor sessions ends`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let keeper = try #require(ProcessFacts.start(of: server.keeperPID))
        try server.exit(0)
        while ProcessFacts.start(of: server.keeperPID) == keeper,
            ProcessFacts.arguments(of: server.keeperPID)?.isEmpty == false
        {}
        #expect(throws: PTYError.self) { try KeeperState.ask(home: fixture.home, startingServer: false) }
        #expect(try fixture.launcher().launch(timeout: .seconds(30)) == .ready)
    }

    @Test func `a swapped server takes over at once`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (_, master) = try first.spawn(1, "exec cat")
        let path = fixture.home + "/new"
        unsafe symlink(KeeperFixture.relay, path)
        try first.send(
            .swap(path: Array(path.utf8), arguments: [Array("relay".utf8), Array(fixture.control.utf8)]))
        try first.exit(0)
        let second = try fixture.acceptServer()
        #expect(ProcessFacts.arguments(of: second.pid)?.first == path)
        #expect(second.sessions.count == 1)
        close(master)
    }

    @Test func `when a swapped server cannot live, the one before comes back`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (_, master) = try first.spawn(1, "exec cat")
        try first.send(.swap(path: Array("/bin/false".utf8), arguments: []))
        try first.exit(0)
        let second = try fixture.acceptServer()
        #expect(ProcessFacts.arguments(of: second.pid)?.first == KeeperFixture.relay)
        #expect(second.sessions.count == 1)
        #expect(fixture.log.contains("going back to the server \(KeeperFixture.relay)"))
        // It cannot read what the newer one has written: that one is next.
        try second.exit(78)
        var log = ""
        while !log.contains("that server cannot serve: next is /") { log = fixture.log }
        close(master)
    }

    @Test func `a server that closes its connection and goes on is killed`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (_, master) = try first.spawn(1, "exec cat")
        try first.send(.swap(path: Array(KeeperFixture.relay.utf8), arguments: [Array("deaf".utf8)]))
        try first.exit(0)
        var log = ""
        while !log.contains("closed its connection and does not end: killed") { log = fixture.log }
        close(master)
    }

    @Test func `a log that has become too long keeps its newest lines, for keeper and server alike`() throws {
        let fixture = try KeeperFixture()
        let line = "2026-01-01T00:00:00Z a line of long ago"
        let lines = (0...LogBound.limit / line.utf8.count).map { "\(line) \($0)\n" }
        try Files.writeAtomically(Array(lines.joined().utf8), to: fixture.home + "/log")
        let server = try fixture.start()
        let (_, master) = try server.spawn(1, "exec cat")
        // It is cut, and written, while somebody reads it.
        var log = fixture.log
        while log.utf8.count > LogBound.limit || !log.hasSuffix(lines[lines.count - 1]) { log = fixture.log }
        #expect(log.utf8.count < LogBound.limit / 2)
        #expect(log.contains("older lines were removed"))
        // Whoever has the log open appends to what is there now.
        try server.exit(1)
        var longer = log
        while !longer.contains("server \(server.pid) ended: exit status 1") { longer = fixture.log }
        #expect(longer.hasPrefix(log))
        close(master)
    }
}
