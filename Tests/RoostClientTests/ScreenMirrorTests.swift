import RoostTerminal
import RoostWire
import Testing

@testable import RoostClient

@Suite struct ScreenMirrorTests {
    private func line(_ text: String) -> Line {
        Line(cells: text.unicodeScalars.map { Line.Cell(scalar: $0.value) })
    }

    private func update(
        rows: Int = 3, isReverse: Bool = false, _ changes: [(row: Int, change: ScreenUpdate.RowChange)]
    ) -> ScreenUpdate {
        ScreenUpdate(
            session: 1, sequence: 5, size: TerminalSize(rows: rows, columns: 10),
            cursor: Cursor(row: 2, column: 4),
            isAlternateScreen: true, isReverseVideo: isReverse, scrollback: 4..<9, inputModes: InputModes(),
            rows: changes)
    }

    private func text(_ mirror: ScreenMirror) -> [String] { mirror.lines.map { $0.text() } }

    private func filled() -> ScreenMirror {
        var mirror = ScreenMirror()
        mirror.apply(update([(0, .line(line("a"))), (1, .line(line("b"))), (2, .line(line("c")))]))
        _ = mirror.takeChangedRows()
        return mirror
    }

    @Test func `a new mirror is blank and all to be drawn`() {
        let mirror = ScreenMirror(size: TerminalSize(rows: 2, columns: 9))
        #expect(text(mirror) == ["", ""])
        #expect(Array(mirror.changedRows) == [0, 1])
    }

    @Test func `lines and everything else are taken over`() {
        let mirror = filled()
        #expect(text(mirror) == ["a", "b", "c"])
        #expect(mirror.size == TerminalSize(rows: 3, columns: 10))
        #expect(mirror.cursor == Cursor(row: 2, column: 4))
        #expect(mirror.isAlternateScreen)
        #expect(mirror.scrollback == 4..<9)
        #expect(mirror.sequence == 5)
    }

    @Test func `only changed rows are to be drawn`() {
        var mirror = filled()
        mirror.apply(update([(1, .line(line("x")))]))
        #expect(text(mirror) == ["a", "x", "c"])
        #expect(Array(mirror.takeChangedRows()) == [1])
        #expect(mirror.changedRows.isEmpty)
    }

    @Test func `moves read the rows as they were`() {
        var mirror = filled()
        mirror.apply(update([(0, .moved(from: 1)), (1, .moved(from: 2)), (2, .moved(from: 0))]))
        #expect(text(mirror) == ["b", "c", "a"])
        #expect(Array(mirror.changedRows) == [0, 1, 2])
    }

    @Test func `a move may follow the line that takes its source's place`() {
        var mirror = filled()
        mirror.apply(update([(0, .line(line("new"))), (1, .moved(from: 0))]))
        #expect(text(mirror) == ["new", "a", "c"])
    }

    @Test func `changes add up until they are taken`() {
        var mirror = filled()
        mirror.apply(update([(2, .line(line("x")))]))
        mirror.apply(update([(0, .line(line("y")))]))
        #expect(Array(mirror.changedRows) == [0, 2])
    }

    @Test func `another size changes all rows`() {
        var mirror = filled()
        mirror.apply(update(rows: 5, [(4, .moved(from: 2))]))
        #expect(text(mirror) == ["a", "b", "c", "", "c"])
        #expect(Array(mirror.takeChangedRows()) == [0, 1, 2, 3, 4])
        mirror.apply(update(rows: 1, [(0, .moved(from: 4))]))
        #expect(text(mirror) == ["c"])
        #expect(Array(mirror.changedRows) == [0])
    }

    @Test func `reverse video changes all rows`() {
        var mirror = filled()
        mirror.apply(update(isReverse: true, []))
        #expect(Array(mirror.changedRows) == [0, 1, 2])
    }

    @Test func `rows outside do no harm`() {
        var mirror = filled()
        mirror.apply(update([(-1, .line(line("x"))), (0, .moved(from: 99)), (7, .line(line("y")))]))
        #expect(text(mirror) == ["", "b", "c"])
        #expect(Array(mirror.changedRows) == [0])
    }
}
