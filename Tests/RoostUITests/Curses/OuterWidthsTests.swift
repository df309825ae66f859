import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct OuterWidthsTests {
    private typealias Kind = OuterWidths.Kind

    /// What is known of a terminal that gives these columns for the samples, in the order of the kinds.
    private func widths(mode: Int?, _ columns: Int...) -> OuterWidths {
        var widths = OuterWidths()
        if let mode { _ = widths.receive(.mode(2027, mode)) }
        for column in columns { _ = widths.receive(.cursorPosition(row: 1, column: column + 1)) }
        return widths
    }

    private var kitty: OuterWidths { widths(mode: 0, 2, 2, 2, 2, 2, 1) }
    private var ghostty: OuterWidths { widths(mode: 1, 2, 2, 2, 2, 2, 1) }
    private var xterm: OuterWidths { widths(mode: 0, 4, 4, 1, 1, 2, 2) }

    private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test(arguments: [
        ("👩‍👧", OuterWidths.Kind.joined), ("👍🏽", .toned), ("❤\u{FE0F}", .presented),
        ("1\u{FE0F}\u{20E3}", .keycap),
        ("🇩🇪", .flag), ("🏳\u{FE0F}\u{200D}🌈", .joined), ("👩🏽‍🚀", .joined),
    ])
    func `each cluster is of the kind that decides who can draw it`(text: String, kind: OuterWidths.Kind) {
        #expect(OuterWidths.kind(of: scalars(text)) == kind)
    }

    @Test func `letters with marks are of no kind`() {
        for text in ["e\u{301}", "กำ", "a", "漢", "ᄒ\u{1161}", "👩\u{200D}"] {
            #expect(OuterWidths.kind(of: scalars(text)) == nil)
        }
    }

    @Test func `a terminal's answers decide what is drawn whole`() {
        for text in ["👩‍👧", "👍🏽", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}"] {
            #expect(kitty.isSupplement(scalars(text), width: 2))
            #expect(ghostty.isSupplement(scalars(text), width: 2))
            #expect(!xterm.isSupplement(scalars(text), width: 2))
            #expect(!OuterWidths().isSupplement(scalars(text), width: 2))
            #expect(!kitty.isSupplement(scalars(text), width: 1))
        }
    }

    @Test func `marks that a terminal would draw into the cell before have a place of their own`() {
        #expect(kitty.absorbs(0xE33))
        #expect(kitty.absorbs(0x93F))
        #expect(kitty.absorbs(0x1F3FD))
        #expect(!kitty.absorbs(0xE01))
        #expect(!ghostty.absorbs(0xE33), "it is out of mode 2027 then")
        #expect(!xterm.absorbs(0xE33))
        #expect(!OuterWidths().absorbsAny)
    }

    @Test func `answers that nobody asked for change nothing`() {
        var widths = kitty
        let changes = [widths.receive(.cursorPosition(row: 9, column: 9)), widths.receive(.mode(2027, 1))]
        #expect(changes == [false, false])
        #expect(widths == kitty)
        #expect(widths.restoring == "")
    }

    @Test func `a terminal that was in mode 2027 is so again afterwards`() {
        #expect(ghostty.restoring == "\u{1b}[?2027h")
        #expect(widths(mode: 2).restoring == "")
        #expect(widths(mode: nil).restoring == "")
    }

    @Test(arguments: [false, true])
    func `the questions are answered in their order, and leave nothing on the screen`(isOn: Bool) {
        var terminal = Terminal(size: TerminalSize(rows: 3, columns: 20), options: TerminalOptions())
        terminal.feed(Array((isOn ? "\u{1b}[?2027h" : "").utf8))
        terminal.feed(Array("\u{1b}[2;5H\(OuterWidths.questions)".utf8))
        var decoder = InputDecoder()
        var widths = OuterWidths()
        var isComplete = false
        for case .reply(let reply) in decoder.feed(terminal.takeReplies()) {
            isComplete = widths.receive(reply)
        }
        #expect(isComplete)
        #expect(terminal.line(0).text() == "")
        #expect((terminal.cursor.row, terminal.cursor.column) == (1, 4))
        for kind in [OuterWidths.Kind.joined, .toned, .presented, .keycap, .flag] {
            #expect(widths.draws(kind))
        }
        #expect(widths.hasClusterMode)
        #expect(widths.restoring.isEmpty == !isOn)
    }

    @Test func `what is written after the frame has blanks in it`() {
        let known = { (scalar: UInt32) in scalar == 0x200D ? 0 : scalar >= 0x1F000 ? 2 : 1 }
        #expect(
            CellText.cells(scalars("👩‍👧"), width: 2, outer: kitty, libraryWidth: known) == [[0x20], [0x20]])
        #expect(CellText.cells([0xE33], width: 1, outer: kitty, libraryWidth: known) == [[0x20]])
        #expect(CellText.cells(scalars("👩‍👧"), width: 2, outer: xterm, libraryWidth: known) == [[0x1F469]])
    }

    /// Rows with clusters next to everything, drawn by curses and then supplemented, on terminals of three kinds.
    @Test(arguments: [true, false])
    func `no column shifts, and every cluster is there`(hasMode: Bool) {
        var canvas = Canvas(rows: 1, columns: 40)
        var line = Terminal(size: TerminalSize(rows: 1, columns: 40), options: TerminalOptions())
        line.feed(Array("\u{1b}[?2027ha👩‍👧b👍🏽❤\u{FE0F}c1\u{FE0F}\u{20E3}|漢e\u{301}|".utf8))
        canvas.draw(line.line(0), row: 0, column: 0, columns: 40)
        let terminal = hasMode ? ghostty : kitty
        var supplements = Supplements()
        _ = supplements.update(canvas, rows: [0], depth: .none, widths: terminal)
        // What curses writes: each cell in its columns, blanks where a supplement comes.
        var outer = Terminal(size: TerminalSize(rows: 1, columns: 40), options: TerminalOptions())
        var frame = ""
        let row = Array(canvas.packedRow(0))
        for (column, cell) in row.enumerated() where cell.content != Canvas.Packed.rightHalf {
            let text = canvas.text(of: cell).unicodeScalars.map(\.value)
            let isWide = row[safe: column + 1]?.content == Canvas.Packed.rightHalf
            let cells = CellText.cells(text, width: isWide ? 2 : 1, outer: terminal) { scalar in
                Unicode.Scalar(scalar).map { CharacterWidth.of($0) } ?? -1
            }
            for cell in cells {
                for scalar in cell { frame.unicodeScalars.append(Unicode.Scalar(scalar) ?? " ") }
            }
        }
        // A terminal without the mode counts in clusters always.
        outer.feed(Array(((hasMode ? "" : "\u{1b}[?2027h") + frame + supplements.text(rows: [0])).utf8))
        #expect(outer.line(0).text() == line.line(0).text())
        let widths = line.line(0).cells.map(\.width)
        #expect(outer.line(0).cells.map(\.width).prefix(widths.count) == widths[...])
    }
}
