import Foundation
import GRDB
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct WriteAheadLogTests {
    /// A database and its log as a kill leaves them, with `count` transactions of one row each.
    private static func killed(_ scratch: Scratch, count: Int) async throws -> String {
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        for number in 0..<UInt64(count) {
            store.enqueue(.output(session: .one, offset: number * 3, at: .at(0), bytes: [7, 7, 7]))
            try await store.flush()
        }
        let copy = scratch.folder + "/killed.sqlite"
        for suffix in ["", "-wal"] {
            try scratch.contents(suffix).write(to: URL(fileURLWithPath: copy + suffix))
        }
        await store.close()
        return copy
    }

    private static func change(_ path: String, _ body: (inout Data) -> Void) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        body(&data)
        try data.write(to: URL(fileURLWithPath: path))
    }

    @Test func `a whole log has no lost frames, and what SQLite takes is what is there`() async throws {
        let scratch = try Scratch()
        let path = try await Self.killed(scratch, count: 5)
        let log = try #require(WriteAheadLog(database: path))
        #expect(log.pageSize == 4096)
        #expect(log.lostFrames == 0)
        #expect(log.frames.count > 10)
        let size = try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).count
        #expect(log.frames.last.map { Int($0.place) + 4096 } ?? 0 <= size)
        let store = try Store.start(path: path, now: { .at(0) })
        #expect(store.opening == OpeningReport())
        #expect(try store.outputEnd(session: .one) == 15)
        await store.close()
    }

    @Test func `a log that ends anywhere is what a kill leaves`() async throws {
        let scratch = try Scratch()
        let path = try await Self.killed(scratch, count: 3)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
        for count in stride(from: 0, to: whole.count, by: 1237) {
            try whole.prefix(count).write(to: URL(fileURLWithPath: path + "-wal"))
            #expect(WriteAheadLog(database: path)?.lostFrames ?? 0 == 0, "\(count)")
        }
    }

    @Test func `a large transaction that a kill cut short has lost nothing`() throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/large.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            // Two pages in memory: all others go to the log, and again whenever they change.
            try database.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA cache_size = 2;
                    CREATE TABLE numbers (number INTEGER PRIMARY KEY, text TEXT);
                    """)
            try database.inTransaction {
                for number in 0..<2000 {
                    try database.execute(
                        sql: "INSERT INTO numbers VALUES (?, ?)",
                        arguments: [number * 7919 % 2003, String(repeating: "x", count: 200)])
                }
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: path + suffix, toPath: scratch.folder + "/killed.sqlite" + suffix)
                }
                return .rollback
            }
        }
        let log = try #require(WriteAheadLog(database: scratch.folder + "/killed.sqlite"))
        #expect(log.frames.count > 0)
        #expect(log.lostFrames == 0)
        #expect(log.lostTransactions == 0)
    }

    @Test(arguments: [0.2, 0.5, 0.8])
    func `frames behind a damaged one are counted and said when the database is opened`(part: Double)
        async throws
    {
        let scratch = try Scratch()
        let path = try await Self.killed(scratch, count: 20)
        let before = try #require(WriteAheadLog(database: path)).frames.count
        try Self.change(path + "-wal") { $0[Int(Double($0.count) * part)] ^= 0x40 }
        let log = try #require(WriteAheadLog(database: path))
        #expect(log.frames.count < before)
        #expect(log.lostFrames > 0)
        #expect(log.frames.count + log.lostFrames <= before + 1)
        #expect((1...log.lostFrames).contains(log.lostTransactions))
        let store = try Store.start(path: path, now: { .at(0) })
        #expect(store.opening.lostFrames == log.lostFrames)
        #expect(store.opening.sentences.count == 1)
        #expect(store.opening.sentences.first?.contains("\(log.lostTransactions) transactions") == true)
        // As much as there is follows on from the start.
        let end = try store.outputEnd(session: .one)
        #expect(end < 60)
        #expect(Int(60 - end) / 3 <= log.lostTransactions)
        await store.close()
    }

    @Test func `what an earlier turn of the log left behind is not lost`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        for number in 0..<10 as Range<UInt64> {
            store.enqueue(.output(session: .one, offset: number, at: .at(0), bytes: [1]))
            try await store.flush()
        }
        try await store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.restart) }
        store.enqueue(.output(session: .one, offset: 10, at: .at(0), bytes: [1]))
        try await store.flush()
        let log = try #require(WriteAheadLog(database: scratch.database))
        #expect(log.lostFrames == 0)
        #expect((1..<15).contains(log.frames.count))
        await store.close()
    }

    @Test(arguments: 1...30)
    func `any bytes are read without a trap`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        var bytes: [UInt8] = [0x37, 0x7F, 0x06, 0x82, 0, 0x2D, 0xE2, 0x18, 0, 0, 2, 0]
        for _ in 0..<Int.random(in: 0...4000, using: &generator) {
            bytes.append(UInt8.random(in: 0...255, using: &generator))
        }
        if seed % 3 == 0 { bytes[Int.random(in: 0..<12, using: &generator)] ^= 0xFF }
        let path = scratch.folder + "/noise"
        try Data(bytes).write(to: URL(fileURLWithPath: path + "-wal"))
        let log = WriteAheadLog(database: path)
        #expect(log?.frames.isEmpty ?? true, "seed \(seed)")
    }
}
