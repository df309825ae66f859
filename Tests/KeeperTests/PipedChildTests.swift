import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostPTY
import RoostTestSupport
import Testing

@testable import keeper_test_server

/// Children that the real keeper starts on pipes.
@Suite(.serialized, .timeLimit(.minutes(2))) struct PipedChildTests {
    private static func request(
        _ output: UInt64, _ command: String, directory: String = "/", input: String? = nil,
        limits: [RunRequest.Limit] = [], group: String = ""
    ) -> RunRequest {
        RunRequest(
            output: output, errors: output + 1, path: Array("sh".utf8), directory: Array(directory.utf8),
            arguments: ["sh", "-c", command].map { Array($0.utf8) },
            environment: ["PATH=/usr/bin:/bin", "COLOUR=blue"].map { Array($0.utf8) },
            group: Array(group.utf8), input: input.map { Array($0.utf8) }, limits: limits)
    }

    private struct Child {
        let pid: Int32
        let output: Int32
        let errors: Int32

        func close() {
            Glibc.close(output)
            Glibc.close(errors)
        }
    }

    private static func run(_ server: ScriptedServer, _ request: RunRequest) throws -> Child {
        try server.send(.run(request))
        let first = try answer(of: server)
        guard case .master(request.errors) = first.report, first.descriptor >= 0 else {
            throw KeeperFixture.Failure(text: "\(first.report)")
        }
        let second = try answer(of: server)
        guard case .spawned(request.output, let pid, _) = second.report, second.descriptor >= 0 else {
            throw KeeperFixture.Failure(text: "\(second.report)")
        }
        return Child(pid: pid, output: second.descriptor, errors: first.descriptor)
    }

    /// The next report but for ends: one of a child before may come at any time.
    private static func answer(of server: ScriptedServer) throws -> (report: KeeperReport, descriptor: Int32)
    {
        while true {
            let received = try server.next()
            if case .exited = received.report { continue }
            return received
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Both numbers tell the end, in either order.
    private static func ends(of output: UInt64, in server: ScriptedServer) throws -> [UInt64: ChildStatus] {
        var ends: [UInt64: ChildStatus] = [:]
        while ends.count < 2 {
            if case .exited(let id, let status) = try server.next().report, [output, output + 1].contains(id)
            {
                ends[id] = status
            }
        }
        return ends
    }

    @Test func `a child has two pipes, no terminal, no input and a session of its own`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let child = try Self.run(
            server,
            Self.request(
                10,
                "pwd; echo colour $COLOUR; test -p /dev/fd/1 && test -p /dev/fd/2 && echo pipes; cat; "
                    + "(echo x >/dev/tty) 2>/dev/null || echo no terminal; "
                    + "echo sid $(ps -o sid= -p $$) pgid $(ps -o pgid= -p $$); "
                    + "for n in 3 4 5 6 7 8 9; do test -e /proc/self/fd/$n && echo open $n; done; "
                    + "echo wrong >&2; exit 3",
                directory: "/usr"))
        let lines = Self.text(Descriptors.readAll(child.output)).split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(
            lines == [
                "/usr", "colour blue", "pipes", "no terminal", "sid \(child.pid) pgid \(child.pid)",
            ])
        #expect(Self.text(Descriptors.readAll(child.errors)) == "wrong\n")
        #expect(try Self.ends(of: 10, in: server) == [10: .exited(code: 3), 11: .exited(code: 3)])
        child.close()
    }

    @Test func `what is given as input is read to its end, zeros and all, however much it is`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let input = "first\0\n" + String(repeating: "line of a long prompt\n", count: 50_000) + "last"
        let child = try Self.run(server, Self.request(10, "cat; echo; echo end", input: input))
        #expect(Self.text(Descriptors.readAll(child.output)) == input + "\nend\n")
        child.close()
        let empty = try Self.run(server, Self.request(20, "wc -c", input: ""))
        #expect(Self.text(Descriptors.readAll(empty.output)) == "0\n")
        empty.close()
    }

    @Test func `both streams are kept while no server is there, each in its journal`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let child = try Self.run(
            first,
            Self.request(
                10,
                "mkfifo \(fixture.home)/go; echo ready; read line <\(fixture.home)/go; "
                    + "seq 1 500; seq 501 900 >&2; exit 7"))
        #expect(Descriptors.text(child.output, upTo: "ready\n") == "ready\n")
        let output = try Journal(directory: fixture.home, session: 10, offset: 0)
        let errors = try Journal(directory: fixture.home, session: 11, offset: 0)
        try first.send(.journal(session: 10), descriptor: output.currentSegmentDescriptor)
        try first.send(.journal(session: 11), descriptor: errors.currentSegmentDescriptor)
        // An answer that comes after both.
        try first.send(.signal(session: 99, number: 0, toGroup: false))
        _ = try first.next()
        first.kill()
        let second = try fixture.acceptServer()
        #expect(second.sessions.map(\.session) == [10, 11])
        #expect(second.sessions.map(\.isErrors) == [false, true])
        #expect(second.sessions.allSatisfy { $0.hasJournal && $0.pid == child.pid && $0.status == .running })
        let go = unsafe open(fixture.home + "/go", O_WRONLY | O_CLOEXEC)
        Descriptors.write("\n", to: go)
        #expect(try Self.ends(of: 10, in: second) == [10: .exited(code: 7), 11: .exited(code: 7)])
        let restOfOutput = try second.take(10)
        let restOfErrors = try second.take(11)
        let all = try Self.journal(10, in: fixture) + Descriptors.readAll(restOfOutput)
        #expect(Self.text(all) == (1...500).map { "\($0)\n" }.joined())
        let wrong = try Self.journal(11, in: fixture) + Descriptors.readAll(restOfErrors)
        #expect(Self.text(wrong) == (501...900).map { "\($0)\n" }.joined())
        for descriptor in [restOfOutput, restOfErrors, go] { close(descriptor) }
        child.close()
    }

    /// All that the journal of a stream has.
    private static func journal(_ session: UInt64, in fixture: KeeperFixture) throws -> [UInt8] {
        guard let journal = try Journal.recover(directory: fixture.home, session: session) else {
            throw KeeperFixture.Failure(text: "no journal \(session)")
        }
        return journal.bytes(from: 0, upTo: journal.endOffset)
    }

    @Test func `the end is told to every server until both streams are stored`() throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let child = try Self.run(first, Self.request(10, "exit 5"))
        #expect(try Self.ends(of: 10, in: first).count == 2)
        try first.send(.stored(session: 10, pid: child.pid))
        first.kill()
        let second = try fixture.acceptServer()
        #expect(second.sessions.map(\.session) == [11])
        #expect(second.sessions.first?.status == .exited(code: 5))
        try second.send(.stored(session: 11, pid: child.pid))
        second.kill()
        #expect(try fixture.acceptServer().sessions.isEmpty)
        child.close()
    }

    @Test func `forgetting a child that runs forgets its errors, too, and its number is free again`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let child = try Self.run(server, Self.request(10, "exec sleep 60"))
        try server.send(.stored(session: 10, pid: 0))
        let next = try Self.run(server, Self.request(10, "echo again"))
        #expect(Self.text(Descriptors.readAll(next.output)) == "again\n")
        kill(child.pid, SIGKILL)
        child.close()
        next.close()
    }

    @Test func `a signal to the group reaches grandchildren`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let child = try Self.run(
            server, Self.request(10, "trap '' TERM; sleep 60 & sleep 60 & echo ready; wait"))
        _ = Descriptors.text(child.output, upTo: "ready\n")
        // Standard error is not who is sent signals.
        try server.send(.signal(session: 11, number: SIGKILL, toGroup: true))
        #expect(
            try server.next().report
                == .failed(session: 11, errno: ESRCH, stage: KeeperProtocol.Stage.signal.rawValue))
        try server.send(.signal(session: 10, number: SIGKILL, toGroup: true))
        #expect(try Self.ends(of: 10, in: server)[10] == .killed(signal: SIGKILL, dumpedCore: false))
        // The pipe ends when the last of them is gone.
        #expect(Descriptors.readAll(child.output).isEmpty)
        child.close()
    }

    /// A reader that stops holds back its own child alone, and the keeper keeps what fits into a segment.
    @Test(arguments: ["", " >&2"])
    func `a gigabyte that nobody reads fills no memory and stops nobody else`(redirection: String) throws {
        let fixture = try KeeperFixture()
        let first = try fixture.start()
        let flood = try Self.run(
            first, Self.request(10, "exec head -c 1073741824 /dev/zero\(redirection)"))
        let journal = try Journal(directory: fixture.home, session: 10, offset: 0)
        let second = try Journal(directory: fixture.home, session: 11, offset: 0)
        try first.send(.journal(session: 10), descriptor: journal.currentSegmentDescriptor)
        try first.send(.journal(session: 11), descriptor: second.currentSegmentDescriptor)
        try first.send(.signal(session: 99, number: 0, toGroup: false))
        _ = try first.next()
        first.kill()
        let server = try fixture.acceptServer()
        let before = try #require(Self.residentKilobytes(server.keeperPID))
        for number in stride(from: 20, to: 60, by: 2) as StrideTo<UInt64> {
            let other = try Self.run(server, Self.request(number, "echo other; echo errors >&2"))
            #expect(Self.text(Descriptors.readAll(other.output)) == "other\n")
            #expect(Self.text(Descriptors.readAll(other.errors)) == "errors\n")
            other.close()
        }
        let after = try #require(Self.residentKilobytes(server.keeperPID))
        #expect(after - before < 2048)
        #expect(server.sessions.first?.status == .running)
        try server.send(.signal(session: 10, number: SIGKILL, toGroup: true))
        #expect(try server.end(of: 10) == .killed(signal: SIGKILL, dumpedCore: false))
        flood.close()
    }

    private static func residentKilobytes(_ pid: Int32) -> Int? {
        let status = try? Files.readAll("/proc/\(pid)/status")
        let line = String(decoding: status ?? [], as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix("VmRSS:")
        }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }

    @Test func `limits hold the child and not the keeper`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let limited = try Self.run(
            server,
            Self.request(
                10, "ulimit -d; ulimit -t; while :; do :; done",
                limits: [
                    .init(resource: UInt32(RLIMIT_DATA.rawValue), soft: 512 << 20, hard: 512 << 20),
                    .init(resource: UInt32(RLIMIT_CPU.rawValue), soft: 1, hard: 2),
                ]))
        #expect(Self.text(Descriptors.readAll(limited.output)) == "524288\n1\n")
        guard case .killed(SIGXCPU, _) = try Self.ends(of: 10, in: server)[10] else {
            Issue.record("the limit of processor time did not strike")
            return
        }
        limited.close()
        let free = try Self.run(server, Self.request(20, "ulimit -d; ulimit -t"))
        #expect(Self.text(Descriptors.readAll(free.output)) == "unlimited\nunlimited\n")
        free.close()
    }

    @Test(
        arguments: [
            ("roost-no-such-program", "/", [], "", ENOENT, KeeperProtocol.Stage.executable),
            ("/etc/passwd", "/", [], "", EACCES, .executable),
            ("sh", "/no/such/folder", [], "", ENOENT, .directory),
            ("sh", "/", [], "/no/such/group", ENOENT, .limit),
            ("sh", "/", [RunRequest.Limit(resource: 999, soft: 1, hard: 1)], "", EINVAL, .limit),
        ] as [(String, String, [RunRequest.Limit], String, Int32, KeeperProtocol.Stage)])
    func `what cannot be started is reported, with the step that failed`(
        program: String, directory: String, limits: [RunRequest.Limit], group: String, errno: Int32,
        stage: KeeperProtocol.Stage
    ) throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        var request = Self.request(10, "true", directory: directory, limits: limits, group: group)
        request.path = Array(program.utf8)
        try server.send(.run(request))
        #expect(try server.next().report == .failed(session: 10, errno: errno, stage: stage.rawValue))
        let next = try Self.run(server, Self.request(10, "echo free"))
        #expect(Self.text(Descriptors.readAll(next.output)) == "free\n")
        next.close()
    }

    /// A folder with a file of that name stands in for a cgroup: what is written there, and by whom.
    @Test func `a child writes itself into its group before it is the program`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        try Files.writeAtomically([], to: fixture.home + "/cgroup.procs")
        let child = try Self.run(
            server, Self.request(10, "cat \(fixture.home)/cgroup.procs", group: fixture.home))
        #expect(Self.text(Descriptors.readAll(child.output)) == "0\n")
        child.close()
    }

    @Test func `a script may lack its first line`() throws {
        let fixture = try KeeperFixture()
        let server = try fixture.start()
        let script = fixture.home + "/script"
        try Files.writeAtomically(Array("echo script $1\n".utf8), to: script)
        unsafe chmod(script, 0o700)
        var request = Self.request(10, "")
        request.path = Array("script".utf8)
        request.arguments = ["script", "argument"].map { Array($0.utf8) }
        request.environment = [Array("PATH=/no/such:\(fixture.home)".utf8)]
        let child = try Self.run(server, request)
        #expect(Self.text(Descriptors.readAll(child.output)) == "script argument\n")
        child.close()
    }
}
