import Dispatch
import Foundation
import GRDB
import Glibc
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

/// Without a database the store goes on, and it heals by itself.
@Suite struct WaitingTests {
    private static func start(_ path: String, _ options: StoreOptions = StoreOptions()) throws -> (
        Store, CommitReports
    ) {
        let store = try Store.start(path: path, options: options, now: { .at(0) })
        let reports = CommitReports()
        store.setCommitHandler { reports.take($0) }
        return (store, reports)
    }

    /// Puts a folder where the database should be.
    private static func block(_ scratch: Scratch) throws {
        try FileManager.default.createDirectory(atPath: scratch.database, withIntermediateDirectories: true)
    }

    private static func print(_ bytes: Int, at offset: inout UInt64, to store: Store) {
        let range = offset..<offset + UInt64(bytes)
        store.enqueue(
            .output(
                session: .one, offset: offset, at: .at(1), bytes: StoreCrashTests.bytes(range, of: .one)))
        offset = range.upperBound
    }

    @Test func `what was enqueued without a database is stored when there is one`() async throws {
        let scratch = try Scratch()
        try Self.block(scratch)
        let (store, reports) = try Self.start(scratch.database)
        #expect(!store.isOpen)
        #expect(store.opening.trouble != nil)
        #expect(store.opening.sentences.first?.hasPrefix("cannot open \(scratch.database): ") == true)
        #expect(throws: StoreError.self) { try store.sessions() }
        let number = try store.nextSessionNumber()
        #expect(number > 1_000_000)
        #expect(try store.nextSessionNumber() == number + 1)
        store.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        Self.print(1000, at: &offset, to: store)
        await #expect(throws: StoreError.self) { try await store.flush() }
        await reports.first { $0.failure != nil }
        #expect(store.pendingByteCount > 1000)
        try FileManager.default.removeItem(atPath: scratch.database)
        await reports.first { $0.isReopened }
        try await store.flush()
        #expect(store.isOpen)
        #expect(store.opening.trouble == nil)
        #expect(store.opening.sentences.isEmpty)
        let bytes = try store.output(session: .one, from: 0, limitBytes: .max).flatMap(\.bytes)
        #expect(bytes == StoreCrashTests.bytes(0..<1000, of: .one))
        #expect(try store.history(session: .one, type: .error, limit: 9).isEmpty)
        #expect(store.pendingByteCount == 0)
        await store.close()
    }

    @Test func `who waits for a file that is not open has it tried at once`() async throws {
        let scratch = try Scratch()
        try Self.block(scratch)
        let (store, reports) = try Self.start(scratch.database)
        store.enqueue(.session(.sample(1)))
        await #expect(throws: StoreError.self) { try await store.flush() }
        try FileManager.default.removeItem(atPath: scratch.database)
        try await store.flush()
        #expect(store.isOpen)
        #expect(try store.sessions().count == 1)
        #expect(reports.all.count { $0.isReopened } == 1)
        await store.close()
    }

    @Test func `an attempt that failed is the answer for all who waited for it`() async throws {
        let scratch = try Scratch()
        let (store, reports) = try Self.start(scratch.database)
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        let other = try scratch.lock()
        store.enqueue(.session(.sample(2)))
        let asked = ContinuousClock.now
        let (failed, attempts) = await withCheckedContinuation { continuation in
            store.writer.submit { work in
                let before = reports.all.count
                let results = (0..<8).map { _ in store.writer.commitAll(&work, asked: asked) }
                let failed = results.count { (try? $0.get()) == nil }
                continuation.resume(returning: (failed, reports.all.count - before))
            }
        }
        #expect(failed == 8)
        // The writer tries again by itself besides, before and behind this.
        #expect(attempts <= 2)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try other.close()
        try await store.flush()
        #expect(try store.sessions().count == 2)
        await store.close()
    }

    @Test func `what is too much for the memory becomes a gap of known length`() async throws {
        let scratch = try Scratch()
        try Self.block(scratch)
        var options = StoreOptions()
        options.waitingBytes = 20_000
        let (store, reports) = try Self.start(scratch.database, options)
        store.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        for _ in 0..<50 { Self.print(1000, at: &offset, to: store) }
        #expect(store.pendingByteCount <= 20_000)
        await reports.first { $0.lostOutput[.one] != nil }
        try FileManager.default.removeItem(atPath: scratch.database)
        await reports.first { $0.isReopened }
        try await store.flush()
        Self.print(1000, at: &offset, to: store)
        try await store.flush()
        let blocks = try store.output(session: .one, from: 0, limitBytes: .max)
        let stored = blocks.reduce(0) { $0 + $1.bytes.count }
        for block in blocks {
            let range = block.offset..<block.offset + UInt64(block.bytes.count)
            #expect(block.bytes == StoreCrashTests.bytes(range, of: .one))
        }
        #expect(try store.outputEnd(session: .one) == 51_000)
        let gaps = try store.history(session: .one, type: .error, limit: 9)
        #expect(gaps.map(\.text) == ["\(51_000 - stored) bytes of output are lost"])
        #expect(gaps.first?.offset == blocks.first.map { UInt64($0.bytes.count) })
        await store.close()
    }

