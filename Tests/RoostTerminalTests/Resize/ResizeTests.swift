import RoostTerminal
import RoostTestSupport
import Testing

@Suite struct ResizeTests {
    @Test func `a long line is broken anew and comes back`() {
        let probe = Probe("0123456789abcdefghij\r\nshort", rows: 4, columns: 20)
        probe.resize(rows: 4, columns: 8)
        #expect(probe.screen == "01234567\n89abcdef\nghij\nshort")
        #expect(probe.place == [3, 5])
        probe.resize(rows: 4, columns: 20)
        #expect(probe.screen == "0123456789abcdefghij\nshort")
        #expect(probe.place == [1, 5])
    }

    @Test func `what does not fit goes up into the scrollback and comes down again`() {
        let probe = Probe("1\r\n2\r\n3\r\n4", rows: 4, columns: 10)
        probe.resize(rows: 2, columns: 10)
        #expect(probe.scrollback == ["1", "2"])
        #expect(probe.screen == "3\n4")
        #expect(probe.scrollbackRange == 0..<2)
        probe.resize(rows: 4, columns: 10)
        #expect(probe.screen == "1\n2\n3\n4")
        #expect(probe.scrollbackRange == 0..<0)
    }

    @Test func `fewer rows first take the blank ones below the text`() {
        let probe = Probe("1\r\n2", rows: 6, columns: 10)
        probe.resize(rows: 3, columns: 10)
        #expect(probe.rows == ["1", "2", ""])
        #expect(probe.scrollback == [])
        #expect(probe.place == [1, 1])
        probe.resize(rows: 6, columns: 10)
        #expect(probe.rows == ["1", "2", "", "", "", ""])
    }

    @Test func `the scrollback is broken anew too`() {
        let probe = Probe("0123456789abcdef\r\nx\r\ny\r\nz", rows: 2, columns: 16)
        #expect(probe.scrollback == ["0123456789abcdef", "x"])
        probe.resize(rows: 2, columns: 8)
        #expect(probe.scrollback == ["01234567", "89abcdef", "x"])
        probe.resize(rows: 2, columns: 4)
        #expect(probe.scrollback == ["0123", "4567", "89ab", "cdef", "x"])
        probe.resize(rows: 2, columns: 30)
        #expect(probe.scrollback == ["0123456789abcdef", "x"])
        #expect(probe.screen == "y\nz")
    }

    @Test func `a line that is half scrolled off stays one line`() {
        let probe = Probe("0123456789abcdefghijKLMN", rows: 2, columns: 8)
        #expect(probe.scrollback == ["01234567"])
        probe.resize(rows: 2, columns: 12)
        #expect(probe.text == "0123456789abcdefghijKLMN")
        #expect(probe.screen == "0123456789ab\ncdefghijKLMN")
    }

    @Test func `line numbers never go back`() {
        let probe = Probe(String(repeating: "0123456789abcdef\r\n", count: 30), rows: 2, columns: 16)
        var last = probe.scrollbackRange
        for columns in [8, 5, 40, 3, 80, 16] {
            probe.resize(rows: 2, columns: columns)
            let now = probe.scrollbackRange
            #expect(now.lowerBound >= last.lowerBound)
            #expect(now.upperBound >= last.upperBound)
            last = now
        }
    }

    @Test func `wide characters move as a whole`() {
        let probe = Probe("漢字漢字漢字", rows: 4, columns: 12)
        probe.resize(rows: 4, columns: 5)
        #expect(probe.screen == "漢字\n漢字\n漢字")
        probe.resize(rows: 4, columns: 12)
        #expect(probe.screen == "漢字漢字漢字")
        #expect(probe.place == [0, 11])
    }

    @Test func `styles, links and clusters survive`() {
        let probe = Probe(
            "\u{1B}[31mred e\u{301}\u{1B}]8;;http://x\u{7}link👩‍👧\u{1B}]8;;\u{7}\u{1B}[0m plain", rows: 4,
            columns: 30)
        let before = probe.line(0)
        probe.resize(rows: 6, columns: 4)
        probe.resize(rows: 4, columns: 30)
        #expect(probe.line(0) == before)
    }

