import Testing

@testable import RoostTerminal

@Suite struct ParserTests {
    /// Streams in which every kind of sequence is cut by the tests below.
    static let streams: [String] = [
        "plain text\r\nsecond line\u{8}\u{8}X\ttab",
        "\u{1B}[1;31mred\u{1B}[0m\u{1B}[38:2::10:20:30;48;5;99;4:3mall\u{1B}[m",
        "\u{1B}[?25l\u{1B}[?1049halt\u{1B}[2J\u{1B}[3;4Hx\u{1B}[?1049l\u{1B}[?25h",
        "漢字 é e\u{301} 👩‍👩‍👧‍👦 🇩🇪🇫🇷 👍🏽 ❤\u{FE0F} x\u{200D}y",
        "\u{1B}]0;title\u{7}\u{1B}]8;id=a;http://x/\u{1B}\\link\u{1B}]8;;\u{1B}\\ \u{1B}]2;ünï\u{1B}\\",
        "\u{1B}P$qm\u{1B}\\\u{1B}P+q544e\u{1B}\\\u{1B}_Gi=1;AAAA\u{1B}\\\u{1B}^pm\u{1B}\\\u{1B}Xsos\u{1B}\\ok",
        "\u{1B}(0lqk\u{1B}(B\u{E}x\u{F}y\u{1B}N\u{1B}O",
        "\u{9B}31mC1\u{9D}2;c1 title\u{9C}\u{85}next\u{90}$qr\u{9C}",
        "a\u{1B}[2\n;3\u{18}Hb\u{1B}[3\u{1B}[4mc\u{1A}d",
        "\u{1B}[c\u{1B}[>c\u{1B}[6n\u{1B}[?2026$p\u{1B}[>q\u{1B}]11;?\u{7}\u{1B}[?u",
        "\u{1B}[2;4r\u{1B}[?6h\n\n\n\nx\u{1B}[?69h\u{1B}[3;9s\u{1B}[2;2Hwrapped in margins\u{1B}[?69l",
        "\u{1B}]52;c;aGVsbG8=\u{7}\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}ls\r\n\u{1B}]133;C\u{7}out\r\n\u{1B}]133;D;3\u{7}",
        "\u{1B}[4hins\u{1B}[4l\u{1B}[1;1H\u{1B}[2@\u{1B}[3P\u{1B}[2L\u{1B}[1M\u{1B}[5X\u{1B}[3b",
        "\u{1B}é7\u{1B}[31中mX\u{1B}]R\u{1B}]P0112233ok\u{1B}(%5a\u{1B}-A\u{E}a\u{1B}[?42h\u{1B}(K[",
        "\u{1B}[>5u\u{1B}[>4;2m\u{1B}[<u\u{1B}[=3;2u\u{1B}[?2048h\u{1B}[?996n",
        "a\u{1B}[2$~\u{1B}[1$}\u{1B}[1mst漢e\u{301}\u{1B}7\n\u{1B}[9G0123456789abc漢\u{1B}[0$}b\u{1B}[31m\u{1B}[1$}\u{1B}8c",
        "\u{1B}[2$~\u{1B}[?6h\u{1B}[1$}x\u{1B}[?1049h\u{1B}[6n\u{1B}[!py\u{1B}[1$}\u{1B}[1$~z\u{1B}[2$~\u{1B}[1$}\u{1B}P$q$}\u{1B}\\",
        "\u{1B}[999999999999;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34mx",
    ]

    @Test(arguments: streams)
    func `one byte at a time gives the same as all at once`(stream: String) {
        let whole = Probe(stream)
        let split = Probe()
        for byte in stream.utf8 { split.feed([byte]) }
        #expect(split.state == whole.state)
        #expect(split.replies == whole.replies)
        #expect(split.events == whole.events)
    }

    @Test(arguments: streams)
    func `a stream may be cut anywhere`(stream: String) {
        let bytes = Array(stream.utf8)
        let whole = Probe(stream)
        let (state, replies, events) = (whole.state, whole.replies, whole.events)
        for cut in 0...bytes.count {
            let split = Probe()
            split.feed(bytes[..<cut])
            split.feed(bytes[cut...])
            #expect(split.state == state, "cut at \(cut)")
            #expect(split.replies == replies, "cut at \(cut)")
            #expect(split.events == events, "cut at \(cut)")
        }
    }

    @Test func `strings that mean nothing here are swallowed whole`() {
        for string in [
            "_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA", "^private", "Xsos", "Pq#0;2;0;0;0#0~~@@", "P1$zx", "PtmuxX",
        ] {
            let probe = Probe("a\u{1B}\(string)\u{1B}\\b")
            #expect(probe.screen == "ab")
            #expect(probe.title == "")
            #expect(probe.replies == "")
        }
    }

