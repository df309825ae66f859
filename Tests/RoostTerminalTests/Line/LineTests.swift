import RoostTerminal
import Testing

@Suite struct LineTests {
    @Test func `text has each wide character once and blanks as spaces`() {
        let line = Probe("a\u{1B}[3C漢b").line(0)
        #expect(line.text() == "a   漢b")
        #expect(line.cells.map(\.width) == [1, 1, 1, 1, 2, 0, 1])
    }

    @Test func `spaces at the end are trimmed only on request`() {
        let line = Probe("ab  ").line(0)
        #expect(line.text() == "ab")
        #expect(line.text(trimmed: false) == "ab  ")
    }

    @Test func `a character is told by its column`() {
        let line = Probe("x漢e\u{301}").line(0)
        #expect((0..<6).map { line.character(at: $0) } == ["x", "漢", "", "e\u{301}", " ", " "])
    }

    @Test func `columns are clamped to those that exist`() {
        let line = Probe("abc").line(0)
        #expect(line.text(of: 1..<99, trimmed: false) == "bc")
        #expect(line.text(of: 50..<60, trimmed: false) == "")
    }

    @Test func `an index that does not exist reads as a blank`() {
        let line = Line(cells: [Line.Cell(scalar: Line.Cell.clusterFlag | 7), Line.Cell(scalar: 0xD800)])
        #expect(line.text(trimmed: false) == "  ")
    }
}
