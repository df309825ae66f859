import GRDB
import RoostModel
import RoostTestSupport
import Synchronization
import Testing

@testable import RoostStore

/// The store indexes what it stores; what comes too fast for that is found all the same.
@Suite struct IndexTests {
    private static func indexed(_ store: Store) async throws -> [String] {
        try await store.pool.read { try String.fetchAll($0, sql: "SELECT text FROM lines ORDER BY id") }
    }

    private static func print(_ text: String, at offset: inout UInt64, to store: Store) {
        let bytes = Array(text.utf8)
        store.enqueue(.output(session: .one, offset: offset, at: .at(Int64(offset)), bytes: bytes))
        offset += UInt64(bytes.count)
    }

    @Test func `each finished line with a word is indexed once`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1, name: "build")))
        var offset: UInt64 = 0
        Self.print("first\r\n\r\n-----\r\n\u{1B}[1msec", at: &offset, to: store)
        try await store.index()
        #expect(try await Self.indexed(store) == ["first"])
        Self.print("ond\u{1B}[0m\r\nthird", at: &offset, to: store)
        try await store.index()
        try await store.index()
        #expect(try await Self.indexed(store) == ["first", "second"])
        let hits = try store.search("second", session: nil, limit: 10)
        #expect(hits.map(\.offset) == [16])
        #expect(hits.map(\.name) == ["build"])
        await store.close()
    }

    @Test func `equal lines that are printed in one go are as many hits`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        Self.print("needle\r\n\u{1B}[31mneedle\u{1B}[0m\r\nneedle\r\n", at: &offset, to: store)
        try await store.index()
        let hits = try store.search("needle", session: .one, limit: 10)
        #expect(hits.map(\.offset) == [25, 8, 0])
        await store.close()
    }

    @Test func `a picture that is drawn again and again is found once`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        for count in 0..<50 {
            Self.print("title\r\nneedle\r\nturn \(count)\r\n\u{1B}[3A", at: &offset, to: store)
        }
        try await store.index()
        let indexed = try await Self.indexed(store)
        #expect(indexed.count { $0 == "needle" } == 1)
        #expect(indexed.count { $0.hasPrefix("turn") } == 50)
        await store.close()
    }

    @Test func `a line is found before it is indexed and before it ends`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        Self.print("needle one\nneedle two", at: &offset, to: store)
        try await store.flush()
        let hits = try store.search("needle", session: .one, limit: 10)
        #expect(hits.map(\.text) == ["needle two", "needle one"])
        try await store.index()
        let again = try store.search("needle", session: .one, limit: 10)
        #expect(again.map(\.text) == ["needle two", "needle one"])
        await store.close()
    }

    @Test func `a flood is left out of the index and found all the same`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        Self.print("before the flood\n", at: &offset, to: store)
        try await store.index()
        for part in 0..<3 {
            let flood =
                (0..<5000).map { "Flood number\(part) line\($0)x of many\n" }.joined()
                + "cut in number\(part) "
            Self.print(flood, at: &offset, to: store)
            try await store.index()
        }
        Self.print("two\nafter the flood\n", at: &offset, to: store)
        try await store.index()
        #expect(
            try await Self.indexed(store)
                == ["before the flood", "cut in number2 two", "after the flood"])
        let (starts, ends) = try await store.pool.read { database in
            (
                try Int.fetchAll(database, sql: "SELECT start_offset FROM filters ORDER BY start_offset"),
                try Int.fetchAll(database, sql: "SELECT end_offset FROM filters ORDER BY start_offset")
            )
        }
        #expect(starts.count >= 6)
        #expect(Array(ends.dropLast()) == Array(starts.dropFirst()))
        func texts(_ query: String) throws -> [String] {
            try store.search(query, session: nil, limit: 10).map(\.text)
        }
        #expect(try texts("NUMBER1 line4711x many") == ["Flood number1 line4711x of many"])
        #expect(try texts("cut two") == ["cut in number2 two"])
        #expect(try texts("cut number0") == ["cut in number0 Flood number1 line0x of many"])
        #expect(try texts("the flood") == ["after the flood", "before the flood"])
        #expect(try texts("flood").count == 10)
        #expect(try texts("flood").first == "after the flood")
        await store.close()
    }

    @Test func `in a long flood a line is found at the edge of what is read at once`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        // A line lies across each border of the blocks of 64 KiB.
        let row = String(repeating: "lorem ipsum dolor sit ", count: 6)
        var text = ""
        for number in 0..<20_000 { text += "\(row) mark\(number)x\n" }
        Self.print(text, at: &offset, to: store)
        try await store.index()
        for block in [1, 15, 16, 17, 32, 33] {
            let number = text.utf8.prefix(block * 65_536).count { $0 == 0x0A }
            let hits = try store.search("mark\(number)x LOREM", session: nil, limit: 10)
            #expect(hits.map(\.text) == ["\(row) mark\(number)x"])
        }
        #expect(
            try store.search("lorem", session: nil, limit: 7).map(\.text)
                == (0..<7).map { "\(row) mark\(19_999 - $0)x" })
        await store.close()
    }

    @Test func `after a restart the index goes on where it was`() async throws {
        let scratch = try Scratch()
        let first = try scratch.open()
        first.enqueue(.session(.sample(1)))
        var offset: UInt64 = 0
        Self.print("one\nhalf of ", at: &offset, to: first)
        try await first.index()
        Self.print("two\nthree\n", at: &offset, to: first)
        await first.close()
        let store = try scratch.open()
        #expect(try store.search("half", session: nil, limit: 10).map(\.text) == ["half of two"])
        Self.print("four\n", at: &offset, to: store)
        try await store.index()
        #expect(try await Self.indexed(store) == ["one", "half of two", "three", "four"])
        await store.close()
    }

    @Test(arguments: 1...6)
    func `however it is cut, every line with a word is found once`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var bytes: [UInt8] = []
        for _ in 0..<30 {
            let part = OutputTextTests.stream(Int.random(in: 1...150, using: &generator), using: &generator)
            store.enqueue(.output(session: .one, offset: UInt64(bytes.count), at: .at(0), bytes: part))
            bytes += part
            if Int.random(in: 0..<3, using: &generator) == 0 { try await store.index() }
        }
        try await store.flush()
        var whole = OutputText()
        let lines = (whole.append(bytes) + whole.finish()).filter { $0.text.contains("plain") }
        let words = lines.filter { line in
            line.text.split { !$0.unicodeScalars.contains(where: SearchQuery.isIndexed) }
                .contains { $0.hasPrefix("plain") }
        }
        let found = try store.search("plain", session: .one, limit: 1000)
        // A line that is the same as another of one step is indexed once.
        #expect(Set(found.map(\.text)).isSuperset(of: words.map(\.text)), "seed \(seed)")
        #expect(Set(found.map(\.offset)).isSubset(of: lines.map(\.offset)), "seed \(seed)")
        #expect(Set(found.map(\.offset)).count == found.count, "seed \(seed)")
        await store.close()
    }
}
