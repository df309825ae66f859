import Testing

@testable import RoostTerminal

@Suite struct StatusLineTests {
    /// DECSSDT and DECASD: a status line of its own, and everything goes there.
    static let enter = "\u{1B}[2$~\u{1B}[1$}"
    static let leave = "\u{1B}[0$}"

    @Test func `what is written goes to the status line, and the screen stays as it was`() {
        let probe = Probe("\u{1B}[31mmain\u{1B}[2;3H")
        let lines = probe.rows
        probe.feed("\(Self.enter)\u{1B}[4mstatus")
        #expect(probe.statusText == "status")
        #expect(probe.rows == lines)
        #expect(probe.place == [1, 2])
        #expect(probe.terminal.statusLine?.styles.last?.underline == .single)
        #expect(probe.terminal.statusLine?.styles.last?.foreground == .standard)
        probe.feed("\(Self.leave)red")
        #expect(probe.rows[1] == "  red")
        #expect(probe.style(1, 2).foreground == .palette(1))
        #expect(probe.style(1, 2).underline == .none)
        #expect(probe.statusText == "status")
    }

    @Test func `there is none before a program asks for one`() {
        #expect(Probe("text").terminal.statusLine == nil)
        #expect(Probe("\u{1B}[1$~").terminal.statusLine == nil)
        #expect(Probe("\u{1B}[2$~").terminal.statusLine == Line())
    }

    @Test(arguments: ["", "\u{1B}[1$~", "\u{1B}[2$~\u{1B}[0$~", "\u{1B}[3$~", "\u{1B}[258$~"])
    func `without a writable one nothing else can be selected`(type: String) {
        let probe = Probe("\(type)\u{1B}[1$}a")
        #expect(probe.screen == "a")
        #expect(probe.terminal.statusLine == nil)
        // And it is not remembered for later.
        probe.feed("\u{1B}[2$~b")
        #expect(probe.screen == "ab")
        #expect(probe.statusText == "")
    }

    @Test(arguments: [0, 1])
    func `another type takes it away, and what follows goes to the screen`(type: Int) {
        let probe = Probe("a\(Self.enter)status\u{1B}[\(type)$~b")
        #expect(probe.screen == "ab")
        #expect(probe.terminal.statusLine == nil)
        probe.feed(Self.enter)
        #expect(probe.statusText == "")
        probe.feed("x")
        #expect(probe.statusText == "x")
    }

    @Test func `the same type again and other parameters change nothing`() {
        let probe = Probe("\(Self.enter)one\u{1B}[2$~\u{1B}[1$}\u{1B}[2$}\u{1B}[9$} two")
        #expect(probe.statusText == "one two")
        #expect(probe.screen == "")
        probe.feed("\u{1B}[$}main\u{1B}[1$} three")
        #expect(probe.statusText == "one two three")
        #expect(probe.screen == "main")
        probe.feed("\u{1B}[$~")
        #expect(probe.terminal.statusLine == nil)
    }

    @Test func `each display keeps its own cursor, pen, charsets and origin mode`() {
        let probe = Probe("\u{1B}[2;4r\u{1B}[?6h\u{1B}(0q\(Self.enter)q\u{1B}[?6h\u{1B}[1m\u{1B}[5Gx")
        #expect(probe.statusText == "q   x")
        probe.feed("\(Self.leave)q\u{1B}[?6$p")
        #expect(probe.rows[1] == "──")
        #expect(probe.style(1, 1).attributes == [])
        #expect(probe.replies == "\u{1B}[?6;1$y")
        probe.feed("\u{1B}[?6l\u{1B}[5;5H\u{1B}[1$}\u{1B}[?6$py")
        #expect(probe.replies == "\u{1B}[?6;1$y")
        #expect(probe.statusText == "q   xy")
        #expect(probe.terminal.statusLine?.styles.last?.attributes == .bold)
        probe.feed(Self.leave)
        #expect(probe.place == [4, 4])
    }

    @Test func `a pending wrap waits on its display`() {
        let probe = Probe("12345\(Self.enter)abcde\(Self.leave)6", rows: 3, columns: 5)
        #expect(probe.rows == ["12345", "6", ""])
        probe.feed("\u{1B}[1$}\u{1B}[3$}\u{8}X")
        #expect(probe.statusText == "abcXe")
    }

