/// Moving the cursor. Rows and columns are 0-based here; what programs send is 1-based.
extension Screen {
    /// Whether the cursor is where scrolling happens.
    var isInMargins: Bool {
        cursor.row >= margins.top && cursor.row < margins.bottom && cursor.column >= margins.left
            && cursor.column < margins.right
    }

    /// The first column that the cursor cannot reach from where it is.
    @inline(__always)
    var rightLimit: Int { cursor.column < margins.right ? margins.right : columns }

    /// To a place of the screen, clamped.
    @inline(__always)
    mutating func moveTo(row: Int, column: Int) {
        cursor.row = min(max(row, 0), rows &- 1)
        cursor.column = min(max(column, 0), columns &- 1)
        cursor.isWrapPending = false
    }

    /// CUP, HVP: to a place that counts from the margins in origin mode, and stays within them.
    @inline(__always)
    mutating func moveToAddress(row: Int, column: Int) {
        guard cursor.isOrigin else { return moveTo(row: row, column: column) }
        moveTo(
            row: min(margins.top &+ row, margins.bottom &- 1),
            column: min(margins.left &+ column, margins.right &- 1))
    }

    /// VPA: the column stays.
    mutating func moveToRow(_ row: Int) {
        let column = cursor.isOrigin ? max(0, cursor.column - margins.left) : cursor.column
        moveToAddress(row: row, column: column)
    }

    /// CHA, HPA: the row stays.
    mutating func moveToColumn(_ column: Int) {
        let row = cursor.isOrigin ? max(0, cursor.row - margins.top) : cursor.row
        moveToAddress(row: row, column: column)
    }

    /// VPR, HPR: by so many rows and columns, whatever the margins are.
    mutating func moveBy(rows: Int = 0, columns: Int = 0) {
        moveTo(row: cursor.row + rows, column: cursor.column + columns)
    }

    /// CUU: stops at the top margin if it starts below it.
    mutating func moveUp(_ count: Int) {
        let limit = cursor.row >= margins.top ? margins.top : 0
        cursor.row = max(limit, cursor.row - count)
        cursor.isWrapPending = false
    }

    /// CUD: stops at the bottom margin if it starts above it.
    mutating func moveDown(_ count: Int) {
        let limit = cursor.row < margins.bottom ? margins.bottom - 1 : rows - 1
        cursor.row = min(limit, cursor.row + count)
        cursor.isWrapPending = false
    }

    /// CUF: stops at the right margin if it starts left of it.
    mutating func moveRight(_ count: Int) {
        cursor.column = min(rightLimit - 1, cursor.column + count)
        cursor.isWrapPending = false
    }

    /// CUB, BS: stops at the left margin if it starts right of it.
    ///
    /// - Parameters:
    ///   - count: Columns.
    ///   - wraps: Reverse wraparound (?45): it goes on at the end of the row above, and from the top margin to the
    ///     bottom one, as in xterm up to patch 382.
    mutating func moveLeft(_ count: Int, wraps: Bool) {
        var left = min(count, rows * columns)
        // A pending wrap is a column of its own here: the first step only takes it back.
        if wraps, cursor.isWrapPending { left -= 1 }
        cursor.isWrapPending = false
        while left > 0 {
            let limit = cursor.column >= margins.left ? margins.left : 0
            let step = min(left, cursor.column - limit)
            cursor.column -= step
            left -= step
            guard left > 0, wraps else { break }
            cursor.row =
                cursor.row == margins.top
                ? margins.bottom - 1 : cursor.row == 0 ? rows - 1 : cursor.row - 1
            cursor.column = margins.right - 1
            left -= 1
        }
    }

    /// CR.
    @inline(__always)
    mutating func carriageReturn() {
        cursor.isWrapPending = false
        cursor.column = cursor.column >= margins.left || cursor.isOrigin ? margins.left : 0
    }

    /// Right by the width of a character that was written; at the end of the row the wrap is deferred.
    @inline(__always)
    mutating func advance(_ width: Int) {
        let limit = rightLimit
        if cursor.column &+ width < limit {
            cursor.column &+= width
        } else {
            cursor.column = limit &- 1
            cursor.isWrapPending = true
        }
    }

    /// DECSTBM; what makes no sense is ignored.
    mutating func setVerticalMargins(top: Int, bottom: Int) {
        let bottom = bottom == 0 ? rows : min(bottom, rows)
        let top = max(top, 1)
        guard top < bottom else { return }
        margins.top = top - 1
        margins.bottom = bottom
        moveToAddress(row: 0, column: 0)
    }

    /// DECSLRM; what makes no sense is ignored.
    mutating func setHorizontalMargins(left: Int, right: Int) {
        let right = right == 0 ? columns : min(right, columns)
        let left = max(left, 1)
        guard left < right else { return }
        margins.left = left - 1
        margins.right = right
        moveToAddress(row: 0, column: 0)
    }

    /// DECRC: the cursor as DECSC found it; as after a reset if there was no DECSC.
    mutating func restoreCursor() {
        cursor = saved
        cursor.row = min(saved.row, rows - 1)
        cursor.column = min(saved.column, columns - 1)
        if saved.isOrigin {
            cursor.row = max(min(cursor.row, margins.bottom - 1), margins.top)
            cursor.column = min(max(cursor.column, margins.left), margins.right - 1)
        }
        cursor.isWrapPending = saved.isWrapPending && cursor.column == saved.column
    }
}
