import RoostTasks
import RoostTerminal
import RoostWire
import Testing

@testable import RoostGateway

@Suite struct CellFrameTests {
    /// The rows of a terminal that was fed a text, as a browser gets them, and the styles they name.
    private func rows(_ text: String, rows: Int = 2, columns: Int = 40) -> (rows: [String], styles: [String])
    {
        var terminal = Terminal(
            size: TerminalSize(rows: rows, columns: columns), options: TerminalOptions())
        terminal.feed(Array(text.utf8))
        var frame = CellFrame()
        let result = (0..<rows).map { frame.row(terminal.line($0)).map(\.description).joined(separator: " ") }
        return (result, frame.styles.map(\.description))
    }

    @Test(arguments: [
        ("plain  text  ", #"["plain  text"]"#), ("", "[]"), ("   ", "[]"), ("  x", #"["  x"]"#),
        ("漢字 a", #"[["漢字",0,2]," a"]"#), ("e\u{301}x", #"[[["e\#u{301}"],0],"x"]"#),
        ("a\u{1B}[1mb\u{1B}[mc", #"["a",["b",1],"c"]"#),
        ("\u{1B}[1m漢\u{1B}[m字", #"[["漢",1,2],["字",0,2]]"#),
        ("\u{1B}[41m  \u{1B}[m  ", #"[["  ",1]]"#), ("a\u{1B}[3Cb", #"["a   b"]"#),
        (#"quote " and \"#, #"["quote \" and \\"]"#),
    ])
    func `cells come as runs of one style and one width`(text: String, row: String) {
        #expect(rows(text).rows[0] == row)
    }

    @Test(arguments: [
        ("\u{1B}[31;48;5;200mx", #"{"fg":1,"bg":200}"#),
        ("\u{1B}[38;2;1;2;255mx", ##"{"fg":"#0102ff"}"##),
        (
            "\u{1B}[1;2;3;5;7;8;9;53mx",
            ##"{"attributes":["bold","dim","italic","blink","inverse","invisible","strikethrough","overline"]}"##
        ),
        ("\u{1B}[4:3;58;5;9mx", #"{"underline":"curly","underline_color":9}"#),
        ("\u{1B}]8;id=7;https://example.org/a\u{1B}\\x", #"{"link":"https://example.org/a"}"#),
    ])
    func `a style says what is not plain`(text: String, style: String) {
        #expect(rows(text).styles == ["{}", style])
    }

    @Test func `a style that comes back keeps its number`() {
        let (rows, styles) = rows("\u{1B}[31ma\u{1B}[32mb\u{1B}[31mc\r\nd")
        #expect(rows == [#"[["a",1],["b",2],["c",1]]"#, #"[["d",1]]"#])
        #expect(styles.count == 3)
    }

    @Test func `a row says that its text goes on`() {
        #expect(rows("abcdef", columns: 4).rows == [#"["abcd"] true"#, #"["ef"]"#])
    }

    @Test func `a secret is dots, and what follows it stays in its column`() {
        let key = "sk-ant-api03-" + String(repeating: "A1b2", count: 12)
        let shown = rows("key \(key) end", columns: 100).rows[0]
        #expect(!shown.contains("A1b2A1b2"))
        #expect(shown.contains("•••"))
        #expect(shown.count == #"["key \#(key) end"]"#.count)
        let link = rows("\u{1B}]8;;https://user:hunter22@example.org/\u{1B}\\x").styles
        #expect(link == ["{}", "{}"], "a link without its secret leads nowhere")
    }

    @Test func `characters that nobody sees are blanks`() {
        var frame = CellFrame()
        let cells: [UInt32] = [0x41, 0x07, 0x9B, 0xD800, 0x110000, 0x8000_0009, 0x42]
        let line = Line(cells: cells.map { Line.Cell(scalar: $0, style: 0) })
        #expect(frame.row(line).map(\.description) == [#"["A     B"]"#])
        let lost = Line(cells: [Line.Cell(scalar: 0x41, style: 900)])
        #expect(frame.row(lost).map(\.description) == [#"["A"]"#], "a style that is none is plain")
    }

    @Test func `an update has cursor, modes and moves`() {
        var modes = InputModes()
        modes.mouseTracking = .button
        let update = ScreenUpdate(
            session: 3, sequence: 9, size: TerminalSize(rows: 2, columns: 8),
            cursor: Cursor(row: 1, column: 4, isVisible: true, shape: .bar, blinks: false),
            cursorColor: .rgb(255, 0, 16), isAlternateScreen: true, isReverseVideo: false,
            scrollback: 5..<25, inputModes: modes,
            rows: [(0, .moved(from: 1)), (1, .line(Line(cells: [Line.Cell(scalar: 0x41)])))])
        let json = CellFrame.screen(update)
        #expect(json["sequence"]?.int == 9)
        #expect(json["scrollback"]?.description == "[5,25]")
        #expect(
            json["cursor"]?.description
                == ##"{"row":1,"column":4,"visible":true,"shape":"bar","blinks":false,"color":"#ff0010"}"##)
        #expect(json["modes"]?["mouse"]?.string == "button")
        #expect(json["modes"]?["alternate_screen"]?.bool == true)
        #expect(json["changes"]?.description == #"[[0,1],[1,["A"]]]"#)
    }

    @Test func `lines of the scrollback come with the number of the first`() throws {
        var bytes: [UInt8] = []
        for text in ["one", "two"] {
            Line(cells: text.unicodeScalars.map { Line.Cell(scalar: $0.value) }).encode(into: &bytes)
        }
        let page = ScrollbackPage(first: 40, count: 2, lines: bytes)
        let json = try #require(CellFrame.scrollback(page))
        #expect(json["first"]?.int == 40)
        #expect(json["rows"]?.description == #"[[["one"]],[["two"]]]"#)
        #expect(CellFrame.scrollback(ScrollbackPage(first: 0, count: 3, lines: bytes)) == nil)
    }
}
