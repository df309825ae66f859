/// Inserting, deleting and scrolling within the margins. `blank` is what comes in.
extension Screen {
    /// ICH.
    mutating func insertCharacters(_ count: Int, blank: PackedCell) {
        cursor.isWrapPending = false
        guard cursor.column >= margins.left, cursor.column < margins.right else { return }
        grid.insert(count, row: cursor.row, column: cursor.column, end: margins.right, blank: blank)
    }

    /// DCH.
    mutating func deleteCharacters(_ count: Int, blank: PackedCell) {
        cursor.isWrapPending = false
        guard cursor.column >= margins.left, cursor.column < margins.right else { return }
        grid.delete(count, row: cursor.row, column: cursor.column, end: margins.right, blank: blank)
    }

    /// IL.
    mutating func insertLines(_ count: Int, blank: PackedCell) {
        cursor.isWrapPending = false
        guard isInMargins else { return }
        shift(rows: cursor.row..<margins.bottom, by: -count, blank: blank)
        cursor.column = margins.left
    }

    /// DL.
    mutating func deleteLines(_ count: Int, blank: PackedCell) {
        cursor.isWrapPending = false
        guard isInMargins else { return }
        shift(rows: cursor.row..<margins.bottom, by: count, blank: blank)
        cursor.column = margins.left
    }

    /// DECIC, and DECBI at the margin.
    mutating func insertColumns(_ count: Int, at column: Int, blank: PackedCell) {
        guard isInMargins else { return }
        for row in margins.top..<margins.bottom {
            grid.insert(count, row: row, column: column, end: margins.right, blank: blank)
        }
        cursor.isWrapPending = false
    }

    /// DECDC, and DECFI at the margin.
    mutating func deleteColumns(_ count: Int, at column: Int, blank: PackedCell) {
        guard isInMargins else { return }
        for row in margins.top..<margins.bottom {
            grid.delete(count, row: row, column: column, end: margins.right, blank: blank)
        }
        cursor.isWrapPending = false
    }

    /// SL, and SR with a negative count: columns move within the margins.
    mutating func scrollHorizontally(_ count: Int, blank: PackedCell) {
        if count > 0 {
            deleteColumns(count, at: margins.left, blank: blank)
        } else {
            insertColumns(-count, at: margins.left, blank: blank)
        }
    }

    /// SD.
    mutating func scrollDown(_ count: Int, blank: PackedCell) {
        shift(rows: margins.top..<margins.bottom, by: -count, blank: blank)
    }

    /// Moves rows up, or down by a negative count, between the left and right margins.
    mutating func shift(rows: Range<Int>, by count: Int, blank: PackedCell) {
        if margins.left > 0 || margins.right < columns {
            grid.scroll(rows: rows, columns: margins.left..<margins.right, by: count, blank: blank)
        } else if count > 0 {
            grid.scrollUp(rows: rows, by: count, blank: blank)
        } else {
            grid.scrollDown(rows: rows, by: -count, blank: blank)
        }
    }

    /// RI: up one row, scrolling at the top margin.
    mutating func reverseIndex(blank: PackedCell) {
        cursor.isWrapPending = false
        if cursor.row == margins.top {
            if cursor.column >= margins.left, cursor.column < margins.right { scrollDown(1, blank: blank) }
        } else if cursor.row > 0 {
            cursor.row -= 1
        }
    }

    /// DECBI: left one column, the content moves right at the left margin.
    mutating func backIndex(blank: PackedCell) {
        cursor.isWrapPending = false
        if cursor.column == margins.left, isInMargins {
            insertColumns(1, at: cursor.column, blank: blank)
        } else if cursor.column > 0 {
            cursor.column -= 1
        }
    }

    /// DECFI: right one column, the content moves left at the right margin.
    mutating func forwardIndex(blank: PackedCell) {
        cursor.isWrapPending = false
        if cursor.column == margins.right - 1, isInMargins {
            deleteColumns(1, at: margins.left, blank: blank)
        } else if cursor.column < columns - 1 {
            cursor.column += 1
        }
    }

    /// DECALN: the screen full of E, no margins, cursor home.
    mutating func alignmentTest() {
        margins = Margins(size)
        cursor.isOrigin = false
        moveTo(row: 0, column: 0)
        for row in 0..<rows {
            grid.fill(0..<columns, row: row, with: PackedCell(scalar: 0x45, style: 0))
        }
    }
}
