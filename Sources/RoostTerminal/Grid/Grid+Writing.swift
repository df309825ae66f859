/// The hot path: what is printed goes into the cells. Callers keep row and column on the screen.
extension Grid {
    /// Writes a run of ASCII; it must fit into the row.
    ///
    /// - Parameters:
    ///   - bytes: The first of the characters.
    ///   - count: How many there are.
    ///   - row: The row, on the screen.
    ///   - column: Where the first one goes.
    ///   - template: A cell without a character: the style.
    @inline(__always)
    mutating func write(
        ascii bytes: UnsafePointer<UInt8>, count: Int, row: Int, column: Int, template: UInt64
    ) {
        assert(row >= 0 && row < rows && column >= 0 && column + count <= columns)
        let physical = unsafe Int(order[row])
        let info = unsafe infos + physical
        let target = unsafe cells + (physical &* columns &+ column)
        if unsafe info.pointee.flags.contains(.complex) { splitWide(row: row, column, column + count) }
        if count == 1 {
            unsafe target[0] = template | UInt64(bytes[0])
        } else {
            for index in 0..<count {
                unsafe target[index] = template | UInt64(bytes[index])
            }
        }
        let end = Int32(truncatingIfNeeded: column &+ count)
        if unsafe info.pointee.used < end { unsafe info.pointee.used = end }
        unsafe info.pointee.flags.formUnion(template == 0 ? .dirty : [.dirty, .styled])
    }

    /// Writes one character of one cell.
    @inline(__always)
    mutating func write(narrow cell: UInt64, row: Int, column: Int) {
        assert(row >= 0 && row < rows && column >= 0 && column < columns)
        let physical = unsafe Int(order[row])
        let info = unsafe infos + physical
        if unsafe info.pointee.flags.contains(.complex) { splitWide(row: row, column, column + 1) }
        unsafe cells[physical &* columns &+ column] = cell
        let end = Int32(truncatingIfNeeded: column &+ 1)
        if unsafe info.pointee.used < end { unsafe info.pointee.used = end }
        unsafe info.pointee.flags.formUnion(Self.flags(of: cell))
    }

    /// Writes one character of two cells; the right one must be on the row too.
    @inline(__always)
    mutating func write(wide cell: UInt64, row: Int, column: Int) {
        assert(row >= 0 && row < rows && column >= 0 && column + 1 < columns)
        let physical = unsafe Int(order[row])
        let info = unsafe infos + physical
        let target = unsafe cells + (physical &* columns &+ column)
        // On a fresh row there are no halves to lose, so look before the call.
        if unsafe (target[0] | (column + 2 < columns ? target[2] : 0)) & PackedCell.spacerFlag != 0 {
            splitWide(row: row, column, column + 2)
        }
        unsafe target[0] = cell | PackedCell.wideFlag
        unsafe target[1] = cell & ~PackedCell.contentMask | PackedCell.spacerFlag
        let end = Int32(truncatingIfNeeded: column &+ 2)
        if unsafe info.pointee.used < end { unsafe info.pointee.used = end }
        unsafe info.pointee.flags.formUnion(Self.flags(of: cell).union(.complex))
    }

