import RoostTestSupport
import Testing

@testable import RoostTerminal

@Suite struct CharacterWidthTests {
    private static let texts: [(String, Int)] = [
        ("", 0), ("hello", 5), ("héllo", 5), ("he\u{301}llo", 5), ("漢字", 4), ("한글", 4), ("ｈ", 2), ("ﾊ", 1),
        ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("🇩", 2), ("❤\u{FE0F}", 2), ("❤", 1),
        ("1\u{FE0F}\u{20E3}", 2),
        ("a\u{7}b", 2), ("\u{1B}[1m", 3), ("\u{301}", 0), ("─│", 2), ("\u{200B}", 0), ("a\u{FE0F}", 1),
        ("กำ", 1), ("हिन्दी", 3),
    ]

    @Test(arguments: texts)
    func `a text takes as many columns as its clusters do`(text: String, width: Int) {
        #expect(CharacterWidth.of(text) == width)
    }

    private static let scalars: [(Unicode.Scalar, Int)] = [
        ("a", 1), ("漢", 2), ("\u{301}", 0), ("\u{200D}", 0), ("😀", 2), ("\u{7}", 0),
        ("\u{85}", 0),
        ("\u{7F}", 0), ("\u{A0}", 1), ("\u{1F1E6}", 2),
    ]

    @Test(arguments: scalars)
    func `a scalar by itself takes 0, 1 or 2`(scalar: Unicode.Scalar, width: Int) {
        #expect(CharacterWidth.of(scalar) == width)
    }

    @Test func `a terminal takes as many columns for the same text`() {
        let parts = [
            "a", "1", "é", "\u{301}", "漢", "한", "😀", "👩", "\u{200D}", "\u{E33}", "\u{302E}", "\u{FE0F}", "🏽",
            "\u{1F1E9}", "❤", "☎",
            "\u{20E3}",
            "─", "\u{E0061}", "©", "🧑‍🚀", "क", "\u{94D}",
        ]
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 1...30, using: &random))
                .map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
            let probe = Probe("\u{1B}[?2027h" + text, rows: 1, columns: 200)
            #expect(
                CharacterWidth.of(text) == probe.place[1], "seed \(seed), \(text.unicodeScalars.map(\.value))"
            )
        }
    }
}