    @Test(arguments: [
        "\n", "\r\n", "\u{B}", "\u{C}", "\u{1B}D", "\u{1B}E", "\u{1B}M", "\u{1B}[S", "\u{1B}[9T", "\u{1B}[L",
        "\u{1B}[M", "\u{1B}[9;1H", "\u{1B}[3d", "\u{1B}[5e", "\u{1B}[9A", "\u{1B}[9B", "\u{1B}[9E",
        "\u{1B}[9F",
        "\u{1B}[2;4r", "\u{1B}[3J", "\u{1B}[?1049h", "\u{1B}[?1049l", "\u{1B}[?47h", "\u{1B}[?1047h",
        "\u{1B}l",
        "\u{1B}m", "\u{1B}[?69h\u{1B}[2;3s\u{1B}[?69l", "\u{1B}[2 @", "\u{1B}[2 A",
    ])
    func `there are no other rows, nothing scrolls and nothing switches`(sequence: String) {
        let start = "1\r\n2\r\n3\r\n4\r\n5\r\n6\u{1B}[2;2H"
        let plain = Probe(start)
        let probe = Probe("\(start)\(Self.enter)status\(sequence)")
        _ = probe.events
        #expect(probe.statusText == "status")
        probe.feed("\u{1B}[1Gx\(Self.leave)")
        #expect(probe.statusText == "xtatus")
        #expect(probe.rows == plain.rows)
        #expect(probe.scrollback == plain.scrollback)
        #expect(probe.place == plain.place)
        #expect(!probe.isAlternateScreen)
        plain.feed("\r\n\n\n\n\nend")
        probe.feed("\r\n\n\n\n\nend")
        #expect(probe.text == plain.text)
    }

    @Test(arguments: [
        ("0123456789", "0123456789"), ("0123456789ab", "012345678b"), ("012345678漢", "012345678"),
        ("01234567漢x", "01234567 x"), ("漢字漢字漢字", "漢字漢字漢"), ("012345678e\u{301}", "012345678e\u{301}"),
        ("\u{1B}[?45h\u{8}\u{8}x", "x"), ("0123456789\u{1B}[9b", "0123456789"),
        ("012345678é日é", "012345678é"),
    ])
    func `it does not wrap`(text: String, shown: String) {
        let probe = Probe("\(Self.enter)\(text)", rows: 3, columns: 10)
        #expect(probe.statusText == shown)
        #expect(probe.terminal.statusLine?.isWrapped == false)
        #expect(probe.screen == "")
    }

    @Test(arguments: [
        ("abc\u{1B}[2K", ""), ("abc\u{1B}[2G\u{1B}[K", "a"), ("abc\u{1B}[2G\u{1B}[1J", "  c"),
        ("abc\u{1B}[2J", ""), ("abc\rx", "xbc"), ("abc\u{1B}[2G\u{1B}[@", "a bc"),
        ("abc\u{1B}[2G\u{1B}[P", "ac"), ("abc\u{1B}[1G\u{1B}[2X", "  c"), ("a\tb", "a       b"),
        ("a\u{1B}[3b", "aaaa"), ("a\u{1B}[5`b", "a   b"), ("a\u{1B}[2Cb", "a  b"), ("abc\u{1B}[2Dx", "axc"),
        ("abc\u{1B}[4h\u{1B}[1Gx", "xabc"), ("a\u{1B}7bc\u{1B}8x", "axc"), ("a\u{1B}[9;3Hb", "a b"),
        ("\u{1B}[1\"qa\u{1B}[0\"qb\u{1B}[?2K", "a"),
    ])
    func `cursor, erasing and editing work in its row`(text: String, shown: String) {
        let probe = Probe("main\(Self.enter)\(text)")
        #expect(probe.statusText == shown)
        #expect(probe.screen == "main")
    }

