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
}
