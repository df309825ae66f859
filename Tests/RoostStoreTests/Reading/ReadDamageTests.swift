import Foundation
import GRDB
import RoostModel
import Testing

@testable import RoostStore

/// A page of the file goes bad while the store is open, and a reader is the first to meet it.
@Suite struct ReadDamageTests {
    private static let blockCount = 200
    private static let blockLength = 1000

    /// Numbers no two of which are packed into less.
    private static func block(_ number: Int) -> [UInt8] {
        var state = UInt64(number + 1)
        return (0..<blockLength).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    /// A database with a session and much output, all of it in the file and nothing in memory.
    private static func started(_ scratch: Scratch) async throws -> (Store, CommitReports) {
        let first = try scratch.open()
        first.enqueue(.session(.sample(1)))
        for number in 0..<blockCount {
            first.enqueue(
                .output(
                    session: .one, offset: UInt64(number * blockLength), at: .at(1), bytes: block(number)))
            try await first.flush()
        }
        await first.close()
        let store = try Store.start(path: scratch.database) { .at(0) }
        let reports = CommitReports()
        store.setCommitHandler { reports.take($0) }
        return (store, reports)
    }

    /// Writes nonsense over a leaf of a table, behind the back of whoever has the file open.
    private static func damage(_ table: String, in scratch: Scratch) throws {
        let queue = try DatabaseQueue(path: scratch.database)
        let (root, size) = try queue.read { database in
            (
                try Int.fetchOne(
                    database, sql: "SELECT rootpage FROM sqlite_master WHERE name = ?", arguments: [table]),
                try Int.fetchOne(database, sql: "PRAGMA page_size")
            )
        }
        try queue.close()
        let (first, pageSize) = (try #require(root), try #require(size))
        let data = try scratch.contents()
        let start = (first - 1) * pageSize
        // An interior page of a table: the child of its first cell, https://www.sqlite.org/fileformat.html#b_tree_pages
        try #require(data[start] == 5 as UInt8)
        let cell = start + Int(data[start + 12]) << 8 + Int(data[start + 13])
        let leaf = data[cell..<cell + 4].reduce(0) { $0 << 8 | Int($1) }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.database))
        try file.seek(toOffset: UInt64((leaf - 1) * pageSize))
        try file.write(contentsOf: Data(repeating: 0xEE, count: pageSize))
        try file.close()
    }

    @Test func `the damage costs what was on the page, and no restart`() async throws {
        let scratch = try Scratch()
        let (store, reports) = try await Self.started(scratch)
        try Self.damage("output", in: scratch)
        #expect(throws: StoreError.self) {
            try store.output(session: .one, from: 0, limitBytes: .max)
        }
        await reports.first { $0.isReopened }
        let blocks = try store.output(session: .one, from: 0, limitBytes: .max)
        let bytes = blocks.reduce(0) { $0 + $1.bytes.count }
        #expect(bytes > Self.blockCount * Self.blockLength * 9 / 10)
        #expect(bytes < Self.blockCount * Self.blockLength)
        for block in blocks {
            #expect(block.bytes == Self.block(Int(block.offset) / Self.blockLength))
        }
        #expect(try store.sessions().map(\.number) == [.one])
        // Said once, with the place of what was damaged; and written to as before.
        #expect(store.opening.sentences.count == 1)
        #expect(store.opening.setAside.map(FileManager.default.fileExists(atPath:)) == true)
        store.enqueue(
            .output(
                session: .one, offset: UInt64(Self.blockCount * Self.blockLength), at: .at(2), bytes: [1]))
        try await store.flush()
        #expect(reports.all.count { $0.isReopened } == 1)
        await store.close()
    }

    @Test func `a store that must not renew its file only says what is wrong`() async throws {
        let scratch = try Scratch()
        let (started, _) = try await Self.started(scratch)
        await started.close()
        let store = try scratch.open()
        try Self.damage("output", in: scratch)
        for _ in 0..<2 {
            #expect(throws: StoreError.self) {
                try store.output(session: .one, from: 0, limitBytes: .max)
            }
        }
        try await store.flush()
        #expect(store.opening.setAside == nil)
        #expect(store.isOpen)
        await store.close()
    }
}