    @Test func `saved cursors are its own`() {
        let probe = Probe("\u{1B}[3;3H\u{1B}7\(Self.enter)ab\u{1B}7cd\(Self.leave)\u{1B}[1;1H\u{1B}8")
        #expect(probe.place == [2, 2])
        probe.feed("\u{1B}[1$}\u{1B}8x")
        #expect(probe.statusText == "abxd")
        // Saved with origin mode.
        probe.feed("\u{1B}[?6h\u{1B}[4G\u{1B}7\u{1B}[?6l\u{1B}8y")
        #expect(probe.statusText == "abxy")
    }

    @Test func `it stays below both screens`() {
        let probe = Probe("main\(Self.enter)one\(Self.leave)\u{1B}[?1049halt\u{1B}[1$} two")
        #expect(probe.screen == "    alt")
        #expect(probe.statusText == "one two")
        probe.feed("\(Self.leave)\u{1B}[?1049l")
        #expect(probe.screen == "main")
        #expect(probe.statusText == "one two")
    }

    @Test func `rectangles, alignment and checksums concern the screen`() {
        var options = TerminalOptions()
        options.allowChecksum = true
        let probe = Probe("A\(Self.enter)status\u{1B}[1;1;1;1;1;1*y", options: options)
        #expect(probe.replies == "\u{1B}P1!~0041\u{1B}\\")
        probe.feed("\u{1B}[66;2;1;2;3$x")
        #expect(probe.rows == ["A", "BBB", "", "", ""])
        probe.feed("\u{1B}[?69h\u{1B}#8")
        #expect(probe.rows == Array(repeating: String(repeating: "E", count: 20), count: 5))
        #expect(probe.statusText == "status")
    }

    @Test func `reports tell of the screen's size, and of one row for the cursor`() {
        let probe = Probe("\u{1B}[2;4r\u{1B}[3;3H\(Self.enter)ab", rows: 24, columns: 80)
        for (request, reply) in [
            ("\u{1B}[6n", "\u{1B}[1;3R"), ("\u{1B}[18t", "\u{1B}[8;24;80t"),
            ("\u{1B}P$qr\u{1B}\\", "\u{1B}P1$r2;4r\u{1B}\\"),
            ("\u{1B}P$qs\u{1B}\\", "\u{1B}P1$r1;80s\u{1B}\\"),
            ("\u{1B}P$q*|\u{1B}\\", "\u{1B}P1$r24*|\u{1B}\\"),
            ("\u{1B}P$q$}\u{1B}\\", "\u{1B}P1$r1$}\u{1B}\\"),
            ("\u{1B}P$q$~\u{1B}\\", "\u{1B}P1$r2$~\u{1B}\\"),
            ("\u{1B}[1m\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0;1m\u{1B}\\"),
            ("\(Self.leave)\u{1B}P$q$}\u{1B}\\", "\u{1B}P1$r0$}\u{1B}\\"), ("\u{1B}[6n", "\u{1B}[3;3R"),
            ("\u{1B}[1$~\u{1B}P$q$~\u{1B}\\", "\u{1B}P1$r1$~\u{1B}\\"),
        ] {
            probe.feed(request)
            #expect(probe.replies == reply, "\(request.debugDescription)")
        }
        let sized = Probe("\(Self.enter)\u{1B}[?2048h", rows: 24, columns: 80)
        #expect(sized.replies.hasPrefix("\u{1B}[48;24;80;"))
    }

    @Test func `a soft reset goes back to the screen, a hard one takes it away`() {
        let probe = Probe("a\(Self.enter)status\u{1B}[!pb")
        #expect(probe.screen == "ab")
        #expect(probe.statusText == "status")
        probe.feed("\u{1B}[1$}!\u{1B}[64\"pc")
        #expect(probe.screen == "abc")
        #expect(probe.statusText == "status!")
        probe.feed("\u{1B}[1$}\u{1B}cd")
        #expect(probe.screen == "d")
        #expect(probe.terminal.statusLine == nil)
        #expect(probe.state == Probe("\u{1B}[1$}\u{1B}cd").state)
    }

    @Test func `a VT100 has none`() {
        let probe = Probe("\u{1B}[61\"p\(Self.enter)main")
        #expect(probe.screen == "main")
        #expect(probe.terminal.statusLine == nil)
    }

