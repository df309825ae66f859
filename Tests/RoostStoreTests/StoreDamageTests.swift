import Foundation
import GRDB
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

/// Whatever lies in the file, the store gives an error or what is still whole; it never stops the program.
@Suite struct StoreDamageTests {
    /// A database with some of everything, closed.
    private static func make(_ scratch: Scratch) async throws {
        let store = try scratch.open()
        for number in 1...3 as ClosedRange<UInt64> {
            let session = SessionID(rawValue: number)
            var workspace = Workspace(name: "w\(number)", rows: 20, columns: 80)
            let pane = workspace.openWindow(showing: session)
            workspace.split(pane, along: .vertical, showing: session)
            store.enqueue(.session(.sample(number)))
            store.enqueue(.workspace(workspace, position: Int(number), isLast: number == 1))
            var offset: UInt64 = 0
            for line in 0..<40 {
                let text = "line \(line) of \(number) " + String(repeating: "lorem ipsum ", count: line)
                store.enqueue(
                    .output(
                        session: session, offset: offset, at: .at(Int64(line)),
                        bytes: Array((text + "\r\n").utf8)))
                offset += UInt64(text.utf8.count + 2)
                if line % 10 == 0 { try await store.flush() }
            }
            store.enqueue(
                .snapshot(
                    session: session, offset: offset, at: .at(0), bytes: Array(repeating: 7, count: 9000),
                    parts: [.init(range: 100..<4000, line: 0), .init(range: 4000..<8000, line: 512)]))
            store.enqueue(.event(.question(session)))
            store.enqueue(
                .command(.init(session: session, id: 1, at: .at(0), isPrompt: true, text: "do", offset: 0)))
        }
        await store.close()
    }

