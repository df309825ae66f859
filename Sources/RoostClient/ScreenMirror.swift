package import RoostTerminal
package import RoostWire

/// Rows of one session as the client knows them.
///
/// Invariant: there are as many `lines` as `size` has rows.
package struct ScreenMirror: Hashable, Sendable {
    /// The session's screen in cells.
    package private(set) var size: TerminalSize
    /// Where the program's cursor is; it may lie outside after a peer's mistake, so compare before use.
    package var cursor: Cursor
    /// What the program painted it with.
    package var cursorColor: Color
    /// What the program wants to hear of keys and mouse.
    package var inputModes: InputModes
    /// The program draws on the alternate screen.
    package var isAlternateScreen: Bool
    /// Foreground and background are exchanged on the whole screen.
    package var isReverseVideo: Bool
    /// The numbers of the scrollback lines that the server has.
    package var scrollback: Range<Int>
    /// The rows from the top.
    package private(set) var lines: [Line]
    /// The number of the update that was applied last.
    package private(set) var sequence: UInt64
    /// What is to be drawn since ``takeChangedRows()``.
    package private(set) var changedRows: RowSet

    private static let blank = Line()

    /// A blank screen of which nothing is known yet.
    package init(size: TerminalSize = TerminalSize(rows: 24, columns: 80)) {
        self.size = size
        cursor = Cursor()
        cursorColor = .standard
        inputModes = InputModes()
        isAlternateScreen = false
        isReverseVideo = false
        scrollback = 0..<0
        lines = Array(repeating: Self.blank, count: size.rows)
        sequence = 0
        changedRows = RowSet(all: size.rows)
    }

    /// Takes over what changed.
    ///
    /// Moves read the rows as they were before the update. A row that comes from outside becomes blank, and one
    /// that goes there is ignored. All rows count as changed when the size or the reverse video did.
    package mutating func apply(_ update: ScreenUpdate) {
        if size != update.size || isReverseVideo != update.isReverseVideo {
            changedRows = RowSet(all: update.size.rows)
        }
        size = update.size
        cursor = update.cursor
        cursorColor = update.cursorColor
        inputModes = update.inputModes
        isAlternateScreen = update.isAlternateScreen
        isReverseVideo = update.isReverseVideo
        scrollback = update.scrollback
        sequence = update.sequence
        let old = lines
        if lines.count > size.rows { lines.removeLast(lines.count - size.rows) }
        while lines.count < size.rows { lines.append(Self.blank) }
        for (row, change) in update.rows where lines.indices.contains(row) {
            switch change {
            case .line(let line): lines[row] = line
            case .moved(let from): lines[row] = old.indices.contains(from) ? old[from] : Self.blank
            }
            changedRows.insert(row)
        }
    }

    /// Gives the changed rows, and begins to count anew.
    package mutating func takeChangedRows() -> RowSet {
        defer { changedRows = RowSet() }
        return changedRows
    }
}
