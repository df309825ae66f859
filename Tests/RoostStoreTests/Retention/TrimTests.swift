import GRDB
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct TrimTests {
    /// A session with `count` blocks of 1000 bytes that do not compress, and a line and an event for each.
    ///
    /// The bytes end no line, so that the index has these lines only.
    private static func fill(
        _ store: Store, _ session: SessionID, blocks count: UInt64, snapshot: UInt64?, from start: Int64 = 0
    ) async throws {
        var generator = SeededGenerator(seed: session.rawValue)
        store.enqueue(.session(.sample(session.rawValue)))
        for number in 0..<count {
            let bytes = (0..<1000).map { _ in
                let byte = UInt8.random(in: 0...255, using: &generator)
                return [0x0A, 0x0B, 0x0C, 0x1B].contains(byte) ? byte | 0x80 : byte
            }
            let at = Timestamp.at(start + Int64(number))
            store.enqueue(.output(session: session, offset: number * 1000, at: at, bytes: bytes))
            store.enqueue(.event(.question(session, at: start + Int64(number))))
            try await store.flush()
            try await store.pool.write { database in
                try database.execute(
                    sql: "INSERT INTO lines (session, offset, at, text) VALUES (?, ?, ?, ?)",
                    arguments: [session.stored, Int64(number * 1000), at.milliseconds, "line \(number)"])
            }
        }
        if let snapshot {
            store.enqueue(.snapshot(session: session, offset: snapshot, at: .at(0), bytes: [1, 2, 3]))
        }
        try await store.flush()
    }

    private static func start(_ store: Store, _ session: SessionID = .one) throws -> UInt64? {
        try store.output(session: session, from: 0, limitBytes: .max).first?.offset
    }

    @Test func `nothing goes without limits`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 5, snapshot: 5000)
        #expect(try await store.trim(policy: Retention()).blocks == 0)
        #expect(try Self.start(store) == 0)
        await store.close()
    }

    @Test(arguments: [(20_000, 0), (10_000, 0), (9_999, 1000), (5000, 5000), (1000, 8000), (0, 8000)])
    func `a session keeps its newest bytes and all from the snapshot on`(limit: Int, start: Int) async throws
    {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 10, snapshot: 8000)
        let report = try await store.trim(policy: Retention(sessionBytes: Int64(limit)))
        #expect(try Self.start(store) == UInt64(start))
        #expect(report.blocks == start / 1000)
        #expect(try store.outputEnd(session: .one) == 10_000)
        let lines = try store.search("line", session: .one, limit: 100)
        #expect(lines.map(\.offset).min() == UInt64(start))
        #expect(try store.latestSnapshots(session: .one).count == 1)
        await store.close()
    }

    @Test func `without a whole snapshot all output stays`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 5, snapshot: nil)
        try await Self.fill(store, .two, blocks: 5, snapshot: 4000)
        try await store.pool.write { try $0.execute(sql: "UPDATE snapshots SET packing = 9") }
        #expect(try await store.trim(policy: Retention(sessionBytes: 0, totalBytes: 0)).blocks == 0)
        await store.close()
    }

    @Test func `the newest block stays, so that the end is known after all went`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 5, snapshot: 5000)
        #expect(try await store.trim(policy: Retention(sessionBytes: 0)).blocks == 4)
        #expect(try store.outputEnd(session: .one) == 5000)
        await store.close()
    }

    @Test func `what is too old goes`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 10, snapshot: 10_000)
        let report = try await store.trim(policy: Retention(oldest: .at(4)))
        #expect(report.blocks == 4)
        #expect(report.lines == 4)
        #expect(report.entries == 4)
        #expect(try Self.start(store) == 4000)
        #expect(try store.history(session: .one, type: nil, limit: 100).count == 6)
        #expect(try store.search("line", session: nil, limit: 100).count == 6)
        await store.close()
    }

    @Test func `all sessions together keep the newest bytes`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 100, snapshot: 100_000, from: 0)
        try await Self.fill(store, .two, blocks: 100, snapshot: 100_000, from: 50)
        try await store.trim(policy: Retention(totalBytes: 100_000))
        let one = try #require(try Self.start(store, .one))
        let two = try #require(try Self.start(store, .two))
        #expect(one + two == 100_000)
        // The oldest went first: what is left of both begins at about the same time.
        #expect(abs(Int(one / 1000) - Int(two / 1000 + 50)) <= 1)
        await store.close()
    }

    @Test func `the file shrinks`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 300, snapshot: 300_000)
        let report = try await store.trim(policy: Retention(sessionBytes: 10_000))
        #expect(report.pages > 50)
        let left = try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") }
        #expect(left == 0)
        let before = store.byteCount()
        await store.close()
        #expect(try scratch.contents().count < Int(before))
        let again = try scratch.open()
        #expect(try Self.start(again) == 290_000)
        let check = try await again.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
        await again.close()
    }

    @Test func `output that comes while it is trimmed is stored`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, .one, blocks: 200, snapshot: 200_000)
        async let report = store.trim(policy: Retention(sessionBytes: 5000))
        for number in 200..<250 as Range<UInt64> {
            store.enqueue(
                .output(
                    session: .one, offset: number * 1000, at: .at(999),
                    bytes: [UInt8](repeating: 1, count: 1000)))
        }
        try await store.flush()
        #expect(try await report.blocks >= 190)
        #expect(try store.outputEnd(session: .one) == 250_000)
        await store.close()
    }
}
