package import RoostKeeperProtocol

// Changes of the terminal's size, at their place in the output.
extension Journal {
    /// The terminal has another size from the next byte on.
    ///
    /// When the segment has no room for it, another segment is begun; if that fails, the change is lost to a
    /// replay, and the size at its end comes from elsewhere.
    package mutating func noteResize(rows: UInt16, columns: UInt16) {
        if newest.segment.noteSize(rows: rows, columns: columns) { return }
        guard rotate(capacity: JournalLayout.smallestCapacity) else { return }
        _ = newest.segment.noteSize(rows: rows, columns: columns)
    }

    /// All changes that are kept, oldest first.
    package var resizes: [JournalResize] {
        older.flatMap { $0.segment.sizes } + newest.segment.sizes
    }
}