    @Test func `the cursor stays with its text`() {
        let probe = Probe("0123456789abcdef\u{1B}[1;11H", rows: 4, columns: 20)
        probe.resize(rows: 4, columns: 8)
        #expect(probe.place == [1, 2])
        probe.feed("X")
        #expect(probe.screen == "01234567\n89Xbcdef")
    }

    @Test func `a pending wrap stays pending`() {
        let probe = Probe("0123456789", rows: 4, columns: 10)
        probe.resize(rows: 4, columns: 5)
        probe.feed("x")
        #expect(probe.screen == "01234\n56789\nx")
        let wider = Probe("0123456789", rows: 4, columns: 10)
        wider.resize(rows: 4, columns: 20)
        wider.feed("x")
        #expect(wider.screen == "0123456789x")
    }

    @Test func `blank cells before the cursor do not push it down`() {
        let probe = Probe("$ \u{1B}[1;30H", rows: 4, columns: 40)
        probe.resize(rows: 4, columns: 10)
        #expect(probe.place == [0, 9])
    }

    @Test func `a background that fills the row does not wrap`() {
        let probe = Probe("\u{1B}[44mab\u{1B}[K\u{1B}[0m\r\nx", rows: 4, columns: 20)
        probe.resize(rows: 4, columns: 10)
        #expect(probe.rows == ["ab", "x", "", ""])
        #expect(probe.style(0, 9).background == .palette(4))
    }

    @Test func `the alternate screen is cut, and the main one broken anew behind it`() {
        let probe = Probe("0123456789abcdef\u{1B}[?1049h\u{1B}[Halternate screen", rows: 4, columns: 20)
        probe.resize(rows: 3, columns: 8)
        #expect(probe.screen == "alternat")
        probe.feed("\u{1B}[?1049l")
        #expect(probe.screen == "01234567\n89abcdef")
        #expect(probe.place == [1, 7])
        probe.feed("x")
        #expect(probe.screen == "01234567\n89abcdef\nx")
    }

    @Test func `the alternate screen keeps the row of the cursor`() {
        let probe = Probe("\u{1B}[?1049h1\r\n2\r\n3\r\n4\r\n5", rows: 5, columns: 10)
        probe.resize(rows: 2, columns: 10)
        #expect(probe.screen == "4\n5")
        #expect(probe.place == [1, 1])
    }

    @Test func `a wide character at the cut edge is blanked`() {
        let probe = Probe("\u{1B}[?1049hab漢", rows: 2, columns: 10)
        probe.resize(rows: 2, columns: 3)
        #expect(probe.screen == "ab")
    }

    @Test func `margins are reset`() {
        let probe = Probe("\u{1B}[2;3r", rows: 5, columns: 10)
        probe.resize(rows: 6, columns: 10)
        probe.feed("\u{1B}P$qr\u{1B}\\")
        #expect(probe.replies == "\u{1B}P1$r1;6r\u{1B}\\")
    }

    @Test func `without scrollback nothing traps and the newest rows stay`() {
        var options = TerminalOptions()
        options.scrollbackLimit = 0
        let probe = Probe("0123456789abcdef\r\nlast", rows: 3, columns: 16, options: options)
        probe.resize(rows: 2, columns: 4)
        #expect(probe.screen == "cdef\nlast")
        #expect(probe.scrollback == [])
    }

