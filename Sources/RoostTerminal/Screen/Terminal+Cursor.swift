/// Moving the cursor. Rows and columns are 0-based here; what programs send is 1-based.
extension Terminal {
    /// Whether the cursor is where scrolling happens.
    var isInMargins: Bool {
        row >= margins.top && row < margins.bottom && column >= margins.left && column < margins.right
    }

    /// To a place of the screen, clamped.
    @inline(__always)
    mutating func moveTo(row: Int, column: Int) {
        self.row = min(max(row, 0), size.rows &- 1)
        self.column = min(max(column, 0), size.columns &- 1)
        isWrapPending = false
    }

    /// CUP, HVP: to a place that counts from the margins in origin mode, and stays within them.
    @inline(__always)
    mutating func moveToAddress(row: Int, column: Int) {
        guard modes.contains(.origin) else { return moveTo(row: row, column: column) }
        moveTo(
            row: min(margins.top &+ row, margins.bottom &- 1),
            column: min(margins.left &+ column, margins.right &- 1))
    }

    /// VPA: the column stays.
    mutating func moveToRow(_ row: Int) {
        let column = modes.contains(.origin) ? max(0, self.column - margins.left) : self.column
        moveToAddress(row: row, column: column)
    }

    /// CHA, HPA: the row stays.
    mutating func moveToColumn(_ column: Int) {
        let row = modes.contains(.origin) ? max(0, self.row - margins.top) : self.row
        moveToAddress(row: row, column: column)
    }

    /// CUU: stops at the top margin if it starts below it.
    mutating func moveUp(_ count: Int) {
        let limit = row >= margins.top ? margins.top : 0
        row = max(limit, row - count)
        isWrapPending = false
    }

    /// CUD: stops at the bottom margin if it starts above it.
    mutating func moveDown(_ count: Int) {
        let limit = row < margins.bottom ? margins.bottom - 1 : size.rows - 1
        row = min(limit, row + count)
        isWrapPending = false
    }

    /// CUF: stops at the right margin if it starts left of it.
    mutating func moveRight(_ count: Int) {
        column = min(rightLimit - 1, column + count)
        isWrapPending = false
    }

    /// CUB, BS: stops at the left margin if it starts right of it; with ?45 it goes on at the end of the row
    /// above, and from the top margin to the bottom one, as in xterm up to patch 382.
    mutating func moveLeft(_ count: Int) {
        let wraps =
            modes.contains(.autoWrap) && !modes.isDisjoint(with: [.reverseWrap, .extendedReverseWrap])
            && !status.isEntered
        var left = min(count, size.rows * size.columns)
        // A pending wrap is a column of its own here: the first step only takes it back.
        if wraps, isWrapPending { left -= 1 }
        isWrapPending = false
        while left > 0 {
            let limit = column >= margins.left ? margins.left : 0
            let step = min(left, column - limit)
            column -= step
            left -= step
            guard left > 0, wraps else { break }
            row = row == margins.top ? margins.bottom - 1 : row == 0 ? size.rows - 1 : row - 1
            column = margins.right - 1
            left -= 1
        }
    }

    /// DECSTBM; what makes no sense is ignored.
    mutating func setVerticalMargins(top: Int, bottom: Int) {
        let bottom = bottom == 0 ? size.rows : min(bottom, size.rows)
        let top = max(top, 1)
        guard top < bottom else { return }
        margins.top = top - 1
        margins.bottom = bottom
        moveToAddress(row: 0, column: 0)
    }

    /// DECSLRM; what makes no sense is ignored, and so is everything on the status line.
    mutating func setHorizontalMargins(left: Int, right: Int) {
        guard !status.isEntered else { return }
        let right = right == 0 ? size.columns : min(right, size.columns)
        let left = max(left, 1)
        guard left < right else { return }
        margins.left = left - 1
        margins.right = right
        moveToAddress(row: 0, column: 0)
    }
}
