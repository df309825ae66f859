/// Scrolling up, which is where lines come into the scrollback.
extension Terminal {
    /// IND: down one row, scrolling at the bottom margin.
    @inline(__always)
    mutating func index() {
        screen.cursor.isWrapPending = false
        if screen.cursor.row == screen.margins.bottom &- 1 {
            let column = screen.cursor.column
            if column >= screen.margins.left,
                column < screen.margins.right || screen.margins.right == screen.columns
            {
                scrollUp(1)
            }
        } else if screen.cursor.row < screen.rows &- 1 {
            screen.cursor.row &+= 1
        }
    }

    /// SU, and what happens at the bottom margin.
    ///
    /// What leaves the main screen at its top is kept.
    @inline(__always)
    mutating func scrollUp(_ count: Int) {
        let margins = screen.margins
        if margins.left == 0, margins.right == screen.columns {
            if margins.top == 0, !isAlternateScreen { keepRows(min(count, margins.bottom)) }
            screen.grid.scrollUp(rows: margins.top..<margins.bottom, by: count, blank: eraseCell())
        } else {
            screen.shift(rows: margins.top..<margins.bottom, by: count, blank: eraseCell())
        }
    }

    /// Puts the highest rows into the scrollback.
    @inline(__always)
    private mutating func keepRows(_ count: Int) {
        for row in 0..<count {
            if screen.grid.keep(row: row, in: &scrollback) { continue }
            tables.encode(row: row, of: screen.grid)
            scrollback.append(tables.encoder)
        }
    }
}
