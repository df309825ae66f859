import Foundation
import GRDB
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

/// A damaged database is set aside, and what can be read of it goes on in the new one.
@Suite struct SalvageTests {
    private static let pageSize = 4096

    /// A closed database of `sessions` sessions with a layout, commands, events, 30 blocks of output and a snapshot.
    private static func make(_ scratch: Scratch, sessions: UInt64 = 3) async throws {
        let store = try scratch.open()
        var workspace = Workspace(name: "main", rows: 20, columns: 80)
        for number in 1...sessions {
            let session = SessionID(rawValue: number)
            _ = workspace.openWindow(showing: session)
            store.enqueue(.session(.sample(number, name: "session-\(number)")))
            for part in 0..<30 as Range<UInt64> {
                store.enqueue(
                    .output(
                        session: session, offset: part * 3000, at: .at(Int64(part)),
                        bytes: StoreCrashTests.bytes(part * 3000..<part * 3000 + 3000, of: session)))
                try await store.flush()
            }
            for id in 1...40 as ClosedRange<Int64> {
                store.enqueue(
                    .command(
                        .init(
                            session: session, id: id, at: .at(id), isPrompt: false, text: "make \(id)",
                            offset: 0)))
                store.enqueue(.event(.question(session, at: id, "event \(id)")))
            }
            store.enqueue(
                .snapshot(
                    session: session, offset: 90_000, at: .at(0), bytes: [UInt8](repeating: 5, count: 5000),
                    parts: [.init(range: 1000..<3000, line: 0)]))
        }
        store.enqueue(.workspace(workspace, position: 0, isLast: true))
        store.enqueue(.meta(key: "hint_dismissed", value: "1"))
        await store.close()
    }

