/// The row below the screen that a program may write to (DECSSDT, DECASD), but for its cells.
///
/// While the program writes there, the terminal's own cursor, margins and size are those of the status line
/// from the first byte of a feed to the last, and the main display's are kept here: so what prints and erases
/// knows of one screen only, and everyone between two feeds sees the main display.
/// https://vt100.net/docs/vt510-rm/DECSSDT.html, https://vt100.net/docs/vt510-rm/DECASD.html
struct StatusLine: Equatable {
    /// The parameter of DECSSDT.
    enum Kind: UInt8 {
        case none
        /// What the terminal itself would tell there: nothing is shown, the choice is kept for reports only.
        case indicator
        /// The program writes it.
        case writable
    }

    var kind = Kind.none
    /// DECASD: what is printed goes to the status line.
    ///
    /// Invariant: only while it is writable.
    var isActive = false
    /// The terminal's cursor, cells, margins and size are those of the status line.
    ///
    /// Invariant: only while it is active, and never between two feeds.
    var isEntered = false
    /// Of the display that is not entered, as are the margins and the size.
    var cursor = SavedCursor()
    var margins: Margins
    var size: TerminalSize
    /// DECSC on the status line.
    var saved = SavedCursor()

    /// As DECSSDT leaves it: blank, and not written to.
    init(_ kind: Kind, columns: Int) {
        self.kind = kind
        size = TerminalSize(rows: 1, columns: columns)
        margins = Margins(size)
        // Without a row between the margins nothing scrolls, and no line feed needs to ask where it is.
        margins.bottom = 0
    }

    /// Cuts or extends it.
    mutating func resize(columns: Int) {
        var resized = StatusLine(kind, columns: columns)
        resized.isActive = isActive
        resized.cursor = cursor
        resized.saved = saved
        if cursor.isWrapPending, cursor.column + 1 < columns {
            resized.cursor.column += 1
            resized.cursor.isWrapPending = false
        }
        resized.cursor.column = min(resized.cursor.column, columns - 1)
        resized.saved.column = min(saved.column, columns - 1)
        self = resized
    }
}
