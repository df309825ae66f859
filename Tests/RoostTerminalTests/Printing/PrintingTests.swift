import Testing

@testable import RoostTerminal

@Suite struct PrintingTests {
    /// Input, screen, row and column of the cursor; on 5 rows of 10 columns.
    struct Case: CustomTestStringConvertible, Sendable {
        let input: String
        let screen: String
        let place: [Int]
        var testDescription: String { input.debugDescription }

        init(_ input: String, _ screen: String, _ row: Int, _ column: Int) {
            (self.input, self.screen, place) = (input, screen, [row, column])
        }
    }

    @Test(arguments: [
        Case("hello", "hello", 0, 5),
        Case("0123456789", "0123456789", 0, 9),
        Case("0123456789a", "0123456789\na", 1, 1),
        Case("0123456789\r\nx", "0123456789\nx", 1, 1),
        Case("0123456789\rx", "x123456789", 0, 1),
        Case("0123456789\u{1B}[Kx", "012345678x", 0, 9),
        Case("\u{1B}[?7l0123456789abc", "012345678c", 0, 9),
        Case("\u{1B}[?7l0123456789abc\u{1B}[?7hd", "012345678c\nd", 1, 1),
        Case("a\u{8}b", "b", 0, 1),
        Case("ab\u{1B}[4h\u{1B}[1Gxy\u{1B}[4lz", "xyzb", 0, 3),
        Case("0123456789\u{1B}[4h\u{1B}[1Gab", "ab01234567", 0, 2),
        Case("a\nb\nc", "a\n b\n  c", 2, 3),
        Case("\u{1B}[20ha\nb", "a\nb", 1, 1),
        Case("1\r\n2\r\n3\r\n4\r\n5\r\n6", "2\n3\n4\n5\n6", 4, 1),
        Case("a\tb", "a       b", 0, 9),
        Case("ab\u{1B}[3b", "abbbb", 0, 5),
        Case("ab\u{1B}[m\u{1B}[3b", "ab", 0, 2),
        Case("ab\u{1B}[b\u{1B}[3b", "abb", 0, 3),
        Case("é\u{1B}[2b", "ééé", 0, 3),
        Case("漢\u{1B}[2b", "漢漢漢", 0, 6),
        Case("e\u{301}\u{1B}[2b", "e\u{301}e\u{301}e\u{301}", 0, 3),
        Case("\u{1B}[?2027h🇩🇪\u{1B}[2b", "🇩🇪🇩🇪🇩🇪", 0, 6),
        Case("\u{1B}[?2027h👍🏽\u{1B}[b", "👍🏽👍🏽", 0, 4),
        Case("ก\u{E33}\u{1B}[b", "ก\u{E33}\u{E33}", 0, 3),
        Case("\u{1B}[?2027hก\u{E33}\u{1B}[b", "ก\u{E33}ก\u{E33}", 0, 2),
        Case("\u{1B}(0q\u{1B}[3b\u{1B}(B", "────", 0, 4),
        Case("\u{1B})0\u{E}x\u{1B}[2b\u{F}x", "│││x", 0, 4),
        Case("\u{1B}*0\u{1B}Nqq\u{1B}[2b", "─qqq", 0, 4),
        Case("\u{1B}*0\u{1B}Nq\u{1B}[2b", "───", 0, 3),
        Case("\u{1B}[?42h\u{1B}(K[\u{1B}[b", "ÄÄ", 0, 2),
        Case("\u{1B}(0q\u{1B}(B\u{1B}[3b", "─", 0, 1),
        Case("ab\u{1B}[D\u{1B}[3b", "ab", 0, 1),
        Case("ab\u{8}\u{1B}[3b", "ab", 0, 1),
        Case("ab\r\u{1B}[3b", "ab", 0, 0),
    ])
    func `text goes where xterm puts it`(expected: Case) {
        let probe = Probe(expected.input, rows: 5, columns: 10)
        #expect(probe.screen == expected.screen)
        #expect(probe.place == expected.place)
    }

