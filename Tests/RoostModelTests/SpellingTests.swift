import RoostModel
import Testing

@Suite struct SpellingTests {
    @Test(arguments: [
        ("", "", 0), ("mouse", "mouse", 0), ("mous", "mouse", 1), ("mouze", "mouse", 1),
        ("omuse", "mouse", 2),
        ("", "abc", 3), ("kitten", "sitting", 3), ("é", "e", 1), ("👩‍👩‍👧", "x", 1),
    ])
    func `the distance is the number of edits, in either direction`(one: String, other: String, edits: Int) {
        #expect(Spelling.distance(one, other) == edits)
        #expect(Spelling.distance(other, one) == edits)
    }

    @Test func `only the beginning of a long word is compared`() {
        let long = String(repeating: "a", count: 100_000)
        #expect(Spelling.distance(long, long + "b") == 0)
        #expect(Spelling.distance(long, "") == 64)
    }

    @Test func `the nearest word is found, and none where nothing is near`() {
        let words = ["theme", "mouse", "clock", "hint"]
        #expect(Spelling.nearest(to: "thme", among: words) == "theme")
        #expect(Spelling.nearest(to: "clokc", among: words) == "clock")
        #expect(Spelling.nearest(to: "retention", among: words) == nil)
        #expect(Spelling.nearest(to: "thme", among: []) == nil)
    }

    @Test func `of equally near words the alphabet decides`() {
        #expect(Spelling.nearest(to: "cat", among: ["hat", "bat", "rat"]) == "bat")
    }
}
