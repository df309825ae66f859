/// The picture as it was when the program began the frame that it has not ended yet (mode 2026): what everybody
/// who looks is shown meanwhile, newcomers too.
///
/// The cells are copied at the beginning of a frame, row numbers and all: one move of memory.
struct WholeFrame: ~Copyable {
    var grid = Grid.none
    var cursor = CursorState()
    var flags = ModeFlags.initial
    var cursorShape = CursorShape.block
    var isAlternateScreen = false
    /// ``Terminal/changeCount`` at that time.
    var changeCount: UInt64 = 0
    /// How many frames have begun.
    var number: UInt64 = 0

    /// Takes over the cells of a screen whose rows all have their numbers.
    mutating func take(_ cells: borrowing Grid) {
        if grid.rows != cells.rows || grid.columns != cells.columns {
            grid = Grid(TerminalSize(rows: cells.rows, columns: cells.columns))
        }
        grid.copyAll(cells)
    }

    /// Cuts or extends the picture, until the program has drawn another one.
    mutating func resize(to size: TerminalSize, lastStamp: inout UInt64) {
        guard grid.exists, grid.rows != size.rows || grid.columns != size.columns else { return }
        let first = max(0, cursor.row - (size.rows - 1))
        var new = Grid(size)
        new.copy(grid, from: first)
        _ = new.stampChanges(&lastStamp)
        grid = new
        cursor.row = min(cursor.row - first, size.rows - 1)
        cursor.column = min(cursor.column, size.columns - 1)
        changeCount &+= 1
    }
}

extension Terminal {
    /// How many frames the program has begun (mode 2026).
    public var frameCount: UInt64 { changes.frame.number }

    /// A frame begins: what is shown until it ends is what there is now.
    mutating func beginFrame() {
        finishChanges()
        changes.frame.number &+= 1
        changes.frame.take(screen.grid)
        changes.frame.cursor = screen.cursor
        changes.frame.flags = modes.flags
        changes.frame.cursorShape = modes.cursorShape
        changes.frame.isAlternateScreen = isAlternateScreen
        changes.frame.changeCount = changes.count
    }

    /// Goes to what viewers are to be shown: within a frame to the picture before it, or back from that.
    ///
    /// Between two calls the terminal is only to be looked at.
    ///
    /// - Returns: Whether there is anything to show: not in a frame that began before the terminal was restored.
    public mutating func exchangeFrame() -> Bool {
        guard isSynchronizing || changes.isFrameShown else { return true }
        guard changes.frame.grid.exists else { return false }
        swap(&screen.grid, &changes.frame.grid)
        swap(&screen.cursor, &changes.frame.cursor)
        swap(&modes.flags, &changes.frame.flags)
        swap(&modes.cursorShape, &changes.frame.cursorShape)
        swap(&isAlternateScreen, &changes.frame.isAlternateScreen)
        swap(&changes.count, &changes.frame.changeCount)
        changes.isFrameShown.toggle()
        return true
    }
}
