import GRDB
import RoostModel
import RoostTestSupport
import Synchronization
import Testing

@testable import RoostStore

/// Output that came too fast for the index: its filters change how long a search takes, and nothing else.
@Suite struct FilteredSearchTests {
    /// A flood of lines with colours, line ends of many kinds and letters of many scripts.
    private static func flood(_ lines: Int, using generator: inout SeededGenerator) -> String {
        let words = [
            "Alpha", "beta", "ΓΑΜΜΑ", "Дельта", "編譯", "\u{1B}[31mred\u{1B}[0m", "x\u{8}y", "100", "%",
        ]
        let ends = ["\n", "\r\n", "\r\n", "\r\r\n", " over\rwritten\n", "\u{0B}", "\u{1B}[2;1H"]
        var text = ""
        for number in 0..<lines {
            for _ in 0..<8 { text += (words.randomElement(using: &generator) ?? "") + " " }
            text += "n\(number)" + (ends.randomElement(using: &generator) ?? "")
        }
        return text
    }

    @Test(arguments: 1...4)
    func `filters find what reading everything finds`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        let store = try scratch.open()
        var ends: [SessionID: UInt64] = [:]
        for number in 1...3 as ClosedRange<UInt64> { store.enqueue(.session(.sample(number))) }
        for time in 0..<3 as Range<Int64> {
            for number in 1...3 as ClosedRange<UInt64> {
                let session = SessionID(rawValue: number)
                let bytes = Array(Self.flood(2000, using: &generator).utf8)
                let offset = ends[session, default: 0] + (time == 2 ? 10 : 0)
                store.enqueue(.output(session: session, offset: offset, at: .at(time), bytes: bytes))
                ends[session] = offset + UInt64(bytes.count)
            }
            try await store.flush()
        }
        let queries = ["n1499", "n77 beta", "γαμμα n12", "дельта 編譯 n3", "red n14", "written n50", "y n9"]
        func search() throws -> [[SearchHit]] {
            try queries.map { try store.search($0, session: nil, limit: 10_000) }
        }
        let before = try search()
        try await store.index()
        let count = try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM filters") }
        #expect(count ?? 0 > 3)
        let after = try search()
        #expect(after.count { !$0.isEmpty } >= 5, "seed \(seed)")
        for (query, (before, after)) in zip(queries, zip(before, after)) {
            #expect(before == after, "seed \(seed): \(query)")
            let newest = try store.search(query, session: nil, limit: 7)
            #expect(newest.map(\.at) == Array(after.map(\.at).prefix(7)), "seed \(seed): \(query)")
            let two = try store.search(query, session: .two, limit: 10_000)
            #expect(two == after.filter { $0.session == .two }, "seed \(seed): \(query)")
        }
        await store.close()
    }

    @Test func `a filter goes with its output`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        let text = (0..<12_000).map { "trimmed line\($0)x\n" }.joined()
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array(text.utf8)))
        store.enqueue(
            .snapshot(session: .one, offset: UInt64(text.utf8.count), at: .at(0), bytes: [1, 2, 3]))
        try await store.index()
        try await store.trim(policy: Retention(sessionBytes: 1))
        let count = try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM filters") }
        #expect((1...2).contains(count ?? 0))
        #expect(try store.search("line1x", session: nil, limit: 9).isEmpty)
        #expect(try store.search("line11999x", session: nil, limit: 9).count == 1)
        await store.close()
    }

    @Test func `a picture without end keeps nothing from being found`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        let picture = "\u{1B}Pq" + String(repeating: "#0~~@@vv@@~~$-", count: 320_000)
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array(picture.utf8)))
        try await store.index()
        let end = "\u{1B}\\\nbehind the picture\n" + String(repeating: "and more lines\n", count: 9000)
        store.enqueue(
            .output(session: .one, offset: UInt64(picture.utf8.count), at: .at(0), bytes: Array(end.utf8)))
        try await store.index()
        let hits = try store.search("behind", session: nil, limit: 9)
        #expect(hits.map(\.text) == ["behind the picture"])
        await store.close()
    }

    @Test func `lines after a picture that takes more than one step are found`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        let picture = "before\n\u{1B}Pq" + String(repeating: "#0~~@@vv@@~~$-", count: 160_000)
        let text =
            picture + "\u{1B}\\\nBehind the picture\n" + String(repeating: "and more lines\n", count: 9000)
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array(text.utf8)))
        try await store.index()
        let lines = try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM lines") }
        #expect(lines == 0)
        #expect(
            try store.search("behind", session: nil, limit: 9).map(\.text) == ["Behind the picture"])
        #expect(try store.search("before", session: nil, limit: 9).map(\.text) == ["before"])
        await store.close()
    }

    @Test func `filters follow each other without a gap`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var generator = SeededGenerator(seed: 7)
        let bytes = Array(Self.flood(10_000, using: &generator).utf8)
        for start in stride(from: 0, to: bytes.count, by: 200_000) {
            let part = Array(bytes[start..<min(start + 200_000, bytes.count)])
            store.enqueue(.output(session: .one, offset: UInt64(start), at: .at(0), bytes: part))
            try await store.index()
        }
        let ranges = try await store.pool.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM filters ORDER BY start_offset").compactMap { row in
                row.offset("start_offset").flatMap { start in row.offset("end_offset").map { start..<$0 } }
            }
        }
        #expect(ranges.count > 8)
        #expect(ranges.first?.lowerBound == 0)
        #expect(ranges.dropLast().map(\.upperBound) == ranges.dropFirst().map(\.lowerBound))
        #expect(ranges.allSatisfy { $0.count < 3 * 65_536 })
        await store.close()
    }
}
