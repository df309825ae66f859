import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct SearchTests {
    private static let lines = [
        "error: connection refused to mongodb://localhost:27017",
        "Connexion réussie à l'hôte",
        "SELECT \"name\" FROM users WHERE id = 'x' AND 1=1 -- comment",
        "100% done (50_000 rows)",
        "编译完成没有错误",
        "the quick brown fox NEAR the lazy dog",
        "日本語 text mixed",
    ]

    private static func fill(_ store: Store) async throws {
        store.enqueue(.session(.sample(1, name: "one")))
        store.enqueue(.session(.sample(2, name: "two")))
        var offset: UInt64 = 0
        for (number, line) in lines.enumerated() {
            let bytes = Array((line + "\n").utf8)
            store.enqueue(.output(session: .one, offset: offset, at: .at(Int64(number)), bytes: bytes))
            offset += UInt64(bytes.count)
        }
        let other = Array("error: disk full\n".utf8)
        store.enqueue(.output(session: .two, offset: 0, at: .at(50), bytes: other))
        try await store.index()
    }

    /// Where a line begins.
    private static func offset(_ number: Int) -> UInt64 {
        lines[..<number].reduce(0) { $0 + UInt64($1.utf8.count + 1) }
    }

    @Test(arguments: [
        ("connection refused", [0]), ("REFUSED", [0]), ("refused connection", [0]), ("conn ref", [0]),
        ("reussie", [1]), ("hôte", [1]), ("ongodb", [0]), ("localhost:27017", [0]),
        ("100%", [3]), ("50_000", [3]), ("%", [3]), ("_", [3]), ("没有", [4]), ("日本", [6]), ("brown NEAR", [5]),
        ("--", [2]), ("error -> connection", [0]), ("error --", [0]), ("nothing-like-this", []), ("", []),
        ("  ", []),
        ("\"name\"", [2]), ("quick fox", [5]), ("dog the", [5]),
    ])
    func `words are found wherever they stand`(query: String, expected: [Int]) async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store)
        let hits = try store.search(query, session: .one, limit: 10)
        #expect(hits.map(\.text) == expected.map { Self.lines[$0] })
        #expect(hits.map(\.offset) == expected.map(Self.offset))
        await store.close()
    }

    @Test func `the newest come first, of all sessions or of one`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store)
        let all = try store.search("error", session: nil, limit: 10)
        #expect(all.map(\.name) == ["two", "one"])
        #expect(all.map(\.at) == [.at(50), .at(0)])
        #expect(try store.search("error", session: .two, limit: 10).map(\.text) == ["error: disk full"])
        #expect(try store.search("error", session: nil, limit: 1).count == 1)
        #expect(try store.search("error", session: nil, limit: 0).isEmpty)
        await store.close()
    }

    @Test func `no input breaks the syntax of the index`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store)
        let inputs = [
            "\"", "\"\"", "'", "*", "a*", "*a", "^", "^a", "(", ")", "a AND", "AND", "OR", "NOT", "NOT a",
            "a NOT",
            "NEAR", "NEAR(", "NEAR(a b, 5)", "text:", "text : a", "-text:a", "{a b} : c", "a + b", "a\"b",
            "\\",
            ";", "'; DROP TABLE lines; --", "\u{0}", "a\u{0}b", "\u{1B}[1m", "\u{FFFD}", "\u{200D}", "😀",
            "é\u{301}",
            String(repeating: "a", count: 100_000), String(repeating: "a ", count: 10_000),
            String(repeating: "\"", count: 999), String(repeating: "(", count: 999), "%_\\", "lines_fts",
            "rank",
        ]
        for input in inputs {
            #expect(throws: Never.self, "\(input.prefix(20))") {
                _ = try store.search(input, session: nil, limit: 5)
                _ = try store.search(input, session: .one, limit: 5)
            }
        }
        #expect(try store.search("error", session: nil, limit: 10).count == 2)
        await store.close()
    }

    @Test(arguments: 1...20)
    func `noise breaks nothing either`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store)
        let signs = Array("ab \"'*()^:+-{}\\%_\0\n\u{E9}中😀NEAR")
        for _ in 0..<50 {
            let count = Int.random(in: 0...12, using: &generator)
            let query = String((0..<count).compactMap { _ in signs.randomElement(using: &generator) })
            #expect(throws: Never.self, "seed \(seed): \(query)") {
                _ = try store.search(query, session: nil, limit: 5)
            }
        }
        await store.close()
    }
}
