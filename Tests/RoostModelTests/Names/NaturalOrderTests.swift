import RoostModel
import Testing

@Suite struct NaturalOrderTests {
    @Test func `numbers in names count as numbers`() {
        let names = ["bash-10", "web", "bash-2", "bash", "a10b2", "a10b10", "a2b30", "bash-02"]
        #expect(
            names.sorted { $0.precedesNaturally($1) }
                == ["a2b30", "a10b2", "a10b10", "bash", "bash-02", "bash-2", "bash-10", "web"])
    }

    @Test func `a number may be longer than any integer`() {
        let (one, two) = (String(repeating: "9", count: 40), "1" + String(repeating: "0", count: 40))
        #expect(one.precedesNaturally(two) && !two.precedesNaturally(one))
    }

    @Test(arguments: ["", "a", "a1", "a01", "1", "01", "é", "a-"])
    func `no text comes before itself, and of two exactly one is first`(text: String) {
        #expect(!text.precedesNaturally(text))
        for other in ["", "a", "a1", "a01", "1", "01", "é", "a-"] where other != text {
            #expect(text.precedesNaturally(other) != other.precedesNaturally(text), "\(text) \(other)")
        }
    }
}
