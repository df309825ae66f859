import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct SupplementsTests {
    private static let link = Style(underline: .single, link: "a;https://example.org/")
    private static let curly = Style(
        foreground: .palette(9), underlineColor: .rgb(255, 0, 1), underline: .curly)

    private func canvas(_ parts: (column: Int, text: String, style: Style)...) -> Canvas {
        var canvas = Canvas(rows: 2, columns: 20)
        for part in parts { canvas.write(part.text, row: 1, column: part.column, style: part.style) }
        return canvas
    }

    @Test func `what curses can say needs none`() {
        var supplements = Supplements()
        let canvas = canvas((0, "plain", .plain), (6, "curly", Style(underline: .curly)))
        #expect(supplements.update(canvas, rows: [0, 1], depth: .direct).isEmpty)
        #expect(supplements.text(rows: [0, 1]).isEmpty)
    }

    @Test func `links and underlines are written once more, and the cursor is left alone`() {
        var supplements = Supplements()
        _ = supplements.update(
            canvas((2, "日x", Self.link), (8, "~", Self.curly)), rows: [0, 1], depth: .direct)
        #expect(
            supplements.text(rows: [0, 1])
                == "\u{1b}7\u{1b}[2;3H\u{1b}[0;4m\u{1b}]8;id=a;https://example.org/\u{1b}\\日x\u{1b}]8;;\u{1b}\\"
                + "\u{1b}[2;9H\u{1b}[0;4:3;91;58:2::255:0:1m~\u{1b}8")
        #expect(supplements.text(rows: [0]).isEmpty)
    }

    @Test func `a cluster with more marks than curses takes is written after the frame`() {
        let four = "a\u{301}\u{302}\u{303}\u{304}"
        for (text, expected) in [
            (four, ""), (four + "\u{305}", "\u{1b}7\u{1b}[2;4H\u{1b}[0m\(four)\u{305}\u{1b}8"),
        ] {
            var supplements = Supplements()
            _ = supplements.update(canvas((3, text, .plain)), rows: [0, 1], depth: .direct)
            #expect(supplements.text(rows: [0, 1]) == expected)
        }
    }

    @Test func `a row whose supplements change is written whole`() {
        var supplements = Supplements()
        _ = supplements.update(canvas((2, "here", Self.link)), rows: [1], depth: .palette)
        #expect(supplements.update(canvas((2, "here", Self.link)), rows: [1], depth: .palette).isEmpty)
        #expect(supplements.update(canvas((2, "here", .plain)), rows: [1], depth: .palette) == [1])
        #expect(supplements.text(rows: [1]).isEmpty)
    }
}
