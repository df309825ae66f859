import Testing

@testable import RoostTerminal

@Suite struct TitlesTests {
    @Test(arguments: [(0, "old", "old icon"), (1, "new", "old icon"), (2, "old", "new icon")])
    func `popping takes back what it asks for`(which: Int, window: String, icon: String) {
        var titles = Titles(window: "old", icon: "old icon")
        titles.push()
        titles.window = "new"
        titles.icon = "new icon"
        let isChanged = titles.pop(which)
        #expect(titles.window == window)
        #expect(titles.icon == icon)
        #expect(isChanged == (window == "old"))
        #expect(titles.stack.isEmpty)
    }

    @Test func `the stack is bounded, and an empty one changes nothing`() {
        var titles = Titles()
        for number in 0..<50 {
            titles.window = "\(number)"
            titles.push()
        }
        #expect(titles.stack.count == Titles.limit)
        for _ in 0..<50 { _ = titles.pop(0) }
        #expect(titles.window == "\(50 - Titles.limit)")
        let isChanged = titles.pop(0)
        #expect(!isChanged)
    }
}