    /// Writes characters of UTF-8, as long as they are wide, join nothing and fit.
    ///
    /// What is not the usual three or four bytes is not looked at any closer.
    ///
    /// - Parameters:
    ///   - start: The first byte.
    ///   - end: The end of the bytes.
    ///   - row: The row, on the screen.
    ///   - columns: From where the first one goes to the first column that is out of reach; all on the row.
    ///   - template: A cell without a character: the style.
    ///   - table: Tells which are wide.
    /// - Returns: How many bytes were written, the column behind them, and the last scalar.
    @inline(__always)
    mutating func write(
        wide start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, row: Int, columns: Range<Int>,
        template: UInt64, table: CharacterTable
    ) -> (count: Int, end: Int, last: UInt32) {
        assert(row >= 0 && row < rows && columns.lowerBound >= 0 && columns.upperBound <= self.columns)
        let physical = unsafe Int(order[row])
        let line = unsafe cells + physical &* self.columns
        let right = template & ~PackedCell.contentMask | PackedCell.spacerFlag
        var next = unsafe start
        var place = columns.lowerBound
        var last: UInt32 = 0
        while unsafe end - next >= 4, place &+ 2 <= columns.upperBound {
            let word = unsafe UInt32(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt32.self))
            let scalar: UInt32
            let length: Int
            if word & 0xC0_C0F0 == 0x80_80E0 {
                scalar = (word & 0x0F) << 12 | (word >> 8 & 0x3F) << 6 | word >> 16 & 0x3F
                length = 3
            } else if word & 0xC0C0_C0F8 == 0x8080_80F0 {
                scalar =
                    (word & 0x07) << 18 | (word >> 8 & 0x3F) << 12 | (word >> 16 & 0x3F) << 6 | word >> 24
                    & 0x3F
                length = 4
            } else {
                break
            }
            // Nothing wide has a longer form than it needs: those below are not in the table as wide.
            guard table[scalar].isAlone, length == 3 || scalar >= 0x1_0000 else { break }
            if place == columns.lowerBound, unsafe !canStart(line, place, with: table[scalar]) { break }
            unsafe line[place] = template | UInt64(scalar) | PackedCell.wideFlag
            unsafe line[place &+ 1] = right
            last = scalar
            place &+= 2
            unsafe next += length
        }
        guard place > columns.lowerBound else { return (0, place, 0) }
        // The right half of what was there before stands alone now.
        if place < self.columns, unsafe line[place] & PackedCell.spacerFlag != 0 {
            unsafe line[place] &= ~PackedCell.contentMask
        }
        let info = unsafe infos + physical
        let used = Int32(truncatingIfNeeded: place)
        if unsafe info.pointee.used < used { unsafe info.pointee.used = used }
        unsafe info.pointee.flags.formUnion(Self.flags(of: template).union(.complex))
        return unsafe (next - start, place, last)
    }

    /// Whether a wide character can go to a place without joining the one before it; if so, the left half
    /// that it cuts off is blanked.
    @inline(__always)
    private func canStart(
        _ line: UnsafeMutablePointer<UInt64>, _ place: Int, with properties: CharacterTable.Properties
    ) -> Bool {
        guard place > 0 else { return true }
        let isSpacer = unsafe line[place &- 1] & PackedCell.spacerFlag != 0
        let before = unsafe line[place &- (isSpacer && place > 1 ? 2 : 1)]
        if properties != .wide, before & PackedCell.clusterFlag != 0 { return false }
        if unsafe line[place] & PackedCell.spacerFlag != 0 {
            unsafe line[place &- 1] &= ~PackedCell.contentMask
        }
        return true
    }

    /// What a cell that is not just ASCII makes of its row.
    @inline(__always)
    private static func flags(of cell: UInt64) -> RowFlags {
        var flags: RowFlags = [.dirty, .wideText]
        if cell >> PackedCell.styleShift != 0 { flags.insert(.styled) }
        if cell & PackedCell.clusterFlag != 0 { flags.insert(.complex) }
        return flags
    }

    /// Blanks the halves of wide characters that are about to lose their other half, because the cells
    /// `start..<end` get new content.
    @inline(never)
    mutating func splitWide(row: Int, _ start: Int, _ end: Int) {
        let line = unsafe line(row)
        if start > 0, start < columns, unsafe line[start] & PackedCell.spacerFlag != 0 {
            unsafe line[start - 1] &= ~PackedCell.contentMask
            unsafe line[start] &= ~PackedCell.contentMask
        }
        if end < columns, unsafe line[end] & PackedCell.spacerFlag != 0 {
            unsafe line[end] &= ~PackedCell.contentMask
            unsafe line[end - 1] &= ~PackedCell.contentMask
        }
    }

    /// Blanks halves of wide characters that lost their other half, anywhere in the row.
    mutating func repairWide(row: Int) {
        guard info(row).flags.contains(.complex) else { return }
        let line = unsafe line(row)
        for column in 0..<columns {
            let cell = unsafe PackedCell(line[column])
            if cell.isWide, !self[row, column + 1].isSpacer {
                unsafe line[column] &= ~PackedCell.contentMask
            } else if cell.isSpacer, !self[row, column - 1].isWide {
                unsafe line[column] &= ~PackedCell.contentMask
            }
        }
    }

    /// Replaces a cell as it is, without regard for its neighbours; outside of the screen nothing happens.
    ///
    /// The caller repairs wide characters.
    mutating func put(_ cell: PackedCell, row: Int, column: Int) {
        guard row >= 0, row < rows, column >= 0, column < columns else { return }
        unsafe line(row)[column] = cell.rawValue
        let info = unsafe infos + Int(order[row])
        unsafe info.pointee.used = max(info.pointee.used, Int32(column + 1))
        var flags = Self.flags(of: cell.rawValue)
        if cell.isWide || cell.isSpacer { flags.insert(.complex) }
        unsafe info.pointee.flags.formUnion(flags)
    }
}
