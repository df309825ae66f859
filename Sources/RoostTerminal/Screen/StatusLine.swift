/// The row below the screen that a program may write to (DECSSDT, DECASD).
///
/// While the program writes there, the terminal's own screen is that of the status line from the first byte of a
/// feed to the last, and the main display's is kept here: so what prints and erases knows of one screen only, and
/// everyone between two feeds sees the main display.
/// https://vt100.net/docs/vt510-rm/DECSSDT.html, https://vt100.net/docs/vt510-rm/DECASD.html
struct StatusLine: ~Copyable {
    /// The parameter of DECSSDT.
    enum Kind: UInt8 {
        case none
        /// What the terminal itself would tell there: nothing is shown, the choice is kept for reports only.
        case indicator
        /// The program writes it.
        case writable
    }

    let kind: Kind
    /// DECASD: what is printed goes to the status line.
    ///
    /// Invariant: only while it is writable.
    var isActive = false
    /// The terminal's screen is that of the status line.
    ///
    /// Invariant: only while it is active, and never between two feeds.
    var isEntered = false
    /// The screen of the display that is not written: one row, which only a writable status line has; while it is
    /// entered the main display's.
    var screen = Screen.unused

    /// As DECSSDT leaves it: blank, and not written to.
    init(_ kind: Kind, columns: Int) {
        self.kind = kind
        guard kind == .writable else { return }
        screen = Screen(TerminalSize(rows: 1, columns: columns))
        // Without a row between the margins nothing scrolls, and no line feed needs to ask where it is.
        screen.margins.bottom = 0
    }

    /// Whether there is one that is shown; asked between two feeds.
    var isShown: Bool { kind == .writable }

    /// Cuts or extends it, between two feeds.
    mutating func resize(columns: Int) {
        guard isShown, screen.columns != columns else { return }
        let old = screen.exchangeGrid(Grid(TerminalSize(rows: 1, columns: columns)))
        screen.grid.copy(old, from: 0)
        screen.margins.right = columns
        if screen.cursor.isWrapPending, screen.cursor.column + 1 < columns {
            screen.cursor.column += 1
            screen.cursor.isWrapPending = false
        }
        screen.cursor.column = min(screen.cursor.column, columns - 1)
        screen.saved.column = min(screen.saved.column, columns - 1)
    }

    /// Stops the program where an invariant is broken.
    func checkInvariants(columns: Int, styleCount: Int, clusterCount: Int) {
        precondition(!isEntered, "everyone sees the main display")
        precondition(!isActive || isShown, "only a writable status line is active")
        precondition(screen.exists == isShown, "a writable status line has cells")
        guard isShown else { return }
        precondition(screen.rows == 1 && screen.columns == columns, "it has the screen's columns")
        precondition(screen.margins.top == 0 && screen.margins.bottom == 0, "the status line never scrolls")
        precondition(screen.margins.left == 0 && screen.margins.right == columns, "it has no margins")
        screen.checkInvariants(styleCount: styleCount, clusterCount: clusterCount)
    }
}
