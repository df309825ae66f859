/// The status line: choosing what it is, and writing to it.
extension Terminal {
    /// The row below the screen that the program writes by itself; nil while there is none (DECSSDT).
    ///
    /// It has the screen's columns and is no part of the screen: no row, no scrollback, no cursor that is
    /// shown. ``changeCount`` grows when it does anything.
    public var statusLine: Line? {
        statusGrid.exists ? line(0, of: statusGrid) : nil
    }

    /// DECSSDT: none, an indicator, which is none here, or one that the program writes.
    ///
    /// One that becomes writable is blank; choosing what it is already changes nothing.
    mutating func selectStatusDisplay(_ which: Int) {
        guard conformance.level >= 2, let kind = StatusLine.Kind(rawValue: UInt8(clamping: which)) else {
            return
        }
        guard kind != status.kind else { return }
        selectMainDisplay()
        status = StatusLine(kind, columns: size.columns)
        statusGrid = kind == .writable ? Grid(status.size) : .none
    }

    /// DECASD: where everything goes from here on; without a writable status line it can only be the screen.
    mutating func selectActiveDisplay(_ which: Int) {
        guard conformance.level >= 2 else { return }
        switch which {
        case 0: selectMainDisplay()
        case 1:
            guard status.kind == .writable, !status.isActive else { return }
            status.isActive = true
            exchangeDisplays()
        default: break
        }
    }

    /// Leaves the status line, whose text stays.
    mutating func selectMainDisplay() {
        if status.isEntered { exchangeDisplays() }
        status.isActive = false
    }

    /// RIS: there is no status line.
    mutating func removeStatusLine() {
        selectMainDisplay()
        status = StatusLine(.none, columns: size.columns)
        statusGrid = .none
    }

    /// Cuts or extends the status line, between two feeds.
    mutating func resizeStatusLine() {
        guard status.size.columns != size.columns else { return }
        status.resize(columns: size.columns)
        guard statusGrid.exists else { return }
        var old = Grid(status.size)
        swap(&old, &statusGrid)
        statusGrid.copy(old, from: 0)
    }

    /// Goes from one display to the other: all that differs between them changes places.
    mutating func exchangeDisplays() {
        swap(&grid, &statusGrid)
        swap(&margins, &status.margins)
        swap(&size, &status.size)
        let here = place
        place = status.cursor
        status.cursor = here
        status.isEntered.toggle()
    }

    /// Does what concerns the main display alone, whichever is written.
    mutating func onMainDisplay(_ body: (inout Terminal) -> Void) {
        guard status.isEntered else { return body(&self) }
        exchangeDisplays()
        body(&self)
        exchangeDisplays()
    }

    /// Rows and columns of the main display, whichever is written.
    var mainSize: TerminalSize { status.isEntered ? status.size : size }

    /// The margins of the main display, whichever is written.
    var mainMargins: Margins { status.isEntered ? status.margins : margins }

    /// What DECSC keeps, as it is now.
    var place: SavedCursor {
        get {
            SavedCursor(
                row: row, column: column, isWrapPending: isWrapPending, pen: pen, charsets: charsets,
                isOrigin: modes.contains(.origin))
        }
        set {
            (row, column, isWrapPending) = (newValue.row, newValue.column, newValue.isWrapPending)
            pen = newValue.pen
            charsets = newValue.charsets
            if newValue.isOrigin { modes.insert(.origin) } else { modes.remove(.origin) }
        }
    }

    /// What DECSC kept on the display and screen that are written.
    var savedCursor: SavedCursor {
        get {
            if status.isEntered { return status.saved }
            return isAlternateScreen ? savedCursors.alternate : savedCursors.main
        }
        set {
            if status.isEntered {
                status.saved = newValue
            } else if isAlternateScreen {
                savedCursors.alternate = newValue
            } else {
                savedCursors.main = newValue
            }
        }
    }

    /// Stops the program where an invariant of the status line is broken.
    func checkStatusLine() {
        precondition(!status.isEntered, "everyone sees the main display")
        precondition(!status.isActive || status.kind == .writable, "only a writable status line is active")
        precondition(statusGrid.exists == (status.kind == .writable), "a writable status line has cells")
        precondition(status.size.rows == 1 && status.size.columns == size.columns, "it has the columns")
        precondition(status.margins.top == 0 && status.margins.bottom == 0, "the status line never scrolls")
        precondition(
            status.margins.left == 0 && status.margins.right == size.columns, "it has no margins")
        guard statusGrid.exists else { return }
        precondition(statusGrid.rows == 1 && statusGrid.columns == size.columns, "the cells have its size")
        precondition(
            status.cursor.row == 0 && status.cursor.column >= 0 && status.cursor.column < size.columns,
            "its cursor is on it")
        statusGrid.checkInvariants(styleCount: styles.capacity, clusterCount: clusters.capacity)
    }
}
