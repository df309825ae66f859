import FoundationEssentials
import RoostConfig
import RoostModel
import RoostStore
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct RetentionTests {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)
    private static let session = SessionID(rawValue: 1)

    /// A store with a session that printed something a year ago, and a snapshot that does not need it any more.
    private static func store(in folder: TemporaryFolder) async throws -> Store {
        let store = try Store.start(path: folder.paths.database) { now }
        let then = Timestamp(milliseconds: now.milliseconds - 365 * 86_400_000)
        store.enqueue(
            .session(
                SessionInfo(
                    name: "old", number: session, state: .running, provider: "shell", command: ["sh"],
                    cols: 80, rows: 24, cwd: "/", createdAt: then, lastActivity: then, stateSince: then)))
        store.enqueue(.output(session: session, offset: 0, at: then, bytes: Array("precious\r\n".utf8)))
        try await store.flush()
        store.enqueue(.output(session: session, offset: 10, at: now, bytes: Array("new\r\n".utf8)))
        store.enqueue(.snapshot(session: session, offset: 15, at: now, bytes: [1, 2, 3]))
        try await store.flush()
        return store
    }

    /// What a server does when it starts and trims.
    private static func serve(_ folder: TemporaryFolder, _ store: Store) async throws {
        let files = ConfigurationFiles.load(folder.paths)
        #expect(files.failure == nil)
        let active = ActiveConfiguration(files.loaded, files.catalog)
        try await store.trim(policy: Retention(active.configuration.retention, now: now))
    }

    private static func firstByte(_ store: Store) throws -> UInt64? {
        try store.output(session: session, from: 0, limitBytes: .max).first?.offset
    }

    @Test(arguments: [
        "[retention]\ndayz = 0", "[retention]\ndays = -1", "[retntion]\ndays = 0", "[retention", "",
        "[retention]\ndays = 0\n[ui]\nmouze = true", "[retention]\ndays = 90\n[ui]\nmouze = true",
    ])
    func `a mistake in the configuration takes no history away`(mistake: String) async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.store(in: folder)
        try folder.write("[retention]\ndays = 0\nsession_mb = 0", to: "config.toml")
        try await Self.serve(folder, store)
        if mistake.isEmpty {
            try FileManager.default.removeItem(atPath: folder.paths.configFile)
        } else {
            try folder.write(mistake, to: "config.toml")
        }
        for _ in 0..<2 {
            try await Self.serve(folder, store)
            #expect(try Self.firstByte(store) == 0)
        }
        try folder.write("[retention]\ndays = 30", to: "config.toml")
        try await Self.serve(folder, store)
        #expect(try Self.firstByte(store) == 10, "what is asked for without a mistake is done")
        await store.close()
    }

    @Test func `a mistake in a provider file takes no history away`() async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.store(in: folder)
        try folder.write("[retention]\ndays = 0", to: "config.toml")
        try folder.write("commands = 1", to: "providers/mine.toml")
        try await Self.serve(folder, store)
        #expect(try Self.firstByte(store) == 0)
        await store.close()
    }

    @Test func `zero is no limit`() {
        let unlimited = Retention(Configuration.Retention.unlimited, now: Self.now)
        #expect(unlimited == Retention(sessionBytes: nil, totalBytes: nil, oldest: nil))
    }
}
