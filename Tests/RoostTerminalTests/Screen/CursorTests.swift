import RoostTerminal
import Testing

@Suite struct CursorTests {
    /// Input and where the cursor is, counted from 0; on 10 rows of 20 columns.
    @Test(arguments: [
        ("\u{1B}[3;5H", 2, 4), ("\u{1B}[;5H", 0, 4), ("\u{1B}[5H", 4, 0), ("\u{1B}[99;99H", 9, 19),
        ("\u{1B}[0;0H", 0, 0),
        ("\u{1B}[3;5f", 2, 4), ("\u{1B}[5;5H\u{1B}[2A", 2, 4), ("\u{1B}[5;5H\u{1B}[99A", 0, 4),
        ("\u{1B}[5;5H\u{1B}[2B", 6, 4), ("\u{1B}[5;5H\u{1B}[99B", 9, 4), ("\u{1B}[5;5H\u{1B}[C", 4, 5),
        ("\u{1B}[5;5H\u{1B}[99C", 4, 19), ("\u{1B}[5;5H\u{1B}[0D", 4, 3), ("\u{1B}[5;5H\u{1B}[99D", 4, 0),
        ("\u{1B}[5;5H\u{1B}[2E", 6, 0), ("\u{1B}[5;5H\u{1B}[2F", 2, 0), ("\u{1B}[5;5H\u{1B}[7G", 4, 6),
        ("\u{1B}[5;5H\u{1B}[7`", 4, 6), ("\u{1B}[5;5H\u{1B}[7d", 6, 4), ("\u{1B}[5;5H\u{1B}[2a", 4, 6),
        ("\u{1B}[5;5H\u{1B}[2e", 6, 4), ("\u{1B}[5;5H\u{1B}D", 5, 4), ("\u{1B}[5;5H\u{1B}M", 3, 4),
        ("\u{1B}[5;5H\u{1B}E", 5, 0), ("\u{1B}[5;5H\u{1B}7\u{1B}[H\u{1B}8", 4, 4),
        ("\u{1B}[5;5H\u{1B}[s\u{1B}[H\u{1B}[u", 4, 4), ("\u{1B}8", 0, 0), ("\u{1B}[2I", 0, 16),
        ("\u{1B}[9I", 0, 19),
        ("\u{1B}[18G\u{1B}[Z", 0, 16), ("\u{1B}[18G\u{1B}[2Z", 0, 8), ("\u{1B}[18G\u{1B}[9Z", 0, 0),
        ("\u{1B}[3r", 0, 0), ("\u{1B}[3;5r\u{1B}[4;1H\u{1B}[9A", 2, 0),
        ("\u{1B}[3;5r\u{1B}[4;1H\u{1B}[9B", 4, 0),
        ("\u{1B}[3;5r\u{1B}[1;1H\u{1B}[9A", 0, 0), ("\u{1B}[3;5r\u{1B}[9;1H\u{1B}[9B", 9, 0),
        ("\u{1B}[3;5r\u{1B}[?6h", 2, 0), ("\u{1B}[3;5r\u{1B}[?6h\u{1B}[9;9H", 4, 8),
        ("\u{1B}[3;5r\u{1B}[?6h\u{1B}[2;2H", 3, 1), ("\u{1B}[3;5r\u{1B}[?6h\u{1B}[?6l", 0, 0),
        ("\u{1B}[5;3r\u{1B}[4;4H\u{1B}[9A", 0, 3), ("\u{1B}[?69h\u{1B}[5;9s\u{1B}[1;7H\u{1B}[9C", 0, 8),
        ("\u{1B}[?69h\u{1B}[5;9s\u{1B}[1;7H\u{1B}[9D", 0, 4),
        ("\u{1B}[?69h\u{1B}[5;9s\u{1B}[1;2H\u{1B}[9D", 0, 0),
        ("\u{1B}[?69h\u{1B}[5;9s\u{1B}[1;7H\r", 0, 4), ("\u{1B}[?69h\u{1B}[5;9s\u{1B}[1;2H\r", 0, 0),
        ("\u{1B}[?45h\u{1B}[3;1H\u{8}", 1, 19), ("\u{1B}[?45h\u{1B}[1;1H\u{8}", 9, 19),
        ("\u{1B}[3;1H\u{8}", 2, 0),
        ("\u{1B}[?45h01234567890123456789\u{8}", 0, 19), ("01234567890123456789\u{8}", 0, 18),
        ("\u{1B}[65535;65535H\u{1B}[65535D\u{1B}[65535A", 0, 0),
    ])
    func `the cursor goes where xterm puts it`(input: String, row: Int, column: Int) {
        #expect(Probe(input, rows: 10, columns: 20).place == [row, column])
    }

    @Test func `a saved cursor keeps pen, origin and the pending wrap`() {
        let probe = Probe("\u{1B}[1m0123456789\u{1B}7\u{1B}[0m\u{1B}[3;3H\u{1B}8x", rows: 5, columns: 10)
        #expect(probe.screen == "0123456789\nx")
        #expect(probe.style(1, 0).attributes == .bold)
    }

    @Test(arguments: [
        (0, CursorShape.block, true), (1, .block, true), (2, .block, false), (3, .underline, true),
        (4, .underline, false), (5, .bar, true), (6, .bar, false), (7, .block, true),
    ])
    func `DECSCUSR sets shape and blinking`(style: Int, shape: CursorShape, blinks: Bool) {
        let probe = Probe("\u{1B}[\(style) q")
        #expect(probe.cursor.shape == shape)
        #expect(probe.cursor.blinks == blinks)
    }

    @Test func `the cursor hides and shows`() {
        #expect(!Probe("\u{1B}[?25l").cursor.isVisible)
        #expect(Probe("\u{1B}[?25l\u{1B}[?25h").cursor.isVisible)
        #expect(!Probe("\u{1B}[?12l").cursor.blinks)
    }
}
