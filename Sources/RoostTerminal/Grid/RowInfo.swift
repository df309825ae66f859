/// What is known about a row beside its cells.
struct RowInfo {
    /// The number of the row's content: changes whenever the content does, and is never used twice.
    var stamp: UInt64 = 0
    /// Invariant: all cells from here on are 0.
    ///
    /// A high-water mark, so that clearing touches only what was written.
    var used: Int32 = 0
    var flags: RowFlags = []
}

/// Gates for the slow paths: one test for a run of cells in place of one for each.
///
/// Conservative but for `wrapped` and `dirty`: a flag may be set although no cell of the row needs it any more.
struct RowFlags: OptionSet {
    let rawValue: UInt8

    @inline(__always)
    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The content changed since the last stamp.
    static let dirty = RowFlags(rawValue: 1)
    /// The text continues on the next row.
    static let wrapped = RowFlags(rawValue: 2)
    /// Some cell is half of a wide character, or a cluster.
    static let complex = RowFlags(rawValue: 4)
    /// Some cell has a style other than plain.
    static let styled = RowFlags(rawValue: 8)
    /// Some cell holds more than one byte of ASCII.
    static let wideText = RowFlags(rawValue: 16)
}