    @Test(arguments: ["", leave]) func `another number of columns blanks it`(display: String) {
        let probe = Probe("main\u{1B}[?40h\(Self.enter)status\(display)\u{1B}[?3h")
        #expect(probe.screen == "")
        #expect(probe.place == [0, 0])
        #expect(probe.statusText == "")
        let kept = Probe("main\u{1B}[?40;95h\(Self.enter)status\(display)\u{1B}[?3h")
        #expect(kept.screen == "main")
        #expect(kept.statusText == "status")
    }

    @Test func `prompts are marked on the screen`() {
        let probe = Probe(
            "\r\n\n\(Self.enter)\u{1B}]133;A\u{7}\u{1B}]133;B\u{7}\(Self.leave)ls\u{1B}[1$}\u{1B}]133;C\u{7}")
        #expect(
            probe.events == [
                .promptStarted(line: 2), .commandStarted(line: 2), .commandExecuted(text: "ls", line: 2),
            ])
    }

    @Test func `changes are counted, and no row of the screen gets another stamp`() {
        let probe = Probe("main")
        let stamps = probe.stamps
        var last = probe.changeCount
        for text in ["\u{1B}[2$~", "\u{1B}[1$}x", "y", "\u{1B}[2K", "\u{1B}[0$~"] {
            probe.feed(text)
            #expect(probe.changeCount > last, "\(text.debugDescription)")
            last = probe.changeCount
        }
        for text in ["\u{1B}[1$~", "\u{1B}[1$}", "\u{1B}[0$}"] {
            probe.feed(text)
            #expect(probe.changeCount == last, "\(text.debugDescription)")
        }
        #expect(probe.stamps == stamps)
    }

    @Test func `it has the columns of the screen, whatever is written then`() {
        let probe = Probe("main\(Self.enter)0123456789", rows: 3, columns: 10)
        probe.resize(rows: 5, columns: 12)
        probe.feed("ab")
        #expect(probe.statusText == "0123456789ab")
        probe.resize(rows: 1, columns: 4)
        #expect(probe.statusText == "0123")
        probe.feed("x\(Self.leave)")
        #expect(probe.statusText == "012x")
        #expect(probe.text == "main")
        probe.feed("\u{1B}[1$}\r漢字\(Self.leave)")
        probe.resize(rows: 2, columns: 3)
        #expect(probe.statusText == "漢")
        probe.resize(rows: 2, columns: 8)
        probe.feed("\u{1B}[1$}z")
        #expect(probe.statusText == "漢 z")
    }

    @Test func `styles, links and clusters of both displays outlive sweeps`() {
        let status = "\u{1B}[1;38;2;1;2;3me\u{301}\u{1B}]8;;http://status/\u{7}link"
        let probe = Probe(
            "\u{1B}[4;38;2;3;2;1m\u{1B}]8;;http://main/\u{7}a\u{301}\(Self.enter)\(status)", columns: 40)
        let line = probe.terminal.statusLine
        #expect(line?.styles.last?.link == ";http://status/")
        /// More styles, links and clusters than the tables hold without a sweep.
        func sweep() {
            for round in 0..<12_000 {
                let mark = Unicode.Scalar(0x300 + UInt32(round % 0x6F)) ?? "\u{301}"
                let letter = Unicode.Scalar(0x4E00 + UInt32(round / 0x6F)) ?? "a"
                probe.terminal.feed(
                    Array(
                        "\u{1B}[2G\u{1B}[48;2;\(round & 255);\(round >> 8);9m\(letter)\(mark)\u{1B}[49m".utf8)
                )
            }
            probe.terminal.checkInvariants()
        }
        probe.feed("\(Self.leave)\u{1B}7")
        sweep()
        #expect(probe.terminal.statusLine == line)
        let main = probe.line(0)
        probe.feed("\u{1B}[1$}\u{1B}7")
        sweep()
        #expect(probe.line(0) == main)
        #expect(probe.styleCount < 12_000)
        probe.feed("\u{1B}[9Gs\(Self.leave)\u{1B}[9Gm")
        #expect(probe.terminal.statusLine?.styles.last?.link == ";http://status/")
        #expect(probe.style(0, 8).link == ";http://main/")
    }
}
