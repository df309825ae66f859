private import Glibc

/// Cells and rows that change their place.
extension Grid {
    /// Moves whole rows up; the lowest `count` become blank, the highest are gone.
    @inline(__always)
    mutating func scrollUp(rows range: Range<Int>, by count: Int, blank: PackedCell) {
        assert(range.lowerBound >= 0 && range.upperBound <= rows)
        let count = min(count, range.count)
        guard count > 0 else { return }
        let top = unsafe order + range.lowerBound
        let kept = range.count &- count
        if count == 1 {
            let first = unsafe top[0]
            unsafe memmove(top, top + 1, kept &* 4)
            unsafe top[kept] = first
        } else {
            reverse(range.lowerBound..<range.lowerBound + count)
            reverse(range.lowerBound + count..<range.upperBound)
            reverse(range)
        }
        for row in range.upperBound - count..<range.upperBound { clear(row: row, with: blank) }
    }

    /// Moves whole rows down; the highest `count` become blank, the lowest are gone.
    mutating func scrollDown(rows range: Range<Int>, by count: Int, blank: PackedCell) {
        let range = range.clamped(to: 0..<rows)
        let count = min(count, range.count)
        guard count > 0 else { return }
        reverse(range.upperBound - count..<range.upperBound)
        reverse(range.lowerBound..<range.upperBound - count)
        reverse(range)
        for row in range.lowerBound..<range.lowerBound + count { clear(row: row, with: blank) }
    }

    private mutating func reverse(_ range: Range<Int>) {
        var low = range.lowerBound
        var high = range.upperBound - 1
        while low < high {
            let row = unsafe order[low]
            unsafe order[low] = order[high]
            unsafe order[high] = row
            low += 1
            high -= 1
        }
    }

    /// Moves the columns of some rows up (a positive count) or down, within left and right margins.
    mutating func scroll(rows range: Range<Int>, columns: Range<Int>, by count: Int, blank: PackedCell) {
        let range = range.clamped(to: 0..<rows)
        let columns = columns.clamped(to: 0..<self.columns)
        let count = max(-range.count, min(range.count, count))
        guard count != 0, !columns.isEmpty else { return }
        let targets = count > 0 ? Array(range.dropLast(count)) : Array(range.dropFirst(-count).reversed())
        for row in targets { copy(columns, fromRow: row + count, toRow: row, column: columns.lowerBound) }
        let blanked = count > 0 ? range.suffix(count) : range.prefix(-count)
        for row in blanked { fill(columns, row: row, with: blank) }
        for row in range { repairWide(row: row) }
    }

    /// Copies cells from one row to another, or within one; everything must be on the screen.
    ///
    /// The caller repairs wide characters.
    mutating func copy(_ columns: Range<Int>, fromRow source: Int, toRow target: Int, column: Int) {
        precondition(source >= 0 && source < rows && target >= 0 && target < rows, "both rows exist")
        let count = columns.count
        precondition(columns.lowerBound >= 0 && columns.upperBound <= self.columns, "the cells exist")
        precondition(column >= 0 && column + count <= self.columns, "the cells fit")
        unsafe memmove(line(target) + column, line(source) + columns.lowerBound, count * 8)
        let flags = info(source).flags.intersection([.complex, .styled, .wideText])
        let info = unsafe infos + Int(order[target])
        unsafe info.pointee.used = max(info.pointee.used, Int32(column + count))
        unsafe info.pointee.flags.formUnion(flags.union(.dirty))
    }

    /// Moves cells right to make room at `column`; those that leave `end` are gone.
    mutating func insert(_ count: Int, row: Int, column: Int, end: Int, blank: PackedCell) {
        guard row >= 0, row < rows, column >= 0, column < end, end <= columns else { return }
        let count = min(count, end - column)
        guard count > 0 else { return }
        if info(row).flags.contains(.complex) { splitWide(row: row, column, end) }
        let wasWrapped = isWrapped(row)
        copy(column..<end - count, fromRow: row, toRow: row, column: column + count)
        fill(column..<column + count, row: row, with: blank)
        repairWide(row: row)
        setWrapped(wasWrapped && end < columns, row: row)
    }

    /// Takes cells out at `column`; those up to `end` move left, and blanks come in there.
    mutating func delete(_ count: Int, row: Int, column: Int, end: Int, blank: PackedCell) {
        guard row >= 0, row < rows, column >= 0, column < end, end <= columns else { return }
        let count = min(count, end - column)
        guard count > 0 else { return }
        if info(row).flags.contains(.complex) {
            splitWide(row: row, column, end)
            splitWide(row: row, column + count, end)
        }
        let wasWrapped = isWrapped(row)
        copy(column + count..<end, fromRow: row, toRow: row, column: column)
        fill(end - count..<end, row: row, with: blank)
        repairWide(row: row)
        setWrapped(wasWrapped && end < columns, row: row)
    }
}

extension Grid {
    /// Copies a row into the scrollback, if it is nothing but plain ASCII without blanks in between.
    ///
    /// - Returns: Whether it was; if not, nothing was copied.
    @inline(__always)
    func keep(row: Int, in scrollback: inout Scrollback) -> Bool {
        let info = info(row)
        guard info.flags.isDisjoint(with: [.complex, .wideText, .styled]) else { return false }
        return unsafe scrollback.append(
            ascii: line(row), length: length(row), isWrapped: info.flags.contains(.wrapped))
    }

    /// Takes over what fits of another screen, from one of its rows on.
    ///
    /// Text that wrapped does so no longer where the columns differ.
    mutating func copy(_ other: borrowing Grid, from first: Int) {
        let width = min(columns, other.columns)
        for row in 0..<max(0, min(rows, other.rows - first)) {
            let source = other.info(first + row)
            let used = min(width, Int(source.used))
            unsafe memcpy(line(row), other.line(first + row), used * 8)
            let info = unsafe infos + Int(order[row])
            unsafe info.pointee.used = Int32(used)
            unsafe info.pointee.flags = source.flags.union(.dirty)
            if columns != other.columns { unsafe info.pointee.flags.remove(.wrapped) }
            repairWide(row: row)
        }
    }

    /// Becomes the same as another screen of the same size, row numbers included.
    mutating func copyAll(_ other: borrowing Grid) {
        precondition(rows == other.rows && columns == other.columns, "both have the same size")
        unsafe memcpy(cells, other.cells, rows &* columns &* 8)
        unsafe order.update(from: other.order, count: rows)
        unsafe infos.update(from: other.infos, count: rows)
    }
}
