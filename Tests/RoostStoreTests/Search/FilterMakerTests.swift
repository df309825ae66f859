import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct FilterMakerTests {
    private static func parser(to maker: FilterMaker) -> LineParser<FilterMaker> {
        LineParser(to: maker, offset: 0, entering: .text, isSynchronized: true)
    }

    @Test(arguments: 1...30)
    func `a filter is that of the lines, however their output is cut`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = ["Straße ", "ÀÉ", "Привет", "ΣΟΦΟΣ", "編譯 ", "1234567", "💡", "AB", "İ", "→"]
        var bytes = OutputTextTests.stream(300, using: &generator)
        for _ in 0..<60 { bytes += (words.randomElement(using: &generator) ?? "").utf8 }
        var output = OutputText()
        var expected = GramFilter(salt: 0)
        for line in output.append(bytes) + output.finish() { expected.insert(FoldedText.bytes(line.text)) }
        for chunk in 1...17 {
            var parser = Self.parser(to: FilterMaker(from: 0))
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                parser.append(bytes[start..<min(start + chunk, bytes.count)].span)
            }
            parser.finish()
            #expect(parser.sink.part?.filter == expected, "seed \(seed), chunks of \(chunk)")
        }
    }

    @Test func `only lines that begin at a place or later have a filter`() throws {
        var parser = Self.parser(to: FilterMaker(from: 6))
        parser.sink.at = .at(5)
        let text = Array("first\nsecond\nthird\nfourth\n".utf8)
        parser.append(text.span)
        #expect(parser.sink.part?.start == 6)
        #expect(parser.sink.part?.at == .at(5))
        let stored = try #require(parser.sink.part).filter.stored()
        for (word, isThere) in [("first", false), ("second", true), ("third", true), ("fourth", true)] {
            #expect(Grams(of: [Array(word.utf8)]).mayBe(in: stored) == isThere, "\(word)")
        }
    }

    @Test func `a part that ended leaves nothing to the next`() throws {
        var parser = Self.parser(to: FilterMaker(from: 0))
        let one = Array("one line\n".utf8)
        parser.append(one.span)
        parser.sink.endPart()
        #expect(parser.sink.part == nil)
        let two = Array("another\n".utf8)
        parser.append(two.span)
        #expect(parser.sink.part?.start == 9)
        let stored = try #require(parser.sink.part).filter.stored()
        #expect(Grams(of: [Array("another".utf8)]).mayBe(in: stored))
        #expect(!Grams(of: [Array("line".utf8)]).mayBe(in: stored))
    }
}
