import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct SessionPreviewTests {
    @Test func `a captured screen keeps its colours`() {
        let lines = SessionPreview.lines(of: "plain\n\u{1b}[31mred\u{1b}[m", rows: 3, columns: 20)
        #expect(lines.map { $0.text() } == ["plain", "red", ""])
        let style = lines[1].styles[Int(lines[1].cells[0].style)]
        #expect(style.foreground == .palette(1))
    }

    @Test func `a screen larger than it says is cut`() {
        let text = (0..<50).map { "row \($0)" }.joined(separator: "\n")
        let lines = SessionPreview.lines(of: text, rows: 2, columns: 10)
        #expect(lines.map { $0.text() } == ["row 0", "row 1"])
    }

    @Test func `the last rows are drawn, on the panel's background`() throws {
        let context = try UIContext.main()
        let preview = SessionPreview()
        var canvas = Canvas(rows: 2, columns: 30)
        let background = context.theme[.overlay]
        preview.draw(
            SessionID(rawValue: 1), in: Rect(row: 0, column: 0, rows: 2, columns: 30), background: background,
            on: &canvas, context: context)
        #expect(canvas.text() == "❯\n  esc to interrupt\n")
        #expect(canvas[0, 0].style.background == background.background)
    }

    @Test func `a mirror of what cannot be seen is too old`() throws {
        var context = try UIContext.main()
        context.mirrors[SessionID(rawValue: 4)] = context.mirrors[SessionID(rawValue: 1)]
        var preview = SessionPreview()
        let hidden = try #require(context.sessions[SessionID(rawValue: 4)])
        let asked = preview.requests(for: hidden, in: context)
        #expect(asked.count == 1)
        let again = preview.requests(for: hidden, in: context)
        #expect(again.isEmpty)
        let visible = preview.requests(for: context.sessions[SessionID(rawValue: 1)], in: context)
        #expect(visible.isEmpty)
    }
}
