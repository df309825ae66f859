import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct CanvasTests {
    private let bold = Style(attributes: .bold)

    @Test func `text is clipped at its limit and at the edge`() {
        var canvas = Canvas(rows: 2, columns: 6)
        #expect(canvas.write("abcdef", row: 0, column: 1, style: .plain, limit: 3) == 3)
        #expect(canvas.write("abcdef", row: 1, column: 4, style: .plain) == 2)
        #expect(canvas.text() == " abc\n    ab\n")
    }

    @Test func `a wide character that does not fit whole is left out`() {
        var canvas = Canvas(rows: 1, columns: 4)
        #expect(canvas.write("a中文", row: 0, column: 0, style: .plain) == 3)
        #expect(canvas.text() == "a中\n")
        #expect(canvas[0, 2] == Canvas.Cell(text: "", style: .plain))
    }

    @Test(arguments: [1, 2]) func `writing over one half of a wide character blanks the other`(column: Int) {
        var canvas = Canvas(rows: 1, columns: 5)
        canvas.write("x中y", row: 0, column: 0, style: .plain)
        canvas.write("-", row: 0, column: column, style: bold)
        #expect(canvas.text() == (column == 1 ? "x- y\n" : "x -y\n"))
    }

    @Test func `a wide character over two others leaves no half behind`() {
        var canvas = Canvas(rows: 1, columns: 6)
        canvas.write("中文中", row: 0, column: 0, style: .plain)
        canvas.write("好", row: 0, column: 1, style: .plain)
        #expect(canvas.text() == " 好 中\n")
    }

    @Test func `outside of the canvas nothing happens`() {
        var canvas = Canvas(rows: 2, columns: 2)
        canvas[5, 0] = Canvas.Cell(text: "x", style: .plain)
        canvas[-1, -1] = Canvas.Cell(text: "x", style: .plain)
        canvas.write("abc", row: 0, column: -2, style: .plain)
        canvas.fill(Rect(row: -3, column: 1, rows: 4, columns: 90), style: .plain, text: "#")
        #expect(canvas[9, 9] == .blank)
        #expect(canvas.text() == "c#\n\n")
    }

    @Test func `control characters never reach the canvas`() {
        var canvas = Canvas(rows: 1, columns: 8)
        canvas.write("a\u{1b}[\u{7f}\u{9b}b", row: 0, column: 0, style: .plain)
        #expect(canvas.text() == "a [  b\n")
    }

    @Test func `a line fills its columns with blanks and cuts a wide character at the end`() {
        var canvas = Canvas(rows: 2, columns: 8)
        canvas.fill(Rect(row: 0, column: 0, rows: 2, columns: 8), style: .plain, text: "#")
        canvas.draw(Scene.line("ab中"), row: 0, column: 1, columns: 3)
        canvas.draw(Scene.line("ab"), row: 1, column: 1, columns: 5)
        #expect(canvas.text() == "#ab ####\n#ab   ##\n")
    }

    @Test func `a damaged line is drawn as far as it makes sense`() {
        var canvas = Canvas(rows: 1, columns: 6)
        let cells = [
            Line.Cell(scalar: Line.Cell.clusterFlag | 9, width: 1, style: 7),
            Line.Cell(scalar: 0xd800, width: 1, style: 0), Line.Cell(scalar: 0x4e2d, width: 9, style: 0),
        ]
        canvas.draw(Line(cells: cells), row: 0, column: 0, columns: 6)
        #expect(canvas.text() == "  中\n")
    }

    @Test func `dimmed lines are faint, their blanks too`() {
        var canvas = Canvas(rows: 1, columns: 4)
        canvas.draw(Scene.line("a", style: bold), row: 0, column: 0, columns: 4, dimmed: true)
        #expect(canvas[0, 0].style.attributes == [.bold, .dim])
        #expect(canvas[0, 3].style.attributes == .dim)
    }

    @Test func `a box has its title above and its keys below`() {
        var canvas = Canvas(rows: 4, columns: 30)
        canvas.box(
            Rect(row: 0, column: 0, rows: 4, columns: 30), title: "Needs you", trailing: "3 of 14",
            footer: "Enter go · Esc", style: .plain)
        #expect(
            canvas.text() == """
                ┌ Needs you ──────── 3 of 14 ┐
                │                            │
                │                            │
                └ Enter go · Esc ────────────┘

                """)
    }

    @Test(arguments: 0...5, 0...8) func `a box of any size stays inside`(rows: Int, columns: Int) {
        var canvas = Canvas(rows: 8, columns: 12)
        canvas.box(
            Rect(row: 1, column: 2, rows: rows, columns: columns), title: "Title", trailing: "1",
            footer: "Esc",
            style: .plain)
        for row in 0..<8 {
            for column in 0..<12 where canvas[row, column].text != " " {
                #expect(
                    Rect(row: 1, column: 2, rows: rows, columns: columns).contains(row: row, column: column))
            }
        }
    }

    @Test func `a cleared canvas goes on with the tables, unless they are full of what is gone`() {
        var canvas = Canvas(rows: 2, columns: 4)
        canvas.write("a", row: 0, column: 0, style: bold)
        var next = canvas.cleared(rows: 2, columns: 4)
        next.write("a", row: 0, column: 0, style: bold)
        #expect(next.lineage === canvas.lineage)
        #expect(next.cells == canvas.cells)
        for number in 0..<5000 {
            next[0, 0] = Canvas.Cell(
                text: "x", style: Style(foreground: .rgb(UInt8(number >> 8), UInt8(number & 255), 0)))
        }
        #expect(next.isCrowded)
        #expect(next.cleared(rows: 2, columns: 4).lineage !== canvas.lineage)
    }

    @Test func `clusters of several scalars stay whole`() {
        var canvas = Canvas(rows: 1, columns: 10)
        canvas.write("e\u{301}🇩🇪👩‍💻", row: 0, column: 0, style: .plain)
        #expect(canvas.text() == "e\u{301}🇩🇪👩‍💻\n")
        #expect(canvas[0, 1].text == "🇩🇪" && canvas[0, 2].text.isEmpty && canvas[0, 3].text == "👩‍💻")
    }
}
