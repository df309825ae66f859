import RoostConfig
import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct PanelTests {
    private static func picture(
        rows: Int, columns: Int, ascii: Bool = false, keys: String = "Enter go · n new · Esc"
    ) throws -> (text: String, canvas: Canvas, theme: Theme) {
        var context = try UIContext.main(rows: rows, columns: columns)
        context.configuration.asciiGlyphs = ascii
        var canvas = Canvas(rows: rows, columns: columns)
        let panel = Panel(rows: 3, columns: 36, in: context, on: canvas)
        panel.draw(title: "Title", trailing: "2 of 3", keys: keys, on: &canvas)
        panel.divide(at: panel.content.row + 1, text: "part", on: &canvas)
        return (canvas.text(), canvas, context.theme)
    }

    @Test func `a frame in the middle, its keys in the last row`() throws {
        let picture = try Self.picture(rows: 8, columns: 40)
        #expect(
            picture.text == """

                 ┌ Title ───────────────────── 2 of 3 ┐
                 │                                    │
                 ├ part ──────────────────────────────┤
                 │                                    │
                 └ Enter go · n new · Esc ────────────┘



                """)
    }

    @Test func `everything is ASCII if that is wanted`() throws {
        let picture = try Self.picture(rows: 8, columns: 40, ascii: true)
        #expect(picture.text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(picture.text.contains("+ Enter go - n new - Esc ------------+"))
    }

    @Test func `keys stand out`() throws {
        let picture = try Self.picture(rows: 8, columns: 40)
        let row = (0..<40).map { picture.canvas[5, $0].style == picture.theme[.overlayKey] }
        let columns = row.indices.filter { row[$0] }
        #expect(columns == [3, 4, 5, 6, 7, 14, 22, 23, 24])
    }

    @Test(arguments: [
        (60, "Enter go · C-v split · n new · Esc"), (30, "Enter go · C-v split · Esc"),
        (20, "Enter go · Esc"),
        (5, "Esc"), (0, "Esc"),
    ])
    func `keys for which there is no room go, the one that closes stays`(columns: Int, text: String) {
        #expect(Panel.fit("Enter go · C-v split · n new · Esc", columns) == text)
    }
}