    @Test(arguments: [
        Case("漢字", "漢字", 0, 4),
        Case("12345678漢", "12345678漢", 0, 9),
        Case("123456789漢", "123456789\n漢", 1, 2),
        Case("\u{1B}[?7l123456789漢", "123456789", 0, 9),
        Case("漢\u{1B}[1Gx", "x", 0, 1),
        Case("漢\u{1B}[2Gx", " x", 0, 2),
        Case("漢字\u{1B}[2G語", " 語", 0, 3),
        Case("a漢b\u{1B}[2G\u{1B}[P", "a b", 0, 1),
        Case("a漢b\u{1B}[3G\u{1B}[@", "a   b", 0, 2),
        Case("漢\u{1B}[2G\u{1B}[X", "", 0, 1),
        Case("漢字\u{1B}[2;1H", "漢字", 1, 0),
        Case("12345678漢\u{1B}[1;1H\u{1B}[@", " 12345678", 0, 0),
    ])
    func `a wide character never loses a half`(expected: Case) {
        let probe = Probe(expected.input, rows: 5, columns: 10)
        #expect(probe.screen == expected.screen)
        #expect(probe.place == expected.place)
    }

    @Test(arguments: [
        Case("e\u{301}x", "e\u{301}x", 0, 2),
        Case("👩‍👩‍👧x", "👩‍👩‍👧x", 0, 3),
        Case("🇩🇪🇫🇷x", "🇩🇪🇫🇷x", 0, 5),
        Case("👍🏽x", "👍🏽x", 0, 3),
        Case("❤\u{FE0F}x", "❤\u{FE0F}x", 0, 3),
        Case("1\u{FE0F}\u{20E3}x", "1\u{FE0F}\u{20E3}x", 0, 3),
        Case("a\u{200D}b", "a\u{200D}b", 0, 2),
        Case("🏳\u{FE0F}\u{200D}🌈x", "🏳\u{FE0F}\u{200D}🌈x", 0, 3),
        Case("123456789e\u{301}", "123456789e\u{301}", 0, 9),
        Case("123456789❤\u{FE0F}", "123456789❤\u{FE0F}", 0, 9),
        Case("\u{301}x", "x", 0, 1),
        Case("한글", "한글", 0, 4),
        Case("\u{1112}\u{1161}\u{11AB}x", "\u{1112}\u{1161}\u{11AB}x", 0, 3),
        Case("ก\u{E33}x", "ก\u{E33}x", 0, 2),
        Case("\u{E33}x", "\u{E33}x", 0, 2),
        Case("हिन्दीx", "हिन्दीx", 0, 4),
        Case("ᄒ\u{302E}x", "ᄒ\u{302E}x", 0, 3),
    ])
    func `scalars that belong together share a place`(expected: Case) {
        let probe = Probe("\u{1B}[?2027h" + expected.input, rows: 5, columns: 10)
        #expect(probe.screen.unicodeScalars.elementsEqual(expected.screen.unicodeScalars))
        #expect(probe.place == expected.place)
    }

    /// The sum of wcwidth(3), as line editors have it.
    @Test(arguments: [
        Case("👩‍👧x", "👩‍👧x", 0, 5),
        Case("🇩🇪x", "🇩🇪x", 0, 3),
        Case("❤\u{FE0F}x", "❤\u{FE0F}x", 0, 2),
        Case("👍🏽x", "👍🏽x", 0, 5),
        Case("กำน้ำ|", "กำน้ำ|", 0, 5),
        Case("हिन्दी|", "हिन्दी|", 0, 6),
        Case("தமிழ்|", "தமிழ்|", 0, 5),
        Case("ກຳ|", "ກຳ|", 0, 3),
        Case("ක\u{DCF}|", "ක\u{DCF}|", 0, 3),
        Case("က\u{102C}|", "က\u{102C}|", 0, 3),
        Case("\u{E33}|", "\u{E33}|", 0, 2),
        Case("ｶ\u{FF9E}|", "ｶ\u{FF9E}|", 0, 3),
        Case("ᄒ\u{302E}|", "ᄒ\u{302E}|", 0, 5),
        Case("123456789ก\u{E33}", "123456789ก\n\u{E33}", 1, 1),
    ])
    func `without mode 2027 each scalar has its own columns`(expected: Case) {
        let probe = Probe(expected.input, rows: 5, columns: 10)
        #expect(probe.screen.unicodeScalars.elementsEqual(expected.screen.unicodeScalars))
        #expect(probe.place == expected.place)
    }

    @Test func `a cell keeps a bounded number of scalars`() {
        let probe = Probe("a" + String(repeating: "\u{301}", count: 1000) + "b")
        #expect(probe.line(0).character(at: 0).unicodeScalars.count == ClusterTable.scalarLimit)
        #expect(probe.place == [0, 2])
    }
}
