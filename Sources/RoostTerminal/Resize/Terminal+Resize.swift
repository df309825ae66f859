/// Another size.
extension Terminal {
    /// Gives both screens another size.
    ///
    /// Text on the main screen and above it is broken anew and none of it is lost; the cursor stays with the
    /// text before it. More rows bring lines down from the scrollback, fewer first take the blank rows below the
    /// text. The alternate screen is cut or extended, its program draws it again. Margins are reset.
    /// The status line is cut or extended too.
    ///
    /// - Complexity: O(*n*) in the scrollback, if the columns change and lines have to be broken.
    public mutating func resize(to newSize: TerminalSize) {
        guard newSize != size else { return }
        if isAlternateScreen {
            resizeAlternate(to: newSize)
        } else {
            hiddenScreen.grid = .none
            var cursor = TextPlace(screen.cursor)
            var saved = TextPlace(screen.saved)
            let old = screen.exchangeGrid(Grid(newSize))
            reflow(old, to: newSize, cursor: &cursor, other: &saved)
            cursor.store(in: &screen.cursor)
            saved.store(in: &screen.saved)
        }
        givenColumns = nil
        screen.clamp(to: newSize)
        hiddenScreen.clamp(to: newSize)
        finishResize()
        finishChanges()
    }

    /// The columns that a program can choose.
    static let wideColumns = 132

    /// The size that ``resize(to:)`` gave: a program may have made its screens wider or narrower since (DECCOLM).
    public var givenSize: TerminalSize {
        let size = mainSize
        return TerminalSize(rows: size.rows, columns: givenColumns ?? size.columns)
    }

    /// Gives the screens other columns, in the middle of the program's output; only on the main display.
    ///
    /// They are cut or extended, as xterm does it; most of the time they are erased anyway. The lines above stay
    /// as they are.
    mutating func changeColumns(to columns: Int) {
        guard columns != screen.columns else { return }
        let given = givenSize.columns
        givenColumns = columns == given ? nil : given
        let size = TerminalSize(rows: screen.rows, columns: columns)
        screen.cut(to: size)
        if isAlternateScreen {
            hiddenScreen.cut(to: size)
        } else {
            hiddenScreen.grid = .none
        }
        screen.clamp(to: size)
        hiddenScreen.clamp(to: size)
        screen.cursor.isWrapPending = false
        screen.saved.isWrapPending = false
        hiddenScreen.saved.isWrapPending = false
        finishResize()
    }

    private mutating func finishResize() {
        status.resize(columns: screen.columns)
        changes.frame.resize(to: screen.size, lastStamp: &changes.lastStamp)
        if modes.contains(.sizeReports) { reportSize() }
    }

    private mutating func resizeAlternate(to newSize: TerminalSize) {
        let first = max(0, screen.cursor.row - (newSize.rows - 1))
        screen.cut(to: newSize, from: first)
        screen.cursor.row -= first
        // The main screen is filled in the place of the one that is shown, because filling a row may sweep the
        // tables, and a sweep looks at all screens.
        swap(&screen, &hiddenScreen)
        var cursor = TextPlace(screen.saved)
        var other = cursor
        let old = screen.exchangeGrid(Grid(newSize))
        reflow(old, to: newSize, cursor: &cursor, other: &other)
        cursor.store(in: &screen.saved)
        swap(&screen, &hiddenScreen)
    }
}

extension Screen {
    /// Cuts or extends the cells, from one of the rows on.
    fileprivate mutating func cut(to size: TerminalSize, from first: Int = 0) {
        let old = exchangeGrid(Grid(size))
        grid.copy(old, from: first)
    }

    /// Brings the cursors onto the cells, and resets the margins.
    fileprivate mutating func clamp(to size: TerminalSize) {
        margins = Margins(size)
        cursor.row = min(cursor.row, size.rows - 1)
        cursor.column = min(cursor.column, size.columns - 1)
        saved.row = min(saved.row, size.rows - 1)
        saved.column = min(saved.column, size.columns - 1)
    }
}
