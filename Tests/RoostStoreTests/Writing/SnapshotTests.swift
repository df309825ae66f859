import GRDB
import RoostModel
import Testing

@testable import RoostStore

@Suite struct SnapshotTests {
    /// A head of two bytes, then parts of 100 equal bytes from the number of each, then a tail.
    private static func snapshot(
        _ offset: UInt64, lines: Range<Int>, filling: (Int) -> UInt8 = { UInt8($0) }
    ) -> (record: Store.Record, bytes: [UInt8]) {
        var bytes: [UInt8] = [0, UInt8(offset)]
        var parts: [SnapshotPart] = []
        for line in lines {
            parts.append(SnapshotPart(range: bytes.count..<bytes.count + 100, line: line * 512))
            bytes += [UInt8](repeating: filling(line), count: 100)
        }
        bytes += [255, UInt8(offset), 254]
        let record = Store.Record.snapshot(
            session: .one, offset: offset, at: .at(0), bytes: bytes, parts: parts)
        return (record, bytes)
    }

    private static func parts(_ store: Store) async throws -> [Int] {
        try await store.pool.read { database in
            try Row.fetchAll(database, sql: "SELECT id FROM snapshot_parts ORDER BY id").compactMap {
                $0.int("id")
            }
        }
    }

    @Test func `what two snapshots share is stored once, and goes with the last that has it`() async throws {
        let store = try Scratch().open()
        store.enqueue(.session(.sample(1)))
        let all = [
            Self.snapshot(1, lines: 0..<4), Self.snapshot(2, lines: 1..<5), Self.snapshot(3, lines: 2..<6),
        ]
        for snapshot in all.prefix(2) { store.enqueue(snapshot.record) }
        try await store.flush()
        #expect(try await Self.parts(store) == [1, 2, 3, 4, 5])
        #expect(try store.latestSnapshots(session: .one).map(\.bytes) == [all[1].bytes, all[0].bytes])
        store.enqueue(all[2].record)
        try await store.flush()
        #expect(try await Self.parts(store) == [2, 3, 4, 5, 6])
        #expect(try store.latestSnapshots(session: .one).map(\.bytes) == [all[2].bytes, all[1].bytes])
        store.enqueue(.removeSession(.one))
        try await store.flush()
        #expect(try await Self.parts(store).isEmpty)
        await store.close()
    }

    @Test func `the same lines with other content are another part`() async throws {
        let store = try Scratch().open()
        store.enqueue(.session(.sample(1)))
        let (before, after) = (
            Self.snapshot(1, lines: 0..<3), Self.snapshot(2, lines: 0..<3) { UInt8(100 + $0) }
        )
        store.enqueue(before.record)
        store.enqueue(after.record)
        try await store.flush()
        #expect(try store.latestSnapshots(session: .one).map(\.bytes) == [after.bytes, before.bytes])
        await store.close()
    }

    @Test(arguments: [
        "UPDATE snapshot_parts SET bytes = x'00' WHERE id = 2", "DELETE FROM snapshot_parts WHERE id = 2",
        "UPDATE snapshot_parts SET length = 9223372036854775807 WHERE id = 2",
        "UPDATE snapshot_places SET place = 9223372036854775807 WHERE part = 2",
        "UPDATE snapshot_places SET place = -1 WHERE part = 2",
        "DELETE FROM snapshot_places WHERE part = 2",
    ])
    func `a part that is damaged or lost is not used again`(damage: String) async throws {
        let store = try Scratch().open()
        store.enqueue(.session(.sample(1)))
        let (before, after) = (Self.snapshot(1, lines: 0..<4), Self.snapshot(2, lines: 0..<5))
        store.enqueue(before.record)
        try await store.flush()
        try await store.pool.write { try $0.execute(sql: damage) }
        #expect(try store.latestSnapshots(session: .one).isEmpty)
        #expect(store.damage == ["a snapshot of session 1 cannot be read"])
        store.enqueue(after.record)
        try await store.flush()
        #expect(try store.latestSnapshots(session: .one).map(\.bytes) == [after.bytes])
        await store.close()
    }

    @Test func `parts that do not fit are part of the rest`() async throws {
        let store = try Scratch().open()
        store.enqueue(.session(.sample(1)))
        let bytes = (0..<200).map { UInt8($0) }
        let parts = [150..<201, 10..<10, 20..<60, 50..<70, 30..<40, 60..<200].map {
            SnapshotPart(range: $0, line: 0)
        }
        store.enqueue(.snapshot(session: .one, offset: 1, at: .at(0), bytes: bytes, parts: parts))
        try await store.flush()
        #expect(try store.latestSnapshots(session: .one).map(\.bytes) == [bytes])
        #expect(try await Self.parts(store).count == 2)
        await store.close()
    }
}