    @Test func `programs that must not wait get a gap while the database is locked`() async throws {
        let scratch = try Scratch()
        var options = StoreOptions()
        options.waitingBytes = 20_000
        options.overflow = .gap
        let (store, reports) = try Self.start(scratch.database, options)
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        let other = try scratch.lock()
        var offset: UInt64 = 0
        for _ in 0..<50 { Self.print(1000, at: &offset, to: store) }
        #expect(store.pendingByteCount <= 20_000)
        await reports.first { $0.failure != nil && $0.lostOutput[.one] == 50_000 }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try other.close()
        try await store.flush()
        try await store.flush()
        #expect(try store.history(session: .one, type: .error, limit: 9).map(\.type) == [.error])
        #expect(store.isOpen)
        await store.close()
    }

    @Test func `programs that may wait lose nothing while the database is locked`() async throws {
        let scratch = try Scratch()
        var options = StoreOptions()
        options.waitingBytes = 20_000
        let (store, _) = try Self.start(scratch.database, options)
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        let other = try scratch.lock()
        var offset: UInt64 = 0
        for _ in 0..<50 { Self.print(1000, at: &offset, to: store) }
        #expect(store.pendingByteCount >= 50_000)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try other.close()
        try await store.flush()
        let bytes = try store.output(session: .one, from: 0, limitBytes: .max).flatMap(\.bytes)
        #expect(bytes == StoreCrashTests.bytes(0..<50_000, of: .one))
        await store.close()
    }

