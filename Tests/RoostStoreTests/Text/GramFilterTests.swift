import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct GramFilterTests {
    private static func filter(_ lines: [String]) -> [UInt8] {
        var filter = GramFilter()
        for line in lines { filter.insert(FoldedText.bytes(line)) }
        return filter.stored()
    }

    private static func grams(_ words: String...) -> Grams {
        Grams(of: words.map { Array($0.lowercased().utf8) })
    }

    @Test(arguments: 1...10)
    func `every part of every line may be there`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let signs = Array("abcXYZ 0123456789-äÖß中日💡\u{212A}İ")
        let lines = (0..<Int.random(in: 1...3000, using: &generator)).map { _ in
            String((0..<40).compactMap { _ in signs.randomElement(using: &generator) })
        }
        let stored = Self.filter(lines)
        for line in lines.prefix(200) {
            let first = Int.random(in: 0..<30, using: &generator)
            let words = line.dropFirst(first).prefix(Int.random(in: 1...10, using: &generator)).split(
                separator: " ")
            let folded = words.map { FoldedText.bytes(String($0)) }
            #expect(Grams(of: folded).mayBe(in: stored), "seed \(seed): \(words) of \(line)")
        }
    }

    @Test func `a word that is nowhere is refused, however small the filter`() {
        let few = Self.filter(["the quick brown fox"])
        #expect(few.count == GramFilter.smallest)
        #expect(Self.grams("QUICK", "fox").mayBe(in: few))
        #expect(!Self.grams("lazydog").mayBe(in: few))
        #expect(!Self.grams("quick", "lazydog").mayBe(in: few))
        let many = Self.filter(
            (0..<900).map { "2026-01-01 12:00:00 INFO request \($0 &* 7_919) took \($0) ms" })
        #expect(Self.grams("request 7126").mayBe(in: many))
        #expect(!Self.grams("connection").mayBe(in: many))
        #expect((1024...GramFilter.largest).contains(many.count))
    }

    @Test func `words of one and two letters may be anywhere`() {
        let stored = Self.filter(["something"])
        #expect(Self.grams("x", "qq", "").mayBe(in: stored))
        #expect(Grams(of: []).mayBe(in: stored))
    }

    @Test(arguments: [0, 1, 3, 32, 63, 65, 100, 8191, 8193, 16_384])
    func `what is no filter refuses nothing`(count: Int) {
        let bits = [UInt8](repeating: 0, count: count)
        #expect(Self.grams("needle").mayBe(in: bits))
    }
}
