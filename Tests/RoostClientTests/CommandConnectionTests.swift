import Foundation
import RoostModel
import RoostWire
import Testing

@testable import RoostClient
@testable import RoostIO

@Suite(.timeLimit(.minutes(1))) struct CommandConnectionTests {
    private func error(_ body: () throws -> Void) -> ClientError? {
        do {
            try body()
            return nil
        } catch {
            return error as? ClientError
        }
    }

    private func ask(
        _ server: ScriptedServer, _ request: Request = .server(.status), timeout: Duration? = .seconds(5)
    ) throws(ClientError) -> Response {
        var connection = try CommandConnection.open(
            paths: server.paths, startingServer: false, timeout: .seconds(5))
        return try connection.perform(request, timeout: timeout)
    }

    @Test func `a question gets its answer`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            let (number, request) = try peer.request()
            try peer.respond(request == .session(.list(all: true)) ? .sessions([]) : .done, to: number)
        }
        #expect(try ask(server, .session(.list(all: true))) == .sessions([]))
    }

    @Test func `one connection asks again and again`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            while true {
                let (number, request) = try peer.request()
                guard case .session(.send(_, let text, _)) = request else { throw ScriptedServer.Peer.Gone() }
                try peer.respond(.capture(text), to: number)
            }
        }
        var connection = try CommandConnection.open(paths: server.paths, startingServer: false)
        for count in [0, 1, 70_000, 3_000_000] {
            let text = String(repeating: "x", count: count)
            let answer = try connection.perform(
                .session(.send(target: "a", text: text, enter: false)), timeout: .seconds(20))
            #expect(answer == .capture(text))
        }
        #expect(connection.server.program == "scripted")
    }

    @Test func `frames that are no answer are skipped`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            let (number, _) = try peer.request()
            try peer.send(.notice, Notice.bell(session: SessionID(rawValue: 1)))
            try peer.send(bytes: Frame(rawKind: 4711, body: [1, 2, 3]).encoded)
            try peer.respond(.timedOut, to: number &+ 1)
            try peer.respond(.done, to: number)
        }
        #expect(try ask(server) == .done)
    }

    @Test func `an answer in single bytes is an answer`() throws {
        let server = try ScriptedServer { peer in
            _ = try peer.receive()
            let hello = Hello(program: "scripted", pid: 1)
            for byte in Frame(kind: .hello, body: Array(try JSONEncoder().encode(hello))).encoded {
                try peer.send(bytes: [byte])
            }
            let (number, _) = try peer.request()
            try peer.respond(.done, to: number)
        }
        #expect(try ask(server) == .done)
    }

    @Test func `without a server there is a way to start one`() throws {
        let home = try TemporaryHome()
        let error = error {
            _ = try CommandConnection.open(paths: home.paths, startingServer: false)
        }
        #expect(error?.reason == .noServer)
        #expect(error?.description == "cannot reach the server: none is running (roost new starts one)")
    }

    @Test func `a socket that nobody listens at is no server`() throws {
        let home = try TemporaryHome()
        do { _ = try UnixSocket.listen(at: home.paths.socket) }
        #expect(FileManager.default.fileExists(atPath: home.paths.socket))
        let error = error {
            _ = try CommandConnection.open(paths: home.paths, startingServer: false)
        }
        #expect(error?.reason == .noServer)
    }

    @Test func `a server that accepts nobody is an error in time`() throws {
        let home = try TemporaryHome()
        let listener = try UnixSocket.listen(at: home.paths.socket)
        let start = ContinuousClock.now
        let error = error {
            _ = try CommandConnection.open(
                paths: home.paths, startingServer: false, timeout: .milliseconds(100))
        }
        #expect(error?.reason == .timedOut)
        #expect(start.duration(to: .now) >= .milliseconds(100))
        _ = consume listener
    }

    @Test func `a queue that is full is an error in time`() throws {
        let home = try TemporaryHome()
        let listener = try UnixSocket.listen(at: home.paths.socket)
        var waiting: [Int32] = []
        defer { for number in waiting { _ = Descriptor(number) } }
        while let next = try? UnixSocket.connect(to: home.paths.socket) { waiting.append(next.take()) }
        let error = error {
            _ = try CommandConnection.open(
                paths: home.paths, startingServer: true, timeout: .milliseconds(50))
        }
        #expect(error?.reason == .timedOut)
        _ = consume listener
    }

    @Test func `an answer that does not come is an error in time`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            try peer.wait()
        }
        let error = error { _ = try ask(server, timeout: .milliseconds(50)) }
        #expect(error?.reason == .timedOut)
        #expect(error?.description == "cannot get an answer of the server: it is silent (see roost doctor)")
    }

    @Test func `a server that goes is an error`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            _ = try peer.request()
        }
        #expect(error { _ = try ask(server, timeout: nil) }?.reason == .serverGone)
    }

    @Test func `a server that goes in the middle of an answer is an error`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            _ = try peer.request()
            try peer.send(bytes: [200, 0, 0, 0, 3, 0, 0, 0, 1])
        }
        #expect(error { _ = try ask(server, timeout: nil) }?.reason == .serverGone)
    }

    @Test func `a farewell says why`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            _ = try peer.request()
            try peer.send(.goodbye, Goodbye.upgrading)
        }
        let error = error { _ = try ask(server, timeout: nil) }
        #expect(error?.reason == .serverGone)
        #expect(error?.cause == "it is being upgraded")
    }

    @Test func `a refusal has the server's words`() throws {
        let server = try ScriptedServer { peer in
            _ = try peer.receive()
            try peer.send(.goodbye, Goodbye.refused("too many clients"))
        }
        let error = error { _ = try ask(server) }
        #expect(error?.reason == .refused)
        #expect(error?.cause == "too many clients")
    }

    @Test func `another major version is refused with both named`() throws {
        let server = try ScriptedServer { peer in
            let hello = Hello(version: ProtocolVersion(major: 9, minor: 3), program: "roost 9.9", pid: 77)
            try peer.send(.hello, hello)
            try peer.wait()
        }
        let error = error { _ = try ask(server) }
        #expect(error?.reason == .otherVersion)
        #expect(error?.cause.contains("9.3") == true)
        #expect(error?.cause.contains("\(ProtocolVersion.current)") == true)
        #expect(error?.cause.contains("process 77") == true)
    }

    @Test func `another minor version is fine`() throws {
        let server = try ScriptedServer { peer in
            let version = ProtocolVersion(major: ProtocolVersion.current.major, minor: 99)
            try peer.send(.hello, Hello(version: version, program: "later", pid: 1))
            let (number, _) = try peer.request()
            try peer.respond(.done, to: number)
        }
        #expect(try ask(server) == .done)
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n\r\n", "\u{0}\u{0}\u{0}\u{0}\u{1}\u{0}\u{0}\u{0}",
        "SSH-2.0-OpenSSH_9.2\r\n",
    ])
    func `a stranger at the socket is an error`(greeting: String) throws {
        let server = try ScriptedServer { peer in
            try peer.send(bytes: Array(greeting.utf8))
            try peer.wait()
        }
        #expect(error { _ = try ask(server) }?.reason == .malformed)
    }

    @Test func `an answer that is none is an error`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            let (number, _) = try peer.request()
            var writer = ByteWriter()
            writer.write(number)
            writer.write(bytes: Array(#"{"unheardOf":{}}"#.utf8))
            try peer.send(bytes: Frame(kind: .response, body: writer.bytes).encoded)
        }
        #expect(error { _ = try ask(server) }?.reason == .malformed)
    }

    @Test func `the end of a server can be waited for`() throws {
        let server = try ScriptedServer { peer in
            try peer.greet()
            let (number, _) = try peer.request()
            try peer.respond(.done, to: number)
            try peer.send(.goodbye, Goodbye.stopping)
        }
        var connection = try CommandConnection.open(paths: server.paths, startingServer: false)
        let answer = try connection.perform(.server(.stop))
        #expect(answer == .done)
        let hasEnded = connection.waitForEnd(timeout: .seconds(30))
        #expect(hasEnded)
    }

    @Test(arguments: [EACCES, EPERM])
    func `somebody else's socket is not trusted`(code: Int32) {
        let error = ServerSocket.explain(IOError(.connect(path: "/run/x"), errno: code), "/run/x")
        #expect(error.reason == .untrusted)
        #expect(error.description.contains("another user owns /run/x"))
    }

    // MARK: - Upgrades

    /// A server that answers as one of protocol 1 did.
    private func versionOne(_ answer: String) throws -> ScriptedServer {
        try ScriptedServer { peer in
            try peer.send(
                bytes: Frame(
                    kind: .hello,
                    body: Array(#"{"version":{"major":1,"minor":0},"program":"0.1.0","pid":5}"#.utf8)
                ).encoded)
            let hello = try peer.receive()
            let request = try peer.receive()
            let text = String(decoding: hello.body + request.body.dropFirst(4), as: UTF8.self)
            guard text.contains(#""major":1"#), text.contains(#"{"upgrade":{"executable":"#) else {
                throw ScriptedServer.Peer.Gone()
            }
            let number = Array(request.body.prefix(4))
            try peer.send(bytes: Frame(kind: .response, body: number + Array(answer.utf8)).encoded)
        }
    }

    @Test func `a server of protocol 1 makes place for another`() throws {
        let server = try versionOne(#"{"done":{}}"#)
        var connection = try CommandConnection.openForUpgrade(paths: server.paths)
        #expect(connection.server.pid == 5)
        try connection.upgrade(to: "/opt/roost-server", timeout: .seconds(5))
    }

    @Test func `a server of protocol 1 says why it makes no place`() throws {
        let server = try versionOne(#"{"failed":{"_0":{"what":"upgrade to x","cause":"no such file"}}}"#)
        var connection = try CommandConnection.openForUpgrade(paths: server.paths)
        do throws(ClientError) {
            try connection.upgrade(to: "/opt/roost-server", timeout: .seconds(5))
            Issue.record("it made place")
        } catch {
            #expect("\(error)" == "cannot upgrade to x: no such file")
        }
    }

    @Test func `a server of this version is asked in this one's words`() throws {
        let server = try ScriptedServer { peer in
            try peer.send(.hello, Hello(program: "scripted", pid: 1))
            let (number, request) = try peer.request()
            let isAsked = request == .server(.upgrade(executable: "/opt/roost-server"))
            try peer.respond(isAsked ? .done : .failed(Failure("x", cause: "y")), to: number)
        }
        var connection = try CommandConnection.openForUpgrade(paths: server.paths)
        try connection.upgrade(to: "/opt/roost-server", timeout: .seconds(5))
    }

    @Test func `a server of a later version is left alone`() throws {
        let later = ProtocolVersion(major: 9, minor: 0)
        let server = try ScriptedServer { peer in
            try peer.send(.hello, Hello(version: later, program: "later", pid: 1))
            try peer.wait()
        }
        var connection = try CommandConnection.openForUpgrade(paths: server.paths)
        do throws(ClientError) {
            try connection.upgrade(to: "/opt/roost-server", timeout: .seconds(5))
            Issue.record("it made place")
        } catch {
            #expect(error.reason == .otherVersion)
            #expect(error.advice == "use the roost of that version")
        }
    }
}
