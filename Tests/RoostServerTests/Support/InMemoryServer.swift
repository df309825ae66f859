import Foundation
import Glibc
import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostStore
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// A whole server in this process: real loops, store, journals and socket, and a keeper that the test plays.
final class InMemoryServer: Sendable {
    let server: Server
    let keeper: ScriptedKeeper
    let folder: TemporaryFolder
    private let parts: ServerParts
    private let end: Task<Void, any Error>

    var paths: Paths { parts.paths }

    /// Another server has the folder.
    private struct Busy: Error {}

    /// Starts one and waits until clients can come.
    ///
    /// - Parameters:
    ///   - loops: For sessions; 1 is the server's own.
    ///   - folder: Its home; a copy of another server's is that one after a crash.
    ///   - keeper: With the children that are there already.
    ///   - clock: What the server knows of time.
    ///   - configuration: What a person chose.
    /// - Throws: What kept it from serving.
    init(
        loops: Int = 1, folder: TemporaryFolder? = nil, keeper: ScriptedKeeper = ScriptedKeeper(),
        clock: any ServerClock = SystemClock(), configuration: Configuration = .standard
    ) async throws {
        let folder = try folder ?? TemporaryFolder()
        let paths = folder.paths
        for path in RuntimeFolders.all(paths) { try Files.makePrivateDirectory(path) }
        guard let lock = try Files.lock(RuntimeFolders.lockFile(paths)) else { throw Busy() }
        let loop = try EventLoop(name: "server")
        let readers = try EventLoop(name: "readers")
        let ready = try UnixSocket.pair().take()
        let store = try Store.start(path: paths.database) { .now }
        let parts = ServerParts(
            paths: paths, loop: loop, readers: readers,
            sessionLoops: try ServerProcess.sessionLoops(loops, beside: loop), store: store, keepers: keeper,
            clock: clock, ready: ready.second)
        let active = ActiveConfiguration(configuration, ProviderCatalog.load(paths: paths))
        let server = Server(parts, configuration: active, lock: lock)
        store.setCommitHandler { [weak server] report in server?.post { $0.committed(report) } }
        try readers.start()
        try loop.start()
        self.server = server
        self.keeper = keeper
        self.folder = folder
        self.parts = parts
        end = Task(executorPreference: server.tasks) { try await server.run() }
        try Self.waitForByte(ready.first)
        close(ready.first)
    }

    /// Blocks until the server says that clients can come; it runs on threads of its own.
    private static func waitForByte(_ descriptor: Int32) throws {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        try #require(unsafe Glibc.poll(&poll, 1, 20_000) == 1)
    }

    /// A command's connection.
    func connect() throws -> CommandConnection {
        try CommandConnection.open(paths: paths, startingServer: false, timeout: .seconds(20))
    }

    /// Asks one thing.
    func ask(_ request: Request) throws -> Response {
        var connection = try connect()
        return try connection.perform(request, timeout: .seconds(20))
    }

    /// What the server does, from inside.
    func inside<Result: Sendable>(_ body: @Sendable (isolated Server) async throws -> Result) async rethrows
        -> Result
    {
        try await body(server)
    }

    /// Stops it in good order; its sessions stay in the keeper.
    func stop() async throws {
        await server.stop(.stopping)
        try await end.value
        stopLoops()
    }

    /// Waits for an end that somebody else has brought about.
    func waitForEnd() async throws {
        try await end.value
        stopLoops()
    }

    private func stopLoops() {
        for loop in [parts.readers, parts.loop] + parts.sessionLoops { loop.stop() }
    }

    /// What a crash would leave of its home now.
    ///
    /// A copy is not made in an instant: nothing may be on its way to the store.
    func crashImage() async throws -> TemporaryFolder {
        try await parts.store.flush()
        let copy = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            guard name != "run" else { continue }
            try FileManager.default.copyItem(atPath: "\(folder.path)/\(name)", toPath: "\(copy.path)/\(name)")
        }
        return copy
    }
}
