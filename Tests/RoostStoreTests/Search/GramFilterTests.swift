import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct GramFilterTests {
    private static func filter(_ lines: [String], salt: UInt8 = 0) -> [UInt8] {
        var filter = GramFilter(salt: salt)
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
        let stored = Self.filter(lines, salt: .random(in: .min ... .max, using: &generator))
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
        #expect(few.count == GramFilter.smallest + 1)
        #expect(Self.grams("QUICK", "fox").mayBe(in: few))
        #expect(!Self.grams("lazydog").mayBe(in: few))
        #expect(!Self.grams("quick", "lazydog").mayBe(in: few))
        let many = Self.filter(
            (0..<900).map { "2026-01-01 12:00:00 INFO request \($0 &* 7_919) took \($0) ms" })
        #expect(Self.grams("request 7126").mayBe(in: many))
        #expect(!Self.grams("connection").mayBe(in: many))
        #expect((2049...GramFilter.largest + 1).contains(many.count))
    }

    @Test func `words of one and two letters may be anywhere`() {
        let stored = Self.filter(["something"])
        #expect(Self.grams("x", "qq", "").mayBe(in: stored))
        #expect(Grams(of: []).mayBe(in: stored))
    }

    @Test func `another salt gives false alarms for other words`() {
        let lines = (0..<900).map { "2026-01-01 12:00:00 INFO request \($0 &* 7_919) took \($0) ms" }
        let filters = (0...15 as ClosedRange<UInt8>).map { Self.filter(lines, salt: $0) }
        let letters = Array("bcdfghjklvwxyz")
        let words = letters.flatMap { first in letters.map { "\(first)a\($0)" } }
        for word in words {
            let alarms = filters.count { Self.grams(word).mayBe(in: $0) }
            #expect(alarms < filters.count / 2, "\(word)")
        }
    }

    /// A power of two is a filter of a version that had one hash function.
    @Test(arguments: [0, 1, 2, 3, 33, 64, 66, 100, 4096, 8192, 8194, 16_385])
    func `what is no filter refuses nothing`(count: Int) {
        let bits = [UInt8](repeating: 0, count: count)
        #expect(Self.grams("needle").mayBe(in: bits))
    }
}
