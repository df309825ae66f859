import Testing

@testable import RoostTerminal

@Suite struct ScreenTests {
    private static let size = TerminalSize(rows: 5, columns: 10)

    @Test func `cursor and margins go along when screens change places, the rest stays`() {
        var main = Screen(Self.size)
        main.moveTo(row: 3, column: 9)
        main.advance(1)
        main.cursor.pen.attributes = .bold
        main.margins.top = 1
        main.saved.row = 2
        main.keyboard.push(5)
        var alternate = Screen(Self.size)
        alternate.takeCursor(from: &main)
        let (cursor, margins, saved, flags) = (
            alternate.cursor, alternate.margins, alternate.saved, alternate.keyboard.flags
        )
        #expect(cursor.row == 3 && cursor.column == 9)
        #expect(!cursor.isWrapPending)
        #expect(cursor.pen.attributes == .bold)
        #expect(margins.top == 1)
        #expect(saved == CursorState())
        #expect(flags == 0)
        let (left, kept, keptFlags) = (main.cursor, main.saved, main.keyboard.flags)
        #expect(left == CursorState())
        #expect(kept.row == 2)
        #expect(keptFlags == 5)
    }

    @Test(arguments: [(-1, -1, 0, 0), (99, 99, 4, 9), (2, 3, 2, 3)])
    func `the cursor never leaves the screen`(row: Int, column: Int, toRow: Int, toColumn: Int) {
        var screen = Screen(Self.size)
        screen.moveTo(row: row, column: column)
        let cursor = screen.cursor
        #expect(cursor.row == toRow && cursor.column == toColumn)
        screen.moveBy(rows: 100, columns: 100)
        screen.checkInvariants(styleCount: 1, clusterCount: 0)
    }

    @Test func `a saved cursor from a larger screen comes back within this one`() {
        var screen = Screen(Self.size)
        screen.saved.row = 20
        screen.saved.column = 40
        screen.saved.isWrapPending = true
        screen.restoreCursor()
        let cursor = screen.cursor
        #expect(cursor.row == 4 && cursor.column == 9)
        #expect(!cursor.isWrapPending)
    }

    @Test func `each screen keeps its own saved cursor, and the status line too`() {
        let probe = Probe(
            "\u{1B}[2;3H\u{1B}7\u{1B}[?1047h\u{1B}[4;5H\u{1B}7\u{1B}[2$~\u{1B}[1$}abc\u{1B}7\u{1B}[0$}")
        probe.feed("\u{1B}[H\u{1B}8")
        #expect(probe.place == [3, 4])
        probe.feed("\u{1B}[?1047l\u{1B}8")
        #expect(probe.place == [1, 2])
        probe.feed("\u{1B}[1$}\u{1B}[H\u{1B}8d\u{1B}[0$}")
        #expect(probe.statusText == "abcd")
    }

    @Test func `a screen without cells has no rows and no columns`() {
        let screen = Screen.unused
        let (exists, rows, columns) = (screen.exists, screen.rows, screen.columns)
        #expect(!exists)
        #expect(rows == 0 && columns == 0)
    }
}
