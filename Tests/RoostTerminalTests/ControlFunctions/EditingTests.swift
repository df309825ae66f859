import RoostTerminal
import Testing

@Suite struct EditingTests {
    private static let full = "abcdef\r\nghijkl\r\nmnopqr\r\nstuvwx"

    /// Input after four rows of six letters, and the screen; the cursor begins at row 2, column 3 (from 1).
    @Test(arguments: [
        ("\u{1B}[J", "abcdef\ngh"), ("\u{1B}[1J", "\n   jkl\nmnopqr\nstuvwx"), ("\u{1B}[2J", ""),
        ("\u{1B}[K", "abcdef\ngh\nmnopqr\nstuvwx"), ("\u{1B}[1K", "abcdef\n   jkl\nmnopqr\nstuvwx"),
        ("\u{1B}[2K", "abcdef\n\nmnopqr\nstuvwx"), ("\u{1B}[2X", "abcdef\ngh  kl\nmnopqr\nstuvwx"),
        ("\u{1B}[99X", "abcdef\ngh\nmnopqr\nstuvwx"), ("\u{1B}[2@", "abcdef\ngh  ij\nmnopqr\nstuvwx"),
        ("\u{1B}[99@", "abcdef\ngh\nmnopqr\nstuvwx"), ("\u{1B}[2P", "abcdef\nghkl\nmnopqr\nstuvwx"),
        ("\u{1B}[L", "abcdef\n\nghijkl\nmnopqr"), ("\u{1B}[99L", "abcdef"),
        ("\u{1B}[M", "abcdef\nmnopqr\nstuvwx"),
        ("\u{1B}[2M", "abcdef\nstuvwx"), ("\u{1B}[S", "ghijkl\nmnopqr\nstuvwx"),
        ("\u{1B}[T", "\nabcdef\nghijkl\nmnopqr"),
        ("\u{1B}[2^", "\n\nabcdef\nghijkl"), ("\u{1B}[ @", "bcdef\nhijkl\nnopqr\ntuvwx"),
        ("\u{1B}[ A", " abcde\n ghijk\n mnopq\n stuvw"), ("\u{1B}['}", "ab cde\ngh ijk\nmn opq\nst uvw"),
        ("\u{1B}['~", "abdef\nghjkl\nmnpqr\nstvwx"),
        ("\u{1B}[2;3r\u{1B}[2;1H\u{1B}[L", "abcdef\n\nghijkl\nstuvwx"),
        ("\u{1B}[2;3r\u{1B}[1;1H\u{1B}[L", "abcdef\nghijkl\nmnopqr\nstuvwx"),
        ("\u{1B}[2;3r\u{1B}[3;1H\n", "abcdef\nmnopqr\n\nstuvwx"),
        ("\u{1B}[2;3r\u{1B}[2;1H\u{1B}M", "abcdef\n\nghijkl\nstuvwx"),
        ("\u{1B}[2;3r\u{1B}[S", "abcdef\nmnopqr\n\nstuvwx"), ("\u{1B}[4;1H\u{1B}D", "ghijkl\nmnopqr\nstuvwx"),
        ("\u{1B}[1;1H\u{1B}M", "\nabcdef\nghijkl\nmnopqr"), ("\u{1B}#8", "EEEEEE\nEEEEEE\nEEEEEE\nEEEEEE"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[S", "ahijef\ngnopkl\nmtuvqr\ns   wx"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[T", "a   ef\ngbcdkl\nmhijqr\nsnopwx"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[2;3H\u{1B}[P", "abcdef\nghj kl\nmnopqr\nstuvwx"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[2;3H\u{1B}[@", "abcdef\ngh ikl\nmnopqr\nstuvwx"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[2;3H\u{1B}[L", "abcdef\ng   kl\nmhijqr\nsnopwx"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[2;2HXYZW", "abcdef\ngXYZkl\nmWopqr\nstuvwx"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[2;2H\u{1B}6", "a bcef\ng hikl\nm noqr\ns tuwx"),
        ("\u{1B}[?69h\u{1B}[2;4s\u{1B}[2;4H\u{1B}9", "acd ef\ngij kl\nmop qr\nsuv wx"),
    ])
    func `cells move and vanish as in xterm`(input: String, screen: String) {
        let probe = Probe(Self.full + "\u{1B}[2;3H" + input, rows: 4, columns: 6)
        #expect(probe.screen == screen)
    }

    @Test func `erasing leaves the background and nothing else`() {
        let probe = Probe("\u{1B}[1;31;44mab\u{1B}[K\u{1B}[2;1H\u{1B}[3X\u{1B}[0m", rows: 2, columns: 6)
        #expect(probe.style(0, 5) == Style(background: .palette(4)))
        #expect(probe.style(1, 2) == Style(background: .palette(4)))
        #expect(probe.style(1, 3) == .plain)
        #expect(probe.screen == "ab")
    }

    @Test func `scrolled in rows have the background`() {
        let probe = Probe("a\r\nb\u{1B}[42m\n\u{1B}[0m", rows: 2, columns: 4)
        #expect(probe.style(1, 3) == Style(background: .palette(2)))
    }

    @Test func `characters protected by DECSCA stay in selective erases only`() {
        let text = "a\u{1B}[1\"qb\u{1B}[0\"qc\u{1B}[1;1H"
        #expect(Probe(text + "\u{1B}[?J").screen == " b")
        #expect(Probe(text + "\u{1B}[?2K").screen == " b")
        #expect(Probe(text + "\u{1B}[1;1;1;3${").screen == " b")
        #expect(Probe(text + "\u{1B}[J").screen == "")
        #expect(Probe(text + "\u{1B}[3X").screen == "")
        #expect(Probe(text + "\u{1B}[1;1;1;3$z").screen == "")
    }

    @Test func `characters protected by SPA stay in all erases but rectangles`() {
        let text = "a\u{1B}Vb\u{1B}Wc\u{1B}[1;1H"
        #expect(Probe(text + "\u{1B}[J").screen == " b")
        #expect(Probe(text + "\u{1B}[K").screen == " b")
        #expect(Probe(text + "\u{1B}[9X").screen == " b")
        #expect(Probe(text + "\u{1B}[?J").screen == " b")
        #expect(Probe(text + "\u{1B}[1;1;1;3$z").screen == "")
        #expect(Probe(text + "\u{1B}[1;1;1;3${").screen == "")
    }

    @Test func `what leaves the main screen at its top is kept`() {
        let probe = Probe("1\r\n2\r\n3\r\n4\r\n5", rows: 3, columns: 10)
        #expect(probe.scrollback == ["1", "2"])
        #expect(probe.screen == "3\n4\n5")
        #expect(probe.scrollbackRange == 0..<2)
    }

    @Test func `a region that begins at the top keeps what it scrolls out`() {
        let probe = Probe("1\r\n2\r\n3\r\n4\u{1B}[1;3r\u{1B}[3;1H\n\n", rows: 4, columns: 10)
        #expect(probe.scrollback == ["1", "2"])
        #expect(probe.screen == "3\n\n\n4")
    }

    @Test func `other regions, margins and the alternate screen keep nothing`() {
        #expect(Probe("1\r\n2\r\n3\u{1B}[2;3r\u{1B}[3;1H\n\n", rows: 3, columns: 10).scrollback == [])
        #expect(Probe("1\r\n2\u{1B}[?69h\u{1B}[1;5s\u{1B}[3;1H\n\n", rows: 3, columns: 10).scrollback == [])
        #expect(Probe("\u{1B}[?1049h1\r\n2\r\n3\r\n4", rows: 3, columns: 10).scrollback == [])
    }

    @Test func `ED 3 forgets the scrollback, and the numbers go on`() {
        let probe = Probe("1\r\n2\r\n3\r\n4\u{1B}[3J", rows: 3, columns: 10)
        #expect(probe.scrollbackRange == 1..<1)
        #expect(probe.screen == "2\n3\n4")
    }

    @Test func `the scrollback is limited`() {
        var options = TerminalOptions()
        options.scrollbackLimit = 2
        let probe = Probe("1\r\n2\r\n3\r\n4\r\n5\r\n6", rows: 2, columns: 10, options: options)
        #expect(probe.scrollback == ["3", "4"])
        #expect(probe.scrollbackRange == 2..<4)
    }

    @Test func `huge counts end`() {
        let probe = Probe(
            "x\u{1B}[65535b\u{1B}[65535S\u{1B}[65535L\u{1B}[65535@\u{1B}[65535I\u{1B}[65535Z", rows: 50,
            columns: 200)
        #expect(probe.screen == "")
    }

    @Test func `memory lock keeps the rows above the cursor, unlock lets them go`() {
        let probe = Probe("title\r\n\u{1B}l1\r\n2\r\n3\r\n4\r\n5", rows: 4)
        #expect(probe.screen == "title\n3\n4\n5")
        probe.feed("\u{1B}m\r\n6")
        #expect(probe.screen == "3\n4\n5\n6")
    }
}