    @Test func `a storm of sizes loses no text`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let lines = (0..<120).map { number in
            "line \(number) " + String(repeating: "x", count: Int.random(in: 0..<90, using: &random))
                + (number % 7 == 0 ? "漢字e\u{301}👩‍👧" : "") + "."
        }
        let probe = Probe(lines.joined(separator: "\r\n"), rows: 24, columns: 80)
        for _ in 0..<60 {
            probe.resize(
                rows: Int.random(in: 1...60, using: &random), columns: Int.random(in: 2...150, using: &random)
            )
        }
        probe.resize(rows: 24, columns: 300)
        #expect(probe.text == lines.joined(separator: "\n"), "seed \(seed)")
    }

    @Test func `sizes are clamped`() {
        let probe = Probe("x")
        probe.resize(rows: 0, columns: 0)
        #expect(probe.size == TerminalSize(rows: 1, columns: 2))
        probe.resize(rows: 99_999, columns: 99_999)
        #expect(probe.size == TerminalSize(rows: 1000, columns: 2000))
    }

    // MARK: Columns of the program's own (DECCOLM)

    @Test func `a program makes its screen 132 columns wide, and gives it back`() {
        let probe = Probe("text\u{1B}[?40h\u{1B}[?3h\u{1B}[1;132Hx", rows: 3, columns: 80)
        #expect(probe.size == TerminalSize(rows: 3, columns: 132))
        #expect(probe.terminal.givenSize == TerminalSize(rows: 3, columns: 80))
        #expect(probe.screen == String(repeating: " ", count: 131) + "x")
        probe.feed("\u{1B}[18t")
        #expect(probe.replies == "\u{1B}[8;3;132t")
        probe.feed("\u{1B}[?3l\u{1B}[1;132Hy")
        #expect(probe.size == TerminalSize(rows: 3, columns: 80))
        #expect(probe.screen == String(repeating: " ", count: 79) + "y")
    }

    @Test func `only who may, chooses its columns`() {
        let probe = Probe("text\u{1B}[?3h", rows: 3, columns: 80)
        #expect(probe.size.columns == 80)
        #expect(probe.screen == "text")
    }

    @Test(arguments: ["\u{1B}c", "\u{1B}[?3l", "\u{1B}[1$}\u{1B}c"])
    func `a reset gives the columns back, on either screen`(reset: String) {
        for screen in ["", "\u{1B}[?1049h", "\u{1B}[2$~"] {
            let probe = Probe("\(screen)\u{1B}[?40h\u{1B}[?3h", rows: 3, columns: 10)
            #expect(probe.size.columns == 132)
            probe.feed(reset)
            #expect(probe.size.columns == 10)
            #expect(probe.terminal.givenSize == probe.size)
        }
    }

    @Test func `without erasing, the screens are cut or extended`() {
        let probe = Probe("main\u{1B}[?1049h\u{1B}[Hother\u{1B}[?40;95h\u{1B}[?3h", rows: 3, columns: 8)
        #expect(probe.screen == "other")
        probe.feed("\u{1B}[1;5Hlong text\u{1B}[?3l")
        #expect(probe.screen == "othelong")
        probe.feed("\u{1B}[?1049l")
        #expect(probe.screen == "main")
    }

    @Test func `what is given from outside ends it, and no text is lost`() {
        let probe = Probe(rows: 2, columns: 10)
        probe.feed("a line of more than ten\r\n\r\n")
        probe.feed("\u{1B}[?40;95h\u{1B}[?3h\u{1B}[1;1H" + String(repeating: "w", count: 140) + "\r\n\r\n")
        probe.resize(rows: 2, columns: 30)
        #expect(probe.terminal.givenSize == TerminalSize(rows: 2, columns: 30))
        #expect(probe.text.contains("a line of more than ten\n"))
        #expect(probe.text.contains(String(repeating: "w", count: 140)))
        probe.feed("\u{1B}[?3l")
        #expect(probe.size.columns == 30)
    }

    @Test func `columns of the program's own are in a snapshot`() throws {
        let probe = Probe("\u{1B}[?40h\u{1B}[?3hwide", rows: 3, columns: 80)
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot())
        #expect(restored.state == probe.state)
        restored.feed("\u{1B}[?3l")
        #expect(restored.size.columns == 80)
    }

    @Test func `to choose columns again and again costs no more than the screen`() {
        var options = TerminalOptions()
        options.scrollbackLimit = 50_000
        let lines = (0..<20_000).map { "line \($0) of a long history\r\n" }.joined()
        let probe = Probe(lines, rows: 24, columns: 80, options: options)
        let range = probe.scrollbackRange
        probe.terminal.feed(Array(String(repeating: "\u{1B}[?40h\u{1B}[?3h\u{1B}[?3l", count: 5000).utf8))
        #expect(probe.scrollbackRange == range)
        #expect(probe.size.columns == 80)
    }

    @Test func `the program that comes next has the columns that were given`() {
        let probe = Probe("\u{1B}[?40;95htext\u{1B}[?3h", rows: 3, columns: 80)
        probe.feed(probe.terminal.leavingProgram)
        #expect(probe.size.columns == 80)
        #expect(probe.screen == "text")
    }
}
