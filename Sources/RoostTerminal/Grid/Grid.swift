private import Glibc

/// The cells of one screen, row by row.
///
/// A table of row numbers stands between a row and its cells, so that scrolling moves numbers and no cells. The
/// unsafe storage never leaves this type: every entry point clamps or checks rows and columns.
///
/// Invariant: `order` is a permutation of the rows; cells from `RowInfo.used` on are 0.
@safe
struct Grid: ~Copyable {
    let rows: Int
    let columns: Int
    let cells: UnsafeMutablePointer<UInt64>
    let order: UnsafeMutablePointer<Int32>
    let infos: UnsafeMutablePointer<RowInfo>

    /// Makes a blank screen.
    init(_ size: TerminalSize) {
        self.init(rows: size.rows, columns: size.columns)
    }

    /// Makes no screen at all, in the place of one that is not needed.
    static var none: Grid { Grid(rows: 0, columns: 0) }

    /// Whether it is a screen.
    var exists: Bool { rows > 0 }

    private init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        // Zeroed by the system where it is large, so that an idle screen takes no memory.
        guard let storage = unsafe calloc(max(1, rows &* columns), 8) else { fatalError("out of memory") }
        unsafe cells = storage.bindMemory(to: UInt64.self, capacity: rows &* columns)
        unsafe order = .allocate(capacity: rows)
        unsafe infos = .allocate(capacity: rows)
        for row in 0..<rows { unsafe order[row] = Int32(row) }
        unsafe infos.initialize(repeating: RowInfo(stamp: 0, used: 0, flags: .dirty), count: rows)
    }

    deinit {
        unsafe free(cells)
        unsafe order.deallocate()
        unsafe infos.deallocate()
    }

    // MARK: Reading

    /// The cell at a place; blank outside of the screen.
    subscript(row: Int, column: Int) -> PackedCell {
        guard row >= 0, row < rows, column >= 0, column < columns else { return .blank }
        return unsafe PackedCell(line(row)[column])
    }

    /// Whether the text of a row continues on the next.
    func isWrapped(_ row: Int) -> Bool {
        info(row).flags.contains(.wrapped)
    }

    /// The number of the row's content as of the last ``stampChanges(_:)``.
    func stamp(_ row: Int) -> UInt64 {
        info(row).stamp
    }

    /// How many cells there are before the blank, plain ones at the end.
    func length(_ row: Int) -> Int {
        guard row >= 0, row < rows else { return 0 }
        let line = unsafe line(row)
        var count = Int(info(row).used)
        while count > 0, unsafe line[count - 1] == 0 { count -= 1 }
        return count
    }

    func info(_ row: Int) -> RowInfo {
        precondition(row >= 0 && row < rows, "the row exists")
        return unsafe infos[Int(order[row])]
    }

    @inline(__always)
    func line(_ row: Int) -> UnsafeMutablePointer<UInt64> {
        unsafe cells + Int(order[row]) &* columns
    }

    // MARK: Marking

    /// Marks a row's text as continuing on the next row, or as complete.
    mutating func setWrapped(_ isWrapped: Bool, row: Int) {
        precondition(row >= 0 && row < rows, "the row exists")
        let info = unsafe infos + Int(order[row])
        if unsafe info.pointee.flags.contains(.wrapped) != isWrapped {
            unsafe info.pointee.flags.formSymmetricDifference(.wrapped)
            unsafe info.pointee.flags.insert(.dirty)
        }
    }

    /// Marks everything as changed.
    mutating func touch() {
        for row in 0..<rows { unsafe infos[row].flags.insert(.dirty) }
    }

    /// Gives each changed row the next number.
    ///
    /// - Returns: Whether there was one.
    mutating func stampChanges(_ last: inout UInt64) -> Bool {
        let before = last
        for row in 0..<rows {
            let info = unsafe infos + Int(order[row])
            guard unsafe info.pointee.flags.contains(.dirty) else { continue }
            last &+= 1
            unsafe info.pointee.stamp = last
            unsafe info.pointee.flags.remove(.dirty)
        }
        return last != before
    }

    /// Marks the styles and clusters that cells hold.
    func mark(styles: inout [Bool], clusters: inout [Bool]) {
        for row in 0..<rows {
            let info = info(row)
            guard !info.flags.isDisjoint(with: [.styled, .complex]) else { continue }
            let line = unsafe line(row)
            for column in 0..<Int(info.used) {
                let cell = unsafe PackedCell(line[column])
                if Int(cell.style) < styles.count { styles[Int(cell.style)] = true }
                if cell.isCluster, Int(cell.scalar) < clusters.count { clusters[Int(cell.scalar)] = true }
            }
        }
    }

    // MARK: Checking

    /// Stops the program where the invariants are broken.
    func checkInvariants(styleCount: Int, clusterCount: Int) {
        var seen = [Bool](repeating: false, count: rows)
        for row in 0..<rows {
            let physical = unsafe Int(order[row])
            precondition(physical >= 0 && physical < rows && !seen[physical], "the order is a permutation")
            seen[physical] = true
            let info = info(row)
            precondition(info.used >= 0 && info.used <= columns, "the high-water mark is in the row")
            let line = unsafe line(row)
            for column in 0..<columns {
                let cell = unsafe PackedCell(line[column])
                precondition(column < info.used || cell == .blank, "cells from the mark on are blank")
                precondition(cell.rawValue >> 56 == 0, "the high bits are 0")
                precondition(Int(cell.style) < styleCount, "the style exists")
                precondition(!cell.isCluster || Int(cell.scalar) < clusterCount, "the cluster exists")
                precondition(cell.style == 0 || info.flags.contains(.styled), "the row is marked as styled")
                if cell.isCluster || cell.isWide || cell.isSpacer {
                    precondition(info.flags.contains(.complex), "the row is marked as complex")
                }
                if cell.isCluster || cell.scalar > 0x7E {
                    precondition(info.flags.contains(.wideText), "the row is marked as not ASCII")
                }
                if cell.isWide { precondition(self[row, column + 1].isSpacer, "a left half has a right one") }
                if cell.isSpacer {
                    precondition(cell.scalar == 0 && self[row, column - 1].isWide, "and the reverse")
                }
            }
        }
    }
}
