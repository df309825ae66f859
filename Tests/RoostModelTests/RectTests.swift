import RoostModel
import Testing

@Suite struct RectTests {
    @Test func `a rectangle holds its cells and no others`() {
        let rect = Rect(row: 2, column: 3, rows: 2, columns: 4)
        #expect(rect.contains(row: 2, column: 3))
        #expect(rect.contains(row: 3, column: 6))
        #expect(!rect.contains(row: 4, column: 3))
        #expect(!rect.contains(row: 2, column: 7))
        #expect(!rect.contains(row: 1, column: 3))
    }

    @Test func `a rectangle without cells holds nothing`() {
        let rect = Rect(row: 0, column: 0, rows: -1, columns: 0)
        #expect(!rect.isVisible)
        #expect(!rect.contains(row: 0, column: 0))
    }

    @Test func `a pane's content is its rectangle without the title row`() {
        let frame = Rect(row: 1, column: 2, rows: 5, columns: 10)
        #expect(Workspace.content(of: frame) == Rect(row: 2, column: 2, rows: 4, columns: 10))
        let row = Rect(row: 1, column: 2, rows: 0, columns: 10)
        #expect(!Workspace.content(of: row).isVisible)
    }
}