    @Test func `only OSC ends with BEL`() {
        #expect(Probe("\u{1B}_a\u{7}b\u{1B}\\c").screen == "c")
        #expect(Probe("\u{1B}Pq\u{7}b\u{1B}\\c").screen == "c")
        #expect(Probe("\u{1B}]0;t\u{7}c").screen == "c")
    }

    @Test func `strings without end take bounded memory, and text goes on after CAN`() {
        let probe = Probe("\u{1B}]2;")
        for _ in 0..<40 { probe.terminal.feed([UInt8](repeating: 0x61, count: 65_536)) }
        #expect(probe.parserStringCount == 0)
        probe.feed("\u{18}ok")
        #expect(probe.screen == "ok")
        #expect(probe.title == "")
    }

    @Test func `an escape inside a string cancels it and begins a sequence`() {
        let probe = Probe("\u{1B}]2;lost\u{1B}[1;5Hx")
        #expect(probe.screen == "    x")
        #expect(probe.title == "")
    }

    @Test func `controls inside a sequence act at once`() {
        #expect(Probe("ab\u{1B}[\r1Cx").screen == "ax")
    }

    @Test func `a second private marker makes a sequence unknown`() {
        #expect(Probe("\u{1B}[?1?2hx\u{1B}[?25?ly").screen == "xy")
    }

    @Test func `DEL and NUL print nothing`() {
        #expect(Probe("a\u{7F}b\u{0}c").screen == "abc")
    }

    @Test(arguments: [
        ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3, 0x28], "\u{FFFD}("), ([0xE2, 0x82, 0x41], "\u{FFFD}A"),
        ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x98, 0x1B, 0x5B, 0x6D, 0x78], "\u{FFFD}x"),
        ([0x80, 0x61], "\u{FFFD}a"), ([0xE2, 0x82, 0xAC], "€"),
    ])
    func `what is not UTF-8 becomes one replacement for each longest part`(bytes: [UInt8], text: String) {
        let whole = Probe()
        whole.feed(bytes)
        #expect(whole.screen == text)
        let split = Probe()
        for byte in bytes { split.feed([byte]) }
        #expect(split.screen == text)
    }

    @Test(arguments: [
        ("\u{1B}é7X", "7X"), ("\u{1B}[31émX", "mX"), ("\u{1B}[?2中hX", "hX"), ("\u{1B}(中BX", "BX"),
        ("\u{1B}[3 中qX", "qX"), ("\u{1B}😀\u{1B}[2CX", "  X"), ("\u{1B}é中X", "中X"),
    ])
    func `a character beyond ASCII cancels a sequence, as in xterm`(input: String, screen: String) {
        #expect(Probe(input).screen == screen)
    }

    /// console_codes(4): without this, a script for the console leaves the terminal in a string.
    @Test(arguments: [
        ("\u{1B}]Rok", "ok"), ("\u{1B}]P0112233ok", "ok"), ("\u{1B}]P0112233\u{1B}\\ok", "ok"),
        ("\u{1B}]P01\u{1B}\\ok", "ok"), ("\u{1B}]P01\u{7}ok", "ok"), ("\u{1B}]Pabc\u{18}ok", "ok"),
    ])
    func `the palette of the Linux console ends by its length`(input: String, screen: String) {
        #expect(Probe(input).screen == screen)
    }

    @Test func `two edges for one byte are refused when the table is built, so the table is whole`() {
        for state in ParserState.State.allCases where state.isInTable {
            for byte in UInt8.min...UInt8.max {
                let edge = TransitionTable.dec[state, byte]
                #expect(edge.next != .ground || edge.action != .collect)
            }
            #expect(TransitionTable.dec[state, 0x18].next == .ground)
        }
    }

    @Test func `numbers read the same with any digits, at any distance from the end`() {
        let numbers = [
            0, 1, 9, 10, 42, 99, 100, 255, 999, 1000, 9999, 10_000, 65_535, 65_536, 99_999, 1_000_000_000,
        ]
        for first in numbers {
            for second in numbers {
                for padding in 0..<10 {
                    let text = "\u{1B}[\(first);;\(second)~" + String(repeating: "x", count: padding)
                    let expected = [min(first, 65_535), 0, min(second, 65_535)]
                    let probe = Probe()
                    probe.terminal.feed(Array(text.utf8))
                    #expect(probe.terminal.parser.parameters.all == expected)
                    let split = Probe()
                    for byte in text.utf8 { split.terminal.feed([byte]) }
                    #expect(split.terminal.parser.parameters.all == expected)
                }
            }
        }
    }
}
