/// The terminal got another size before the byte at an offset of all that the session ever printed.
package struct JournalResize: Hashable, Sendable {
    package let offset: UInt64
    package let rows: UInt16
    package let columns: UInt16

    package init(offset: UInt64, rows: UInt16, columns: UInt16) {
        self.offset = offset
        self.rows = rows
        self.columns = columns
    }
}

// Sizes are part of the stream: a replay that changes them at another byte gives another screen.
extension JournalSegment {
    private var sizeCount: Int {
        let count = unsafe base.load(fromByteOffset: JournalLayout.sizeCountOffset, as: UInt64.self)
        return Int(min(UInt64(littleEndian: count), UInt64(JournalLayout.maximumSizeCount)))
    }

    /// Writes a change of size down at the present end; false when there is no room for more in this segment.
    package func noteSize(rows: UInt16, columns: UInt16) -> Bool {
        let count = sizeCount
        guard count < JournalLayout.maximumSizeCount else { return false }
        let place = JournalLayout.sizesOffset + count * JournalLayout.sizeByteCount
        store(endOffset, at: place)
        store(UInt64(rows) | UInt64(columns) << 16, at: place + 8)
        // Last, so that a change counts only when it is whole.
        store(UInt64(count + 1), at: JournalLayout.sizeCountOffset)
        return true
    }

    /// The changes of size that were written down here, oldest first.
    package var sizes: [JournalResize] {
        (0..<sizeCount).map { index in
            let place = JournalLayout.sizesOffset + index * JournalLayout.sizeByteCount
            let offset = unsafe base.load(fromByteOffset: place, as: UInt64.self)
            let size = unsafe UInt64(littleEndian: base.load(fromByteOffset: place + 8, as: UInt64.self))
            return JournalResize(
                offset: UInt64(littleEndian: offset), rows: UInt16(truncatingIfNeeded: size),
                columns: UInt16(truncatingIfNeeded: size >> 16))
        }
    }
}