    /// Calls everything; errors are fine, and all of them are ``StoreError`` by type.
    private static func useAll(_ path: String) async {
        guard let store = try? Store.open(path: path) else { return }
        _ = try? store.workspaces()
        let sessions = (try? store.sessions()) ?? []
        for session in sessions.map(\.number) + [.one, .two] {
            _ = try? store.latestSnapshots(session: session)
            _ = try? store.output(session: session, from: 5, limitBytes: 1 << 20)
            _ = try? store.outputEnd(session: session)
            _ = try? store.history(session: session, type: nil, limit: 10)
            _ = try? store.history(session: session, type: .output, limit: 3)
        }
        _ = try? store.history(session: nil, type: .output, limit: 100)
        _ = try? store.search("lorem", session: nil, limit: 10)
        _ = try? store.search("%", session: .one, limit: 10)
        _ = try? store.meta("schema")
        _ = try? store.nextSessionNumber()
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 9999, at: .at(0), bytes: [1, 2, 3]))
        store.enqueue(.snapshot(session: .one, offset: 9, at: .at(0), bytes: [1]))
        store.enqueue(.event(.question(.one)))
        _ = try? await store.flush()
        _ = try? await store.trim(policy: Retention(sessionBytes: 10, oldest: .at(100)))
        store.enqueue(.removeSession(.two))
        await store.close()
    }

    @Test(arguments: 1...15)
    func `bytes changed at random stop nothing`(seed: UInt64) async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        var generator = SeededGenerator(seed: seed)
        var data = try scratch.contents()
        for _ in 0..<Int.random(in: 1...60, using: &generator) {
            let place = Int.random(in: 0..<data.count, using: &generator)
            data[place] = UInt8.random(in: 0...255, using: &generator)
        }
        try data.write(to: URL(fileURLWithPath: scratch.database))
        await Self.useAll(scratch.database)
    }

    @Test(arguments: [1, 15, 16, 50, 99, 100, 101, 512, 4095, 4096, 5000, 8192, 20_000, 100_000])
    func `a file that was cut stops nothing`(count: Int) async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        try scratch.contents().prefix(count).write(to: URL(fileURLWithPath: scratch.database))
        await Self.useAll(scratch.database)
    }

    @Test(arguments: [0, 1, 2, 3, 5, 8, 13, 20, 25, 29])
    func `a page of zeros stops nothing`(page: Int) async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        var data = try scratch.contents()
        try #require(data.count >= (page + 1) * 4096)
        data.resetBytes(in: page * 4096..<(page + 1) * 4096)
        try data.write(to: URL(fileURLWithPath: scratch.database))
        await Self.useAll(scratch.database)
    }

    /// What a power cut may leave: the log ends anywhere, or holds what was never written.
    @Test(arguments: 1...12)
    func `a damaged log leaves a committed prefix`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        for number in 0..<20 as Range<UInt64> {
            let bytes = [UInt8](repeating: UInt8(number), count: 3)
            store.enqueue(.output(session: .one, offset: number * 3, at: .at(0), bytes: bytes))
            try await store.flush()
        }
        let copy = scratch.folder + "/copy.sqlite"
        var log = try scratch.contents("-wal")
        if Bool.random(using: &generator) {
            log = log.prefix(Int.random(in: 0...log.count, using: &generator))
        } else {
            log[Int.random(in: log.indices, using: &generator)] ^= 0x10
        }
        try scratch.contents().write(to: URL(fileURLWithPath: copy))
        try log.write(to: URL(fileURLWithPath: copy + "-wal"))
        await store.close()

        let again = try Store.open(path: copy)
        let blocks = try again.output(session: .one, from: 0, limitBytes: .max)
        let expected = blocks.indices.flatMap { [UInt8](repeating: UInt8($0), count: 3) }
        #expect(blocks.flatMap(\.bytes) == expected, "seed \(seed)")
        await again.close()
    }

    @Test(arguments: [
        "UPDATE sessions SET state = 'flying', command = '[', attention = '{}', rows = -5, number = -1 WHERE number = 1",
        "UPDATE workspaces SET rows = 0",
        "UPDATE windows SET layout = '{\"split\":{}}'",
        "UPDATE windows SET layout = '" + String(repeating: "[", count: 100_000) + "'",
        "DELETE FROM panes",
        "UPDATE output SET bytes = x'28b52ffd', packing = 1",
        "UPDATE output SET packing = 9",
        "UPDATE output SET length = 9223372036854775807, mode = 77",
        "UPDATE output SET offset = -offset - 1",
        "UPDATE output SET bytes = zeroblob(0)",
        "UPDATE snapshots SET length = -1",
        "UPDATE snapshots SET bytes = zeroblob(1000000)",
        "UPDATE meta SET value = 'x' WHERE key = 'schema'",
        "UPDATE meta SET value = '-3' WHERE key = 'schema'",
        "UPDATE meta SET value = '99999999999999999999999' WHERE key = 'last_session'",
        "DELETE FROM meta",
        "DROP TABLE output",
        "DROP TABLE lines_fts",
        "DELETE FROM lines_fts_data",
        "ALTER TABLE commands RENAME COLUMN text TO words",
        "DROP TABLE meta",
        "UPDATE events SET at = 9223372036854775807, offset = -1",
        "UPDATE events SET attention = NULL, state = 'error', end_kind = 'exited', end_code = 1 << 40",
        "UPDATE events SET attention = 'boredom', rows = 1, bytes = -1, allowed_bytes = -5",
        "UPDATE events SET kind = 'resize', attention = NULL, rows = 1 << 62, columns = -1",
        "UPDATE sessions SET end_kind = 'signalled', end_code = NULL, end_cause = 'x'",
    ])
    func `rows that make no sense stop nothing`(sql: String) async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: scratch.database, configuration: configuration)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
        await Self.useAll(scratch.database)
    }

    @Test func `a database of another program is refused untouched`() async throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            atPath: scratch.folder + "/state", withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: scratch.database)
        try await queue.write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
        try queue.close()
        let before = try scratch.contents()
        #expect(throws: StoreError.corrupt(path: scratch.database, cause: "it is no database of roost")) {
            try scratch.open()
        }
        #expect(try scratch.contents() == before)
    }

    @Test func `an older snapshot is there when the newest is damaged`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        for offset in 1...5 as ClosedRange<UInt64> {
            let bytes = [UInt8](repeating: UInt8(offset), count: 1000)
            store.enqueue(.snapshot(session: .one, offset: offset, at: .at(0), bytes: bytes))
        }
        try await store.flush()
        #expect(try store.latestSnapshots(session: .one).map(\.offset) == [5, 4])
        try await store.pool.write {
            try $0.execute(sql: "UPDATE snapshots SET bytes = x'00' WHERE offset = 5")
        }
        let left = try store.latestSnapshots(session: .one)
        #expect(left.map(\.offset) == [4])
        #expect(left.first?.bytes == [UInt8](repeating: 4, count: 1000))
        #expect(store.damage == ["a snapshot of session 1 cannot be read"])
        await store.close()
    }

    @Test func `a whole snapshot stays until there are two whole ones after it`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        func add(_ offset: UInt64, _ bytes: [UInt8]) async throws {
            store.enqueue(.snapshot(session: .one, offset: offset, at: .at(0), bytes: bytes))
            try await store.flush()
        }
        try await add(1, [UInt8](repeating: 1, count: 1000))
        try await add(2, [UInt8](repeating: 2, count: 1000))
        // The disk breaks the newest; what comes next must not push the only whole one out.
        try await store.pool.write {
            try $0.execute(sql: "UPDATE snapshots SET bytes = x'28b52ffd00' WHERE offset = 2")
        }
        try await add(3, [UInt8](repeating: 3, count: 1000))
        #expect(try store.latestSnapshots(session: .one).map(\.offset) == [3, 1])
        try await add(4, [])
        #expect(try store.latestSnapshots(session: .one).map(\.offset) == [3, 1])
        try await add(5, [UInt8](repeating: 5, count: 1000))
        #expect(try store.latestSnapshots(session: .one).map(\.offset) == [5, 3])
        #expect(store.damage.isEmpty)
        await store.close()
    }

    @Test func `a workspace that does not fit together is left out and said`() async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        let store = try scratch.open()
        try await store.pool.write {
            try $0.execute(sql: "DELETE FROM panes WHERE workspace = 'w2' AND position = 0")
        }
        #expect(try store.workspaces().map(\.workspace.name) == ["w1", "w3"])
        #expect(store.damage == ["workspace w2 cannot be read"])
        await store.close()
    }
}
