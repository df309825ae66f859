import Testing

@testable import RoostTerminal

@Suite struct InputDecoderReplyTests {
    static let replies: [(String, [TerminalReply])] = [
        ("^[[?62;1;6;22c", [.primaryAttributes([62, 1, 6, 22])]), ("^[[?6c", [.primaryAttributes([6])]),
        ("^[[>41;354;0c", [.secondaryAttributes([41, 354, 0])]),
        ("^[P>|XTerm(379)^[\\", [.version("XTerm(379)")]), ("^[P>|^[\\", [.version("")]),
        ("^[[?2026;2$y", [.mode(2026, 2)]), ("^[[?5u", [.kittyFlags(5)]),
        ("^[]10;rgb:ffff/8080/0000^[\\", [.color(10, red: 0xFFFF, green: 0x8080, blue: 0)]),
        ("^[]11;rgb:1e/2/abc\u{7}", [.color(11, red: 0x1E1E, green: 0x2222, blue: 0xABCA)]),
        ("^[]12;rgba:ff/00/ff/80^[\\", [.color(12, red: 0xFFFF, green: 0, blue: 0xFFFF)]),
        ("^[]11;#102030^[\\", [.color(11, red: 0x1010, green: 0x2020, blue: 0x3030)]),
        ("^[[12;40R", [.cursorPosition(row: 12, column: 40)]),
        ("^[[1;1R", [.cursorPosition(row: 1, column: 1)]),
        ("^[[1;17R", [.cursorPosition(row: 1, column: 17)]),
        ("^[[?1;5R", [.cursorPosition(row: 1, column: 5)]),
        ("^[[?1;5;1R", [.cursorPosition(row: 1, column: 5)]), ("^[[?997;2n", [.colorScheme(2)]),
        ("^[[8;24;80t", [.windowSize(.cells(rows: 24, columns: 80))]),
        ("^[[4;480;640t", [.windowSize(.pixels(height: 480, width: 640))]),
        ("^[[6;20;10t", [.windowSize(.cellPixels(height: 20, width: 10))]),
        (
            "^[[48;24;80;480;640t",
            [.windowSize(.resized(rows: 24, columns: 80, heightInPixels: 480, widthInPixels: 640))]
        ),
        ("^[P1+r524742=38^[\\", [.capability("RGB", "8")]), ("^[P1+r5463^[\\", [.capability("Tc", "")]),
        ("^[P0+r5463^[\\", [.capability("Tc", nil)]),
        ("^[P1+r544e=787465726d;436f=323536^[\\", [.capability("TN", "xterm"), .capability("Co", "256")]),
    ]

    @Test(arguments: replies)
    func `an answer is told apart from keys`(text: String, replies: [TerminalReply]) {
        #expect(InputDecoderTests.events(InputSamples.bytes(text)) == replies.map { .reply($0) })
    }

    @Test func `a cursor report that looks like F3 is F3`() {
        #expect(
            InputDecoderTests.events(InputSamples.bytes("^[[1;5R")) == [
                .key(Key(code: .function(3), modifiers: .control))
            ])
    }

    @Test func `numbers are clamped`() {
        let events = InputDecoderTests.events(InputSamples.bytes("^[[?99999999999999999999999;1c"))
        #expect(events == [.reply(.primaryAttributes([1 << 24, 1]))])
    }
}
