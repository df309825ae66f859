/// Erasing, inserting, deleting and scrolling.
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
            case .normal: protection == .iso
            case .selective: protection != .none
            case .selectiveRectangle: protection == .dec
            case .unconditional: false
            }
        guard respects else { return grid.fill(columns, row: row, with: blank) }
        for column in columns.clamped(to: 0..<size.columns) where !isProtected(row, column) {
            grid.fill(column..<column + 1, row: row, with: blank)
        }
    }

    private func isProtected(_ row: Int, _ column: Int) -> Bool {
        let cell = grid[row, column]
        return cell.style != 0 && styles[cell.style].attributes.contains(.protected)
    }

    /// ED, DECSED.
    mutating func eraseDisplay(_ which: Int, _ erasure: Erasure) {
        switch which {
        case 0:
            erase(column..<size.columns, row: row, erasure)
            for below in row + 1..<max(row + 1, size.rows) { erase(0..<size.columns, row: below, erasure) }
        case 1:
            for above in 0..<row { erase(0..<size.columns, row: above, erasure) }
            erase(0..<column + 1, row: row, erasure)
        case 2:
            for any in 0..<size.rows { erase(0..<size.columns, row: any, erasure) }
        case 3: if erasure == .normal, !status.isEntered { clearScrollback() }
        default: return
        }
        isWrapPending = false
    }

    /// EL, DECSEL.
    mutating func eraseLine(_ which: Int, _ erasure: Erasure) {
        switch which {
        case 0: erase(column..<size.columns, row: row, erasure)
        case 1: erase(0..<column + 1, row: row, erasure)
        case 2: erase(0..<size.columns, row: row, erasure)
        default: return
        }
        isWrapPending = false
    }

    /// ECH: the margins do not matter.
    mutating func eraseCharacters(_ count: Int) {
        erase(column..<min(size.columns, column + count), row: row)
        isWrapPending = false
    }

    /// ICH.
    mutating func insertCharacters(_ count: Int) {
        isWrapPending = false
        guard column >= margins.left, column < margins.right else { return }
        grid.insert(count, row: row, column: column, end: margins.right, blank: eraseCell())
    }

    /// DCH.
    mutating func deleteCharacters(_ count: Int) {
        isWrapPending = false
        guard column >= margins.left, column < margins.right else { return }
        grid.delete(count, row: row, column: column, end: margins.right, blank: eraseCell())
    }

    /// IL.
    mutating func insertLines(_ count: Int) {
        isWrapPending = false
        guard isInMargins else { return }
        shift(rows: row..<margins.bottom, by: -count)
        column = margins.left
    }

    /// DL.
    mutating func deleteLines(_ count: Int) {
        isWrapPending = false
        guard isInMargins else { return }
        shift(rows: row..<margins.bottom, by: count)
        column = margins.left
    }

    /// DECIC, and DECBI at the margin.
    mutating func insertColumns(_ count: Int, at column: Int) {
        guard isInMargins else { return }
        let blank = eraseCell()
        for row in margins.top..<margins.bottom {
            grid.insert(count, row: row, column: column, end: margins.right, blank: blank)
        }
        isWrapPending = false
    }

    /// DECDC, and DECFI at the margin.
    mutating func deleteColumns(_ count: Int, at column: Int) {
        guard isInMargins else { return }
        let blank = eraseCell()
        for row in margins.top..<margins.bottom {
            grid.delete(count, row: row, column: column, end: margins.right, blank: blank)
        }
        isWrapPending = false
    }

    /// SU, and what happens at the bottom margin.
    ///
    /// What leaves the main screen at its top is kept.
    @inline(__always)
    mutating func scrollUp(_ count: Int) {
        if margins.left == 0, margins.right == size.columns {
            if margins.top == 0, !isAlternateScreen { keepRows(min(count, margins.bottom)) }
            grid.scrollUp(rows: margins.top..<margins.bottom, by: count, blank: eraseCell())
        } else {
            shift(rows: margins.top..<margins.bottom, by: count)
        }
    }

    /// SD.
    mutating func scrollDown(_ count: Int) {
        shift(rows: margins.top..<margins.bottom, by: -count)
    }

    private mutating func shift(rows: Range<Int>, by count: Int) {
        let blank = eraseCell()
        if margins.left > 0 || margins.right < size.columns {
            grid.scroll(rows: rows, columns: margins.left..<margins.right, by: count, blank: blank)
        } else if count > 0 {
            grid.scrollUp(rows: rows, by: count, blank: blank)
        } else {
            grid.scrollDown(rows: rows, by: -count, blank: blank)
        }
    }

    /// Puts the highest rows into the scrollback.
    @inline(__always)
    private mutating func keepRows(_ count: Int) {
        for row in 0..<count {
            if grid.keep(row: row, in: &scrollback) { continue }
            encoder.encode(row: row, of: grid, styles: styles, clusters: clusters)
            scrollback.append(encoder)
        }
    }

    /// SL and SR: columns move within the margins.
    mutating func scrollHorizontally(_ count: Int) {
        guard isInMargins else { return }
        if count > 0 {
            deleteColumns(count, at: margins.left)
        } else {
            insertColumns(-count, at: margins.left)
        }
    }

    /// REP: the character before, if nothing came in between; another REP is something in between.
    mutating func repeatCharacter(_ scalar: UInt32, _ count: Int) {
        guard scalar != 0 else { return }
        for _ in 0..<min(count, size.rows * size.columns) { print(scalar) }
        lastPrinted = 0
    }
}
