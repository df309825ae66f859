private import Glibc

extension Grid {
    /// Blanks cells of a row, clamped to the screen.
    ///
    /// Where the last column is among them the text no longer continues on the next row.
    mutating func fill(_ columns: Range<Int>, row: Int, with blank: PackedCell) {
        guard row >= 0, row < rows else { return }
        let range = columns.clamped(to: 0..<self.columns)
        guard !range.isEmpty else { return }
        if range.count == self.columns { return clear(row: row, with: blank) }
        let info = unsafe infos + Int(order[row])
        let line = unsafe line(row)
        if unsafe info.pointee.flags.contains(.complex) {
            splitWide(row: row, range.lowerBound, range.upperBound)
        }
        let used = unsafe Int(info.pointee.used)
        if blank == .blank {
            let end = min(range.upperBound, used)
            if range.lowerBound < end {
                unsafe memset(line + range.lowerBound, 0, (end - range.lowerBound) * 8)
                if range.upperBound >= used { unsafe info.pointee.used = Int32(range.lowerBound) }
            }
        } else {
            for column in range { unsafe line[column] = blank.rawValue }
            unsafe info.pointee.used = Int32(max(used, range.upperBound))
            unsafe info.pointee.flags.formUnion([.styled, .wideText])
        }
        unsafe info.pointee.flags.insert(.dirty)
        if range.upperBound == self.columns { unsafe info.pointee.flags.remove(.wrapped) }
    }

    /// Blanks a whole row.
    @inline(__always)
    mutating func clear(row: Int, with blank: PackedCell) {
        assert(row >= 0 && row < rows)
        let physical = unsafe Int(order[row])
        let info = unsafe infos + physical
        let line = unsafe cells + physical &* columns
        if blank == .blank {
            let used = unsafe Int(info.pointee.used)
            if used > 4 {
                unsafe memset(line, 0, used &* 8)
            } else {
                // A call costs more than the few cells of a short line.
                for column in 0..<used { unsafe line[column] = 0 }
            }
            unsafe info.pointee.used = 0
            unsafe info.pointee.flags = .dirty
        } else {
            for column in 0..<columns { unsafe line[column] = blank.rawValue }
            unsafe info.pointee.used = Int32(truncatingIfNeeded: columns)
            unsafe info.pointee.flags = [.dirty, .styled, .wideText]
        }
    }

    /// Blanks rows, clamped to the screen.
    mutating func clear(rows range: Range<Int>, with blank: PackedCell) {
        for row in range.clamped(to: 0..<rows) { clear(row: row, with: blank) }
    }
}
