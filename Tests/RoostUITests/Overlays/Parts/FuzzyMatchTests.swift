import Testing

@testable import RoostUI

@Suite struct FuzzyMatchTests {
    @Test(arguments: [
        ("api", ["api", "api-db", "my-api", "a-p-i", "xapix", "lapping it"]),
        ("db", ["db", "db-api", "api-db", "adobe"]),
        ("sr", ["src", "src-two", "a-sr", "sender", "user"]),
        ("gc", ["GetCapture", "gulping cat", "magic"]),
    ])
    func `the better match stands first`(query: String, texts: [String]) {
        let scored = texts.map { ($0, FuzzyMatch(query, in: $0)?.score ?? Int.min) }
        let sorted = scored.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
        #expect(sorted.map(\.element.0) == texts)
    }

    @Test func `letters have to come in order`() {
        #expect(FuzzyMatch("pa", in: "ap") == nil)
        #expect(FuzzyMatch("aa", in: "a") == nil)
        #expect(FuzzyMatch("", in: "ap")?.score == 0)
    }

    @Test func `the letters that were meant are known`() {
        #expect(FuzzyMatch("adb", in: "api-db")?.positions == [0, 4, 5])
        #expect(FuzzyMatch("tst", in: "tests/rest")?.positions == [0, 2, 3])
    }

    @Test func `case counts when there is some`() {
        #expect(FuzzyMatch("api", in: "API") != nil)
        #expect(FuzzyMatch("API", in: "api") == nil)
    }

    @Test func `nothing is too long`() {
        let text = String(repeating: "ab", count: 5000)
        #expect(FuzzyMatch(String(repeating: "b", count: 500), in: text) != nil)
        #expect(FuzzyMatch("c", in: text) == nil)
    }
}
