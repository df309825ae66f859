import Testing

@testable import RoostStore

@Suite struct SearchQueryTests {
    @Test(arguments: [
        ("done", "it is done\n", true), ("DONE it", "it is done\n", true), ("gone", "it is done\n", false),
        // Only the parser knows what these lines are.
        ("doneing", "loading...\rdone\n", true), ("xbc", "abc\u{8}\u{8}\u{8}X\n", true),
        ("word", "wo\u{1B}[1mrd\n", true), ("gone", "done\r\n", false), ("Éa", "éa\n", true),
        ("gone", "\u{1B}[1;38;5;17mdo\u{1B}[m\u{1B}[Kne\n", false),
        ("gone", "done\u{1B}[2K\n", true), ("gone", "done\u{1B}[1", true),
        ("gone", "do\u{1B}]0;ne\u{7}\n", true),
    ])
    func `output is read whenever it may have the words`(query: String, output: String, mayBe: Bool) {
        #expect(SearchQuery(query).mayBeIn(Array(output.utf8)) == mayBe)
    }

    @Test(arguments: [
        ("one", "(\"one\")"), ("AB", "(\"ab1\" OR \"abé\")"),
        ("one AB", "(\"one\") AND (\"ab1\" OR \"abé\")"),
        ("many", "\"many\"*"), ("one many", "(\"one\") AND \"many\"*"), ("absent", nil), ("one absent", nil),
        // The index makes other words of these.
        ("Éa", "\"Éa\"*"), ("one-two", "\"one-two\"*"), ("\"one", "\"\"\"one\"*"), ("one AND", nil),
        ("one ->", "(\"one\")"), ("->", nil), ("", nil),
    ])
    func `words of the index are named if they are few`(query: String, match: String?) {
        let index = ["one": ["one"], "ab": ["ab1", "abé"], "many": nil]
        #expect(SearchQuery(query).match { index[$0, default: []] } == match)
    }

    @Test func `of plain output only the pieces with the words are read`() {
        let lines = (0..<2000).map { "\u{1B}[3\($0 % 8)mline \($0)\u{1B}[m of many\r\n" }
        let output = Array(lines.joined().utf8)
        let start = lines[0].utf8.count
        let pieces = SearchQuery("line 1234").pieces(of: output, from: start)
        #expect(pieces.count == 1)
        for piece in pieces {
            #expect(piece.count < 8192)
            let text = String(decoding: output[piece], as: UTF8.self)
            #expect(output[piece].first == 0x1B && output[piece].last == 0x0A)
            #expect(text.contains("mline 1234\u{1B}"))
        }
        #expect(SearchQuery("nowhere").pieces(of: output, from: start).isEmpty)
        #expect(SearchQuery("line 0").pieces(of: output, from: output.count).isEmpty)
        let all = SearchQuery("many").pieces(of: output, from: start)
        #expect(all.map(\.count).reduce(0, +) == output.count - start)
    }

    @Test func `output is read as a whole from other controls on`() {
        let plain = String(repeating: "plain text\r\n", count: 1000)
        let output = Array((plain + "two\u{1B}[A\r\nthree\r\n" + plain).utf8)
        let pieces = SearchQuery("gone").pieces(of: output, from: 0)
        #expect(pieces.count == 1)
        #expect(pieces.last?.upperBound == output.count)
        #expect(
            pieces.last.map { (plain.utf8.count - 4096..<plain.utf8.count).contains($0.lowerBound) } == true)
    }

    @Test func `a sequence without end is no reason to read everything`() {
        let plain = String(repeating: "plain text\r\n", count: 1000)
        let pieces = SearchQuery("gone").pieces(of: Array((plain + "re\u{1B}[3").utf8), from: 0)
        #expect(pieces.allSatisfy { $0.count < 8192 })
    }
}
