import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostPTY
import Testing

@testable import keeper_test_server

/// The real keeper, with servers that do as the test says.
@Suite(.serialized, .timeLimit(.minutes(2))) struct KeeperTests {
    @Test func `a child has the terminal, the size, the folder and the environment that were asked for`()
        throws
    {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let (pid, master) = try server.spawn(
            1,
            "tty; stty size; pwd; echo colour $COLOUR; echo controlling >/dev/tty; stty -a | grep -o iutf8; "
                + "echo sid $(ps -o sid= -p $$) tpgid $(ps -o tpgid= -p $$); ls /proc/self/fd | wc -w; echo done",
            directory: "/usr")
        let text = Descriptors.text(master, upTo: "done")
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(lines.first?.hasPrefix("/dev/pts/") == true)
        // Descriptors 0 to 2, and the one of ls itself.
        #expect(
            Array(lines.dropFirst()) == [
                "30 100", "/usr", "colour blue", "controlling", "iutf8", "sid \(pid) tpgid \(pid)", "4",
                "done",
            ])
        #expect(try server.end(of: 1) == .exited(code: 0))
        close(master)
    }

    @Test func `an interrupt typed on the master reaches the child as a signal`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let (_, master) = try server.spawn(1, "echo ready; exec cat")
        _ = Descriptors.text(master, upTo: "ready")
        Descriptors.write("\u{3}", to: master)
        #expect(try server.end(of: 1) == .killed(signal: SIGINT, dumpedCore: false))
        close(master)
    }

    @Test func `signals go to the child or to its group`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let (_, first) = try server.spawn(1, "echo ready; exec cat")
        let (_, second) = try server.spawn(
            2, "tail -f /dev/null & trap '' TERM; echo ready; wait; echo waited; exit 7")
        _ = Descriptors.text(first, upTo: "ready")
        _ = Descriptors.text(second, upTo: "ready")
        try server.send(.signal(session: 1, number: SIGTERM, toGroup: false))
        #expect(try server.end(of: 1) == .killed(signal: SIGTERM, dumpedCore: false))
        try server.send(.signal(session: 2, number: SIGTERM, toGroup: true))
        #expect(try server.end(of: 2) == .exited(code: 7))
        // The ended child is a zombie until it is stored: its number is still its own.
        try server.send(.signal(session: 1, number: SIGTERM, toGroup: true))
        try server.send(.stored(session: 1, pid: 0))
        try server.send(.signal(session: 1, number: SIGTERM, toGroup: true))
        let report = try server.next().report
        #expect(
            report
                == .failed(session: 1, errno: ESRCH, stage: KeeperProtocol.Stage.signal.rawValue))
        close(first)
        close(second)
    }

    @Test(arguments: [
        ("roost-no-such-program", "/", ENOENT, KeeperProtocol.Stage.executable),
        ("/etc/passwd", "/", EACCES, .executable),
        ("sh", "/no/such/folder", ENOENT, .directory),
        ("sh", "/etc/passwd", ENOTDIR, .directory),
    ])
    func `what cannot be started is reported`(
        program: String, directory: String, errno: Int32, stage: KeeperProtocol.Stage
    ) throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let request = SpawnRequest(
            session: 9, rows: 24, columns: 80, directory: directory, arguments: [program, "-c", "true"],
            environment: ["PATH": "/usr/bin:/bin"])
        try server.send(.spawn(request))
        #expect(try server.next().report == .failed(session: 9, errno: errno, stage: stage.rawValue))
        // The number is free again.
        close(try server.spawn(9, "true").master)
    }

    @Test func `a program is looked up in the path of the child, and a script may lack its first line`()
        throws
    {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let script = fixture.home + "/script"
        try Files.writeAtomically(Array("echo script $1\n".utf8), to: script)
        unsafe chmod(script, 0o700)
        let request = SpawnRequest(
            session: 1, rows: 24, columns: 80, directory: "/", arguments: ["script", "argument"],
            environment: ["PATH": "/no/such:\(fixture.home)"])
        try server.send(.spawn(request))
        let (report, master) = try server.next()
        guard case .spawned = report else {
            Issue.record("\(report)")
            return
        }
        #expect(Descriptors.text(master, upTo: "\n") == "script argument\r\n")
        close(master)
    }

    @Test func `a status is kept until it is stored`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (pid, master) = try first.spawn(1, "exit 42")
        #expect(try first.end(of: 1) == .exited(code: 42))
        close(master)
        first.kill()
        let second = try fixture.acceptServer()
        #expect(second.sessions.map(\.session) == [1])
        #expect(second.sessions.first?.status == .exited(code: 42))
        #expect(second.sessions.first?.pid == pid)
        try second.send(.stored(session: 1, pid: 0))
        second.kill()
        let third = try fixture.acceptServer()
        #expect(third.sessions.isEmpty)
        #expect(kill(pid, 0) != 0 && errno == ESRCH)
    }

    @Test func `a session may begin again before its end is stored`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let (old, first) = try server.spawn(1, "exit 3")
        #expect(try server.end(of: 1) == .exited(code: 3))
        let (new, second) = try server.spawn(1, "read line; exit 4")
        #expect(new != old)
        // Running: it may not.
        try server.send(.spawn(.shell(1, "true")))
        #expect(
            try server.next().report
                == .failed(session: 1, errno: EEXIST, stage: KeeperProtocol.Stage.process.rawValue))
        // This is about the one before.
        try server.send(.stored(session: 1, pid: old))
        Descriptors.write("go\n", to: second)
        #expect(try server.end(of: 1) == .exited(code: 4))
        close(first)
        close(second)
    }

    @Test func `a child that ends while no server runs is known to the next`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let (_, master) = try first.spawn(1, "echo ready; read line; exit 5")
        _ = Descriptors.text(master, upTo: "ready")
        first.kill()
        Descriptors.write("go\n", to: master)
        let second = try fixture.acceptServer()
        let known = second.sessions.first?.status
        if known != .exited(code: 5) { #expect(try second.end(of: 1) == .exited(code: 5)) }
        close(master)
    }

    @Test func `while no server reads, the keeper appends to the journal and no byte is lost or doubled`()
        throws
    {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        // More than the keeper may append, so that the child blocks at last.
        let (_, master) = try first.spawn(1, "seq 1 40000; echo end")
        var journal = try Journal(directory: fixture.home, session: 1, offset: 0)
        try first.send(.journal(session: 1), descriptor: journal.currentSegmentDescriptor)
        while journal.endOffset < 20000 {
            _ = Descriptors.wait(master)
            _ = journal.read(from: master)
        }
        let limit = UInt64(JournalLayout.smallestCapacity)
        first.kill()
        let second = try fixture.acceptServer()
        #expect(second.sessions.first?.hasJournal == true)
        // The keeper fills the segment while the second server thinks.
        while journal.endOffset < limit {}
        let taken = try second.take(1)
        guard var recovered = try Journal.recover(directory: fixture.home, session: 1) else {
            Issue.record("no journal")
            return
        }
        #expect(recovered.startOffset == 0)
        #expect(recovered.endOffset == limit)
        try second.send(.journal(session: 1), descriptor: recovered.currentSegmentDescriptor)
        reading: while true {
            _ = Descriptors.wait(taken)
            switch recovered.read(from: taken) {
            case .bytes, .wouldBlock: continue
            default: break reading
            }
        }
        let text = String(decoding: recovered.bytes(from: 0, upTo: recovered.endOffset), as: UTF8.self)
        #expect(text == (1...40000).map { "\($0)\r\n" }.joined() + "end\r\n")
        close(master)
        close(taken)
    }

    @Test func `when the keeper dies, children live on, and another adopts them`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        try server.send(.spawn(.shell(1, "echo ready; read line; echo got $line; exec cat")))
        let (report, master) = try server.next()
        guard case .spawned(1, let pid, let start) = report else {
            Issue.record("\(report)")
            return
        }
        let (ended, gone) = try server.spawn(2, "true")
        #expect(try server.end(of: 2) == .exited(code: 0))
        _ = Descriptors.text(master, upTo: "ready")
        kill(server.keeperPID, SIGKILL)
        #expect(throws: KeeperChannel.Failure.self) {
            while true { _ = try server.next() }
        }
        let connection = BlockingKeeper(try fixture.launcher().adopt().take())
        guard case .hello(_, let keeper, let sessions) = try connection.next().report else {
            Issue.record("no hello")
            return
        }
        #expect(keeper != server.keeperPID)
        #expect(sessions.isEmpty)
        try connection.send(.adopt(session: 1, pid: pid, start: start), descriptor: master)
        try connection.send(.adopt(session: 2, pid: ended, start: 1), descriptor: gone)
        #expect(try connection.next().report == .exited(session: 2, status: .gone))
        Descriptors.write("hello\n", to: master)
        #expect(Descriptors.text(master, upTo: "got hello").contains("got hello"))
        try connection.send(.signal(session: 1, number: SIGKILL, toGroup: true))
        #expect(try connection.next().report == .exited(session: 1, status: .gone))
        try connection.send(.shutdown)
        close(master)
        close(gone)
        server.kill()
    }

    @Test func `a child has the limit of descriptors that the keeper was started with`() throws {
        let fixture = try KeeperFixture()
        let program =
            "ulimit -Sn 40; exec \(KeeperFixture.products)roost-keeper --home \(fixture.home) "
            + "--server \(KeeperFixture.relay) --server-arg relay --server-arg \(fixture.control)"
        #expect(unsafe system(program) == 0)
        let server = try fixture.acceptServer()
        var masters: [Int32] = []
        for session: UInt64 in 1...40 { masters.append(try server.spawn(session, "exec cat").master) }
        let (_, master) = try server.spawn(41, "ulimit -Sn; echo end")
        #expect(Descriptors.text(master, upTo: "end") == "40\r\nend\r\n")
        for master in masters + [master] { close(master) }
    }

    @Test func `a keeper that runs out of descriptors says so before, and lives on with its server`() throws {
        let fixture = try KeeperFixture()
        let program =
            "ulimit -n 64; exec \(KeeperFixture.products)roost-keeper --home \(fixture.home) "
            + "--server \(KeeperFixture.relay) --server-arg relay --server-arg \(fixture.control) --log \(fixture.home)/log"
        #expect(unsafe system(program) == 0)
        let server = try fixture.acceptServer()
        var masters: [Int32] = []
        defer { for master in masters { close(master) } }
        var refusal: KeeperReport?
        for session: UInt64 in 1...40 where refusal == nil {
            try server.send(.spawn(.shell(session, "exec cat")))
            let (report, master) = try server.next()
            if master >= 0 { masters.append(master) } else { refusal = report }
        }
        #expect(masters.count > 3)
        #expect(
            refusal
                == .failed(
                    session: UInt64(masters.count + 1), errno: EMFILE,
                    stage: KeeperProtocol.Stage.process.rawValue))
        // What each session needs later was kept for it.
        for session in 1...UInt64(masters.count) {
            let file = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
            try server.send(.journal(session: session), descriptor: file)
            close(file)
        }
        let taken = try server.take(1)
        #expect(taken >= 0)
        close(taken)
        let state = try KeeperState.ask(home: fixture.home, startingServer: false)
        #expect(state.sessionCount == masters.count)
        // And a server can be started.
        server.kill()
        #expect(try fixture.acceptServer().sessions.count == masters.count)
    }

    @Test func `a keeper that cannot be started is an error that says why`() throws {
        let fixture = try KeeperFixture()
        var launcher = fixture.launcher()
        launcher.executable = "/no/such/keeper"
        let missing = #expect(throws: PTYError.self) { try launcher.launch(timeout: .seconds(30)) }
        #expect(missing?.description == "cannot start the keeper /no/such/keeper: No such file or directory")
        launcher = fixture.launcher()
        launcher.home = "/no/such/home"
        #expect(throws: PTYError.self) { try launcher.launch(timeout: .seconds(30)) }
        #expect(fixture.log.contains("cannot enter /no/such/home: No such file or directory"))
    }

    @Test func `shutdown hangs up all children`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let (pid, master) = try server.spawn(1, "echo ready; exec cat")
        _ = Descriptors.text(master, upTo: "ready")
        close(master)
        let start = ProcessFacts.start(of: pid)
        try server.send(.shutdown)
        while ProcessFacts.start(of: pid) == start, ProcessFacts.arguments(of: pid)?.isEmpty == false {}
        #expect(throws: KeeperChannel.Failure.self) {
            while true { _ = try server.next() }
        }
    }

    @Test func `a server takes a thousand sessions`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        try Files.raiseDescriptorLimit()
        let count: UInt64 = 1000
        var masters: [Int32] = []
        for session in 1...count { masters.append(try first.spawn(session, "exec cat").master) }
        masters.forEach { close($0) }
        first.kill()
        let second = try fixture.acceptServer()
        #expect(second.sessions.count == Int(count))
        for session in 1...count { try second.send(.take(session: session)) }
        var taken: Set<UInt64> = []
        while taken.count < count {
            let (report, master) = try second.next()
            guard case .master(let session) = report, master >= 0 else {
                Issue.record("\(report)")
                return
            }
            close(master)
            taken.insert(session)
        }
        try second.send(.shutdown)
    }
}
