import Testing

@testable import RoostTerminal

/// The rule of `Strings.md`: what ends a string, and what becomes of one that nobody ends.
@Suite struct StringEndTests {
    /// ESC and a byte, and the C1 control that means the same, encoded in UTF-8.
    private static let introducers = [
        ("\u{1B}P", "\u{90}"), ("\u{1B}X", "\u{98}"), ("\u{1B}]", "\u{9D}"), ("\u{1B}^", "\u{9E}"),
        ("\u{1B}_", "\u{9F}"),
    ]
    private static let long = String(repeating: "a line of the log\r\n", count: 2000)

    /// Feeds whole, byte by byte, and cut in two everywhere, with a snapshot at the cut.
    private func everySplit(_ text: String, _ check: (Probe, String) -> Void) throws {
        let bytes = Array(text.utf8)
        check(Probe(text, rows: 8, columns: 40), "whole")
        let single = Probe(rows: 8, columns: 40)
        for byte in bytes { single.feed([byte]) }
        check(single, "byte by byte")
        for cut in 1..<bytes.count {
            let first = Probe(rows: 8, columns: 40)
            first.feed(bytes[..<cut])
            let second = try Probe(snapshot: first.terminal.encodeSnapshot())
            second.feed(bytes[cut...])
            check(second, "cut at \(cut)")
        }
    }

    @Test(arguments: introducers)
    func `a string that is ended shows nothing, whatever begins and ends it`(
        escape: String, control: String
    ) throws {
        for start in [escape, control] {
            for end in ["\u{1B}\\", "\u{9C}"] {
                try everySplit("a\(start)0;hidden\(end)b") { probe, split in
                    #expect(probe.screen == "ab", "\(split)")
                }
            }
        }
    }

    @Test func `a title arrives by whatever begins and ends it`() throws {
        for start in ["\u{1B}]", "\u{9D}"] {
            for end in ["\u{1B}\\", "\u{9C}", "\u{7}"] {
                try everySplit("\(start)2;the title\(end)x") { probe, split in
                    #expect(probe.title == "the title", "\(split)")
                    #expect(probe.screen == "x", "\(split)")
                }
            }
        }
    }

    @Test(arguments: ["\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}"])
    func `a control in UTF-8 that no end follows on its line swallows nothing`(control: String) throws {
        for end in ["\r\n", "\n", "\t", "\u{1B}[m", "\u{18}", "\u{8}"] {
            try everySplit("a\(control)1;text é\(end)\rnext") { probe, split in
                #expect(
                    probe.screen.hasPrefix(end.utf8.contains(0x0A) ? "a1;text é\nnext" : "next"), "\(split)")
            }
        }
        #expect(Probe("a\(control)1 b\u{1B}[1;9Hz", rows: 3, columns: 20).rows[0] == "a1 b    z")
    }

    @Test func `text that was encoded twice is all there`() throws {
        let text = "Ð\u{9D}Ð° Ð´Ð²Ð¾Ñ\u{80}Ðµ\u{90}\u{9F}\u{98}\u{9E} end\r\nnext"
        try everySplit(text) { probe, split in
            #expect(probe.rows[0].hasSuffix("end"), "\(split)")
            #expect(probe.rows[1] == "next", "\(split)")
        }
    }

    @Test func `quotation marks that were encoded twice are no title`() {
        // U+201C and U+201D: E2 80 9C and E2 80 9D, taken for Latin-1.
        let probe = Probe(
            "â\u{80}\u{9C}one,â\u{80}\u{9D} he said, â\u{80}\u{9C}two.â\u{80}\u{9D}", rows: 2, columns: 60)
        for word in ["one", "he said", "two"] { #expect(probe.rows[0].contains(word)) }
        #expect(probe.title == "")
    }

    @Test func `controls in UTF-8 without end cost no more than their text`() {
        let probe = Probe(rows: 5, columns: 80)
        probe.terminal.feed(Array(String(repeating: "\u{90}x", count: 200_000).utf8))
        #expect(probe.parserStringCount <= HeldText.limit)
        probe.feed("\r\nafter")
        #expect(probe.rows.contains("after"))
    }

    @Test(arguments: introducers)
    func `of a string that ESC cuts off the lines after the first are shown`(
        escape: String, control: String
    ) throws {
        try everySplit("a\(escape)0;lost\r\nthe log\r\ngoes on\r\n\u{1B}[1mb") { probe, split in
            #expect(probe.screen == "athe log\ngoes on\nb", "\(split)")
        }
    }

    @Test(arguments: introducers)
    func `a log after a string that nobody ended is shown before it ends`(escape: String, control: String) {
        let probe = Probe("\(escape)0;lost\r\n\(Self.long)", rows: 5, columns: 40)
        #expect(probe.rows[0] == "a line of the log")
        #expect(probe.terminal.parser.state == .ground)
        #expect(probe.scrollback.count > 1900)
    }

    @Test(arguments: ["\u{1B}Pq", "\u{1B}_Gf=100;", "\u{1B}]1337;File=inline=1:", "\u{1B}]52;c;"])
    func `images and files of many lines stay hidden, ended or cut off`(start: String) {
        let line = String(repeating: "iVBORw0KGgo", count: 7) + "\r\n"
        for count in [1, 100, 10_000] {
            for end in ["\u{1B}\\", "\u{1B}[m", "\u{18}"] {
                let probe = Probe(rows: 3, columns: 40)
                probe.terminal.feed(
                    Array((start + String(repeating: line, count: count) + end + "after").utf8))
                #expect(probe.screen == "after", "\(count) lines")
            }
        }
    }

    @Test func `a title of several lines is one`() {
        let probe = Probe("\u{1B}]2;for x in 1 2\r\ndo echo x\r\ndone\u{7}$ ")
        #expect(probe.screen == "$")
        #expect(probe.title.contains("done"))
    }

    @Test func `CAN drops a string with all its lines`() {
        #expect(Probe("a\u{1B}_x\r\ntwo words\u{18}b").screen == "ab")
    }

    @Test func `text that is cut in a character goes on with the rest of it`() {
        var bytes = Array("\u{1B}_x\n".utf8)
        bytes += [UInt8](repeating: 0x61, count: HeldText.limit - 1)
        bytes += Array("é!\u{1B}[Hend".utf8)
        let probe = Probe(rows: 1000, columns: 80)
        probe.feed(bytes)
        #expect(probe.text.contains("é!"))
        let single = Probe(rows: 1000, columns: 80)
        for byte in bytes { single.terminal.feed([byte]) }
        #expect(single.state == probe.state)
    }
}
