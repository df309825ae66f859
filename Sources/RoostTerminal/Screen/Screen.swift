/// What the main screen, the alternate screen and the status line have each.
///
/// A terminal writes to one of them at a time; to write to another, the two change places as a whole.
///
/// Invariant: the cursor is on the cells, and the margins are within them.
struct Screen: ~Copyable {
    var grid: Grid
    var cursor = CursorState()
    /// DECSC: what DECRC restores.
    var saved = CursorState()
    var margins: Margins
    /// The kitty keyboard flags: a program on the alternate screen has its own.
    var keyboard = KeyboardStack()

    /// Makes a blank screen with the cursor at home.
    init(_ size: TerminalSize) {
        grid = Grid(size)
        margins = Margins(size)
    }

    /// Makes a screen without cells, in the place of one that is not used yet.
    static var unused: Screen {
        var screen = Screen(TerminalSize(rows: 1, columns: 2))
        screen.grid = .none
        return screen
    }

    /// Whether it has cells.
    var exists: Bool { grid.exists }

    /// Rows of cells.
    @inline(__always) var rows: Int { grid.rows }

    /// Columns of cells.
    @inline(__always) var columns: Int { grid.columns }

    /// Rows and columns; a screen without cells has the smallest size.
    var size: TerminalSize { TerminalSize(rows: rows, columns: columns) }

    /// Takes over what stays where it is when main and alternate screen change places: cursor and margins.
    ///
    /// - Parameter other: The screen that was written until now; its cursor goes home.
    mutating func takeCursor(from other: inout Screen) {
        cursor = other.cursor
        cursor.isWrapPending = false
        margins = other.margins
        other.cursor = CursorState()
    }

    /// Gives the screen other cells, and returns those that it had.
    mutating func exchangeGrid(_ new: consuming Grid) -> Grid {
        swap(&grid, &new)
        return new
    }

    /// Stops the program where an invariant is broken; it looks at every cell.
    func checkInvariants(styleCount: Int, clusterCount: Int) {
        precondition(cursor.row >= 0 && cursor.row < rows, "the cursor is on the screen")
        precondition(cursor.column >= 0 && cursor.column < columns, "the cursor is on the screen")
        precondition(margins.top >= 0 && margins.bottom <= rows, "the margins are within the screen")
        precondition(margins.left >= 0 && margins.right <= columns, "the margins are within the screen")
        grid.checkInvariants(styleCount: styleCount, clusterCount: clusterCount)
    }
}