    private static func change(_ path: String, _ body: (inout Data) -> Void) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        body(&data)
        try data.write(to: URL(fileURLWithPath: path))
    }

    /// Opens it as a server does; without a limit of time that a loaded machine would reach.
    private static func start(_ path: String) throws -> Store {
        var options = StoreOptions()
        options.salvageTime = .seconds(60)
        return try Store.start(path: path, options: options, now: { .at(0) })
    }

    @Test(arguments: [0..<16, 44..<48, 16..<100, 100..<108, 100..<4096, 0..<4096])
    func `a damaged first page costs nothing`(place: Range<Int>) async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        try Self.change(scratch.database) {
            $0.replaceSubrange(place, with: Data(repeating: 0x5A, count: place.count))
        }
        let damaged = try scratch.contents()
        let store = try Self.start(scratch.database)
        let aside = try #require(store.opening.setAside)
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == damaged)
        let salvage = try #require(store.opening.salvage)
        #expect(salvage.rows["sessions"] == 3)
        #expect(!salvage.isCutShort)
        #expect(try store.sessions().map(\.name) == ["session-1", "session-2", "session-3"])
        #expect(try store.workspaces().map(\.workspace.sessions.count) == [3])
        #expect(try store.workspaces().first?.isLast == true)
        #expect(try store.meta("hint_dismissed") == "1")
        #expect(try store.meta("schema") == String(Schema.number))
        #expect(try store.nextSessionNumber() == 4)
        for number in 1...3 as ClosedRange<UInt64> {
            let session = SessionID(rawValue: number)
            let bytes = try store.output(session: session, from: 0, limitBytes: .max).flatMap(\.bytes)
            #expect(bytes == StoreCrashTests.bytes(0..<90_000, of: session))
            #expect(try store.latestSnapshots(session: session).map(\.offset) == [90_000])
            #expect(try store.history(session: session, type: .command, limit: 99).count == 40)
            #expect(try store.history(session: session, type: .status, limit: 99).count == 40)
        }
        #expect(!FileManager.default.fileExists(atPath: aside + "-work"))
        // It goes on as if nothing had been.
        store.enqueue(.output(session: .one, offset: 90_000, at: .at(0), bytes: [1]))
        try await store.flush()
        #expect(try store.outputEnd(session: .one) == 90_001)
        let problems = try await store.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(problems == ["ok"])
        await store.close()
    }

    /// Each version dropped and added tables; where those that are left begin must be known all the same.
    @Test(arguments: 1...Schema.number, [false, true])
    func `a damaged first page costs nothing, whichever version made the file`(
        schema: Int, isMigrated: Bool
    ) async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL") }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try Schema.migrator.migrate(queue, upTo: "\(schema)")
        try await queue.write { database in
            for number in 1...20 {
                try database.execute(
                    sql: """
                        INSERT INTO sessions (number, name, provider, command, cwd, rows, columns, state,
                            created_at, last_activity, state_since, title)
                        VALUES (?1, 's' || ?1, 'shell', '[]', '/', 24, 80, 'running', 1, 2, 3, '')
                        """, arguments: [number])
                for part in 0..<30 {
                    try database.execute(
                        sql: """
                            INSERT INTO output (session, offset, length, at, mode, stored, packing, bytes)
                            VALUES (?, ?, 900, 1, 0, 900, 0, randomblob(900))
                            """, arguments: [number, part * 900])
                }
            }
        }
        try queue.close()
        if isMigrated { await (try Store.open(path: path)).close() }
        try Self.change(path) { $0.replaceSubrange(0..<4096, with: Data(repeating: 0x5A, count: 4096)) }
        let store = try Self.start(path)
        let salvage = try #require(store.opening.salvage)
        #expect(salvage.rows["sessions"] == 20)
        #expect(salvage.rows["output"] == 600)
        #expect(salvage.damages == 0)
        #expect(try store.outputEnd(session: .two) == 27_000)
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.folder)
        #expect(left.allSatisfy { !$0.contains("-work") })
        await store.close()
    }

    @Test func `a schema that SQLite takes and that is not ours costs nothing either`() async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        let name = Data("created_at INTEGER NOT NULL".utf8)
        try Self.change(scratch.database) { data in
            while let place = data.range(of: name) { data[place.lowerBound] = UInt8(ascii: "k") }
        }
        let store = try Self.start(scratch.database)
        #expect(store.opening.setAside != nil)
        #expect(try store.sessions().map(\.createdAt) == [.at(0), .at(0), .at(0)])
        #expect(try store.outputEnd(session: .two) == 90_000)
        await store.close()
    }

    @Test(arguments: 1...12)
    func `broken pages cost what was on them`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        try await Self.make(scratch)
        let count = try scratch.contents().count / Self.pageSize
        // The first page with two more, so that it is noticed when it is opened.
        let pages = [0] + (0..<2).map { _ in Int.random(in: 1..<count, using: &generator) }
        try Self.change(scratch.database) { data in
            for page in pages {
                let start = page * Self.pageSize
                data.replaceSubrange(start..<start + Self.pageSize, with: Data(count: Self.pageSize))
            }
        }
        let store = try Self.start(scratch.database)
        let salvage = try #require(store.opening.salvage, "seed \(seed)")
        // Every row that came is one that was.
        var blocks = 0
        for session in try store.sessions().map(\.number) {
            for block in try store.output(session: session, from: 0, limitBytes: .max) {
                let range = block.offset..<block.offset + UInt64(block.bytes.count)
                #expect(block.bytes == StoreCrashTests.bytes(range, of: session), "seed \(seed)")
                blocks += 1
            }
        }
        // A leaf has one or two blocks, a page of a B-tree's inside leads to all of them.
        let isTreeBroken = salvage.rows["output"] ?? 0 == 0
        // Where the numbers of a table's rows end cannot be known either then, and the search for them has a limit.
        let isTableLost = ["output", "events", "commands"].contains { salvage.rows[$0] ?? 0 == 0 }
        #expect(!salvage.isCutShort || isTableLost, "seed \(seed): \(salvage)")
        #expect(blocks >= 60 || isTreeBroken, "seed \(seed): \(blocks) blocks, \(salvage)")
        let problems = try await store.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(problems == ["ok"], "seed \(seed)")
        await store.close()
    }

    @Test func `what was in the log and not in the file yet is brought over as well`() async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        let store = try scratch.open()
        store.enqueue(.session(.sample(4, name: "in the log")))
        try await store.flush()
        let copy = scratch.folder + "/killed.sqlite"
        for suffix in ["", "-wal"] {
            try scratch.contents(suffix).write(to: URL(fileURLWithPath: copy + suffix))
        }
        await store.close()
        try Self.change(copy) { $0.replaceSubrange(0..<4096, with: Data(count: 4096)) }
        let again = try Self.start(copy)
        #expect(try again.sessions().map(\.name) == ["session-1", "session-2", "session-3", "in the log"])
        await again.close()
    }

    @Test func `output whose session cannot be read gets one`() async throws {
        let scratch = try Scratch()
        try await Self.make(scratch, sessions: 2)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: scratch.database, configuration: configuration)
        try await queue.write { try $0.execute(sql: "DELETE FROM sessions WHERE number = 2") }
        try queue.close()
        try Self.change(scratch.database) { $0.replaceSubrange(0..<16, with: Data(count: 16)) }
        let store = try Self.start(scratch.database)
        #expect(try store.sessions().map(\.name) == ["session-1", "recovered-2"])
        #expect(try store.outputEnd(session: .two) == 90_000)
        await store.close()
    }

    @Test func `nothing but noise gives an empty database and says so`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        await store.close()
        try Data(repeating: 0x55, count: 100_000).write(to: URL(fileURLWithPath: scratch.database))
        let again = try Self.start(scratch.database)
        #expect(try again.sessions().isEmpty)
        #expect(again.opening.setAside != nil)
        #expect(again.opening.sentences.count == 1)
        await again.close()
    }

    @Test func `without time nothing is brought over, and the old file stays`() async throws {
        let scratch = try Scratch()
        try await Self.make(scratch)
        try Self.change(scratch.database) { $0.replaceSubrange(0..<16, with: Data(count: 16)) }
        let damaged = try scratch.contents()
        var options = StoreOptions()
        options.salvageTime = .zero
        let store = try Store.start(path: scratch.database, options: options, now: { .at(0) })
        let aside = try #require(store.opening.setAside)
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == damaged)
        #expect(try store.sessions().isEmpty)
        await store.close()
    }

    @Test(arguments: 1...20)
    func `bytes changed at random stop nothing`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        try await Self.make(scratch, sessions: 1)
        try Self.change(scratch.database) { data in
            data[Int.random(in: 0..<100, using: &generator)] ^= 0xA5
            for _ in 0..<Int.random(in: 1...200, using: &generator) {
                data[Int.random(in: data.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
        }
        guard let store = try? Self.start(scratch.database) else { return }
        do throws(StoreError) {
            for block in try store.output(session: .one, from: 0, limitBytes: .max) {
                let range = block.offset..<block.offset &+ UInt64(block.bytes.count)
                guard range.upperBound <= 90_000 else { continue }
                #expect(block.bytes.count == range.count, "seed \(seed)")
            }
        } catch {
            // A damaged page that opening has no need of costs whoever reads it, and nobody else.
            guard case .corrupt = error else { throw error }
        }
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        #expect(try store.sessions().contains { $0.number == .one }, "seed \(seed)")
        await store.close()
    }
}
