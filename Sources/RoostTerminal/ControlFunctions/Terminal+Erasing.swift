/// Erasing, which respects protected characters.
extension Terminal {
    /// What an erase leaves alone.
    enum Erasure {
        /// ED, EL, ECH: what SPA protected.
        case normal
        /// DECSED, DECSEL: what SPA or DECSCA protected.
        case selective
        /// DECSERA: what DECSCA protected.
        case selectiveRectangle
        /// DECERA: nothing.
        case unconditional
    }

    /// Blanks cells of a row.
    mutating func erase(_ columns: Range<Int>, row: Int, _ erasure: Erasure = .normal) {
        let blank = eraseCell()
        let respects =
            switch erasure {
            case .normal: modes.protection == .iso
            case .selective: modes.protection != .none
            case .selectiveRectangle: modes.protection == .dec
            case .unconditional: false
            }
        guard respects else { return screen.grid.fill(columns, row: row, with: blank) }
        for column in columns.clamped(to: 0..<screen.columns) where !isProtected(row, column) {
            screen.grid.fill(column..<column + 1, row: row, with: blank)
        }
    }

    private func isProtected(_ row: Int, _ column: Int) -> Bool {
        let cell = screen.grid[row, column]
        return cell.style != 0 && tables.styles[cell.style].attributes.contains(.protected)
    }

    /// ED, DECSED.
    mutating func eraseDisplay(_ which: Int, _ erasure: Erasure) {
        let (rows, columns) = (screen.rows, screen.columns)
        let (row, column) = (screen.cursor.row, screen.cursor.column)
        switch which {
        case 0:
            erase(column..<columns, row: row, erasure)
            for below in row + 1..<max(row + 1, rows) { erase(0..<columns, row: below, erasure) }
        case 1:
            for above in 0..<row { erase(0..<columns, row: above, erasure) }
            erase(0..<column + 1, row: row, erasure)
        case 2:
            for any in 0..<rows { erase(0..<columns, row: any, erasure) }
        case 3: if erasure == .normal, !status.isEntered { clearScrollback() }
        default: return
        }
        screen.cursor.isWrapPending = false
    }

    /// EL, DECSEL.
    mutating func eraseLine(_ which: Int, _ erasure: Erasure) {
        let (row, column) = (screen.cursor.row, screen.cursor.column)
        switch which {
        case 0: erase(column..<screen.columns, row: row, erasure)
        case 1: erase(0..<column + 1, row: row, erasure)
        case 2: erase(0..<screen.columns, row: row, erasure)
        default: return
        }
        screen.cursor.isWrapPending = false
    }

    /// ECH: the margins do not matter.
    mutating func eraseCharacters(_ count: Int) {
        let column = screen.cursor.column
        erase(column..<min(screen.columns, column + count), row: screen.cursor.row)
        screen.cursor.isWrapPending = false
    }
}