    @Test func `a database that somebody else has for himself is waited for, and its layout is kept`()
        async throws
    {
        let scratch = try Scratch()
        var workspace = Workspace(name: "main", rows: 20, columns: 80)
        _ = workspace.openWindow(showing: .one)
        let first = try scratch.open()
        first.enqueue(.session(.sample(1, name: "before")))
        first.enqueue(.workspace(workspace, position: 0, isLast: true))
        await first.close()
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
        let other = try DatabaseQueue(path: scratch.database, configuration: configuration)
        try await other.write { try $0.execute(sql: "UPDATE meta SET value = value") }

        // Locks are between processes: a child waits, and says through a pipe that it does.
        let pipe = scratch.folder + "/pipe"
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        let path = scratch.database
        async let release: Void = withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                _ = try? FileHandle(forReadingAtPath: pipe)?.readToEnd()
                try? other.close()
                continuation.resume()
            }
        }
        await #expect(processExitsWith: .success) { [path = path as String, pipe = pipe as String] in
            let (store, reports) = try Self.start(path)
            try #require(!store.isOpen)
            try #require(throws: StoreError.self) { try store.sessions() }
            let number = try store.nextSessionNumber()
            let session = SessionID(rawValue: number)
            var another = Workspace(name: "main", rows: 20, columns: 80)
            _ = another.openWindow(showing: session)
            store.enqueue(.session(.sample(number, name: "now")))
            store.enqueue(.workspace(another, position: 0, isLast: true))
            await reports.first { $0.failure != nil }
            try FileHandle(forWritingAtPath: pipe)?.close()
            await reports.first { $0.isReopened }
            try await store.flush()
            try #require(try store.sessions().map(\.name) == ["before", "now"])
            let stored = try store.workspaces()
            try #require(stored.map(\.workspace.name).sorted() == ["main", "main-1"])
            try #require(stored.first { $0.workspace.name == "main-1" }?.workspace.sessions == [.one])
            try #require(stored.filter(\.isLast).map(\.workspace.sessions) == [[session]])
            await store.close()
        }
        // Should the child have ended before it came to the pipe.
        try FileHandle(forUpdatingAtPath: pipe)?.close()
        await release
    }

    @Test func `a database of a newer version is refused all the same`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        await store.close()
        let queue = try DatabaseQueue(path: scratch.database)
        try await queue.write { try $0.execute(sql: "UPDATE meta SET value = '77' WHERE key = 'schema'") }
        try queue.close()
        let before = try scratch.contents()
        #expect(throws: StoreError.newerVersion(found: 77, known: Schema.number, path: scratch.database)) {
            try Self.start(scratch.database)
        }
        #expect(try scratch.contents() == before)
    }

    @Test func `a store that never had a database can be closed`() async throws {
        let scratch = try Scratch()
        try Self.block(scratch)
        let (store, _) = try Self.start(scratch.database)
        store.enqueue(.session(.sample(1)))
        await store.close()
        #expect(!store.isOpen)
    }

    // MARK: - A file system that is read-only or full

    /// Mounts a small file system of its own; nil where that is not allowed.
    private static func mount(_ folder: String, _ options: String) -> Bool {
        run("/bin/mount", ["-t", "tmpfs", "-o", options, "roost-test", folder])
    }

    @discardableResult
    private static func run(_ program: String, _ arguments: [String]) -> Bool {
        (try? ChildProcess([program] + arguments).wait(seconds: 60))?.status == 0
    }

    private static let canMount: Bool = {
        guard geteuid() == 0, let scratch = try? Scratch() else { return false }
        guard mount(scratch.folder, "size=1m") else { return false }
        return run("/bin/umount", [scratch.folder])
    }()

    @Test(.enabled(if: canMount, "mounting needs rights"))
    func `on a read-only file system what was stored can be read, and the rest waits`() async throws {
        let scratch = try Scratch()
        try #require(Self.mount(scratch.folder, "size=32m"))
        defer { Self.run("/bin/umount", ["-l", scratch.folder]) }
        let first = try scratch.open()
        first.enqueue(.session(.sample(1, name: "before")))
        await first.close()
        try #require(Self.run("/bin/mount", ["-o", "remount,ro", scratch.folder]))
        let (store, reports) = try Self.start(scratch.database)
        #expect(!store.isOpen)
        #expect(store.opening.trouble != nil)
        #expect(try store.sessions().map(\.name) == ["before"])
        #expect(try store.nextSessionNumber() == 2)
        store.enqueue(.session(.sample(2, name: "now")))
        await reports.first { $0.failure != nil }
        try #require(Self.run("/bin/mount", ["-o", "remount,rw", scratch.folder]))
        await reports.first { $0.isReopened }
        try await store.flush()
        #expect(try store.sessions().map(\.name) == ["before", "now"])
        #expect(store.opening.trouble == nil)
        await store.close()
    }

    @Test(.enabled(if: canMount, "mounting needs rights"))
    func `on a full file system the store starts, and is made when there is room`() async throws {
        let scratch = try Scratch()
        try #require(Self.mount(scratch.folder, "size=1m"))
        defer { Self.run("/bin/umount", ["-l", scratch.folder]) }
        let filler = scratch.folder + "/filler"
        try Data(count: 1 << 20).write(to: URL(fileURLWithPath: filler))
        let (store, reports) = try Self.start(scratch.database)
        #expect(!store.isOpen)
        store.enqueue(.session(.sample(1)))
        await reports.first { $0.failure != nil }
        try FileManager.default.removeItem(atPath: filler)
        await reports.first { $0.isReopened }
        try await store.flush()
        #expect(try store.sessions().count == 1)
        await store.close()
    }

    // MARK: - Damage that is met later

    @Test func `a database that turns out to be damaged is replaced, and the records go on`() async throws {
        let scratch = try Scratch()
        let (store, reports) = try Self.start(scratch.database)
        store.enqueue(.session(.sample(1, name: "lives")))
        var offset: UInt64 = 0
        for number in 0..<200 as Range<Int64> {
            Self.print(500, at: &offset, to: store)
            let text = String(repeating: "state ", count: 100)
            store.enqueue(.event(.question(.one, at: number, text, offset: offset)))
            if number % 20 == 0 { try await store.flush() }
        }
        try await store.flush()
        try await store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        // The descriptor stays open: to close it would take the locks of this process away.
        let file = try #require(FileHandle(forUpdatingAtPath: scratch.database))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 8192)
        try file.write(contentsOf: Data(repeating: 0x55, count: Int(size) - 8192))
        try store.pool.releaseMemory()
        Self.print(500, at: &offset, to: store)
        store.enqueue(.event(.question(.one, at: 999, "after", offset: offset)))
        await reports.first { $0.isReopened }
        try await store.flush()
        #expect(store.isOpen)
        #expect(store.opening.setAside != nil)
        #expect(try store.sessions().map(\.number) == [.one])
        #expect(try store.outputEnd(session: .one) == offset)
        #expect(try store.history(session: .one, type: .status, limit: 1).map(\.text) == ["question: after"])
        let problems = try await store.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(problems == ["ok"])
        await store.close()
        try file.close()
    }

    @Test func `a broken search index is made again, and nothing else is touched`() async throws {
        let scratch = try Scratch()
        let (store, _) = try Self.start(scratch.database)
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array("needle one\n".utf8)))
        try await store.index()
        try await store.pool.write { try $0.execute(sql: "DELETE FROM lines_fts_data") }
        store.enqueue(.output(session: .one, offset: 11, at: .at(1), bytes: Array("needle two\n".utf8)))
        try await store.index()
        #expect(store.opening.setAside == nil)
        #expect(
            try store.search("needle", session: nil, limit: 9).map(\.text) == ["needle two", "needle one"])
        await store.close()
    }
}
