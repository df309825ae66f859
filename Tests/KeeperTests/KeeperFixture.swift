import Foundation
import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostPTY
import RoostTestSupport

@testable import keeper_test_server

/// A folder of its own with a keeper in it, whose servers are played by the test.
final class KeeperFixture {
    struct Failure: Error {
        let text: String
    }

    private let folder: TemporaryFolder
    var home: String { folder.path }
    let listener: Descriptor
    private var servers: [Int32] = []

    /// Where the products of the build are.
    static var products: String {
        var path = ProcessFacts.executable(of: getpid())?[...] ?? ""
        while path.last != "/", !path.isEmpty { path.removeLast() }
        return String(path)
    }

    static var relay: String { products + "keeper-test-server" }

    var control: String { home + "/control" }

    init() throws {
        folder = try TemporaryFolder()
        listener = try UnixSocket.listen(at: folder.path + "/control")
    }

    deinit {
        if let keeper = try? KeeperState.ask(home: home, startingServer: false).keeper {
            kill(keeper, SIGKILL)
        }
        for server in servers { kill(server, SIGKILL) }
    }

    func launcher(server: String = relay, arguments: [String]? = nil) -> KeeperLauncher {
        KeeperLauncher(
            executable: Self.products + "roost-keeper", home: home, server: server,
            serverArguments: arguments ?? ["relay", control], log: home + "/log")
    }

    var log: String {
        String(decoding: (try? Files.readAll(home + "/log")) ?? [], as: UTF8.self)
    }

    /// Starts the keeper; its first server waits for the test.
    func start() throws -> ScriptedServer {
        guard try launcher().launch(timeout: .seconds(30)) == .ready else {
            throw Failure(text: "not ready: \(log)")
        }
        return try acceptServer()
    }

    /// The next server that the keeper starts.
    func acceptServer() throws -> ScriptedServer {
        while Descriptors.wait(listener.raw) {
            guard let control = try UnixSocket.accept(listener.raw) else { continue }
            guard Descriptors.wait(control.raw),
                var message = try UnixSocket.receive(from: control.raw, maximum: 64, descriptors: 1),
                let pid = Int32(String(decoding: message.bytes.dropLast(), as: UTF8.self)),
                let keeper = message.takeDescriptor()
            else { throw Failure(text: "a server said nothing") }
            servers.append(pid)
            return try ScriptedServer(pid: pid, control: control, keeper: keeper)
        }
        throw Failure(text: "no server was started: \(log)")
    }
}

/// A server process that waits, and its connection with the keeper, which the test has.
final class ScriptedServer {
    let pid: Int32
    private var control: Descriptor?
    private var connection: BlockingKeeper?
    /// What the keeper said first.
    let sessions: [KeptSession]
    let keeperPID: Int32

    init(pid: Int32, control: consuming Descriptor, keeper: consuming Descriptor) throws {
        let connection = BlockingKeeper(keeper.take())
        guard case .hello(let version, let pidOfKeeper, let sessions) = try connection.next().report,
            version == KeeperProtocol.version
        else { throw KeeperFixture.Failure(text: "no hello") }
        try connection.send(.hello(version: version))
        self.pid = pid
        self.control = consume control
        self.connection = connection
        self.sessions = sessions
        self.keeperPID = pidOfKeeper
    }

    func send(_ request: KeeperRequest, descriptor: Int32? = nil) throws {
        try connection?.send(request, descriptor: descriptor)
    }

    func next() throws -> (report: KeeperReport, descriptor: Int32) {
        guard let connection else { throw KeeperFixture.Failure(text: "the server is dead") }
        return try connection.next()
    }

    /// Starts a shell command on a terminal.
    func spawn(_ session: UInt64, _ command: String, directory: String = "/") throws -> (
        pid: Int32, master: Int32
    ) {
        try send(.spawn(.shell(session, command, directory: directory)))
        let (report, master) = try next()
        guard case .spawned(session, let pid, _) = report, master >= 0 else {
            throw KeeperFixture.Failure(text: "\(report)")
        }
        return (pid, master)
    }

    func take(_ session: UInt64) throws -> Int32 {
        try send(.take(session: session))
        while true {
            let (report, master) = try next()
            switch report {
            case .master(session): return master
            case .exited: continue
            default: throw KeeperFixture.Failure(text: "\(report)")
            }
        }
    }

    /// Waits for the end of a session.
    func end(of session: UInt64) throws -> ChildStatus {
        while true {
            if case .exited(session, let status) = try next().report { return status }
        }
    }

    /// The process dies as if killed, and with it all ends of the connection.
    func kill() {
        connection = nil
        _ = Glibc.kill(pid, SIGKILL)
        control = nil
    }

    /// The process ends by itself.
    func exit(_ status: UInt8) throws {
        connection = nil
        guard let control = control.take() else { return }
        _ = try UnixSocket.send([status], to: control.raw)
    }
}

extension SpawnRequest {
    static func shell(_ session: UInt64, _ command: String, directory: String = "/") -> SpawnRequest {
        SpawnRequest(
            session: session, rows: 30, columns: 100, directory: directory, arguments: ["sh", "-c", command],
            environment: ["PATH": "/usr/bin:/bin", "COLOUR": "blue"])
    }
}
