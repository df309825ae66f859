/// Rows of a screen, a bit each.
package struct RowSet: Hashable, Sendable {
    private var words: [UInt64] = []

    /// No rows.
    package init() {}

    /// Rows from the top to before `count`.
    package init(all count: Int) {
        for row in 0..<Swift.max(0, count) { insert(row) }
    }

    /// Has no rows.
    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// How many rows.
    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether a row is in it.
    package func contains(_ row: Int) -> Bool {
        row >= 0 && row >> 6 < words.count && words[row >> 6] & 1 << UInt64(row & 63) != 0
    }

    /// Adds a row; one below 0 is none.
    package mutating func insert(_ row: Int) {
        guard row >= 0 else { return }
        while words.count <= row >> 6 { words.append(0) }
        words[row >> 6] |= 1 << UInt64(row & 63)
    }

    /// Adds the rows of another set.
    package mutating func formUnion(_ other: RowSet) {
        for row in other { insert(row) }
    }
}

extension RowSet: Sequence {
    /// The rows from the top down.
    package func makeIterator() -> AnyIterator<Int> {
        var index = 0
        var word = words.first ?? 0
        let words = words
        return AnyIterator {
            while word == 0 {
                index += 1
                guard index < words.count else { return nil }
                word = words[index]
            }
            defer { word &= word - 1 }
            return index << 6 + word.trailingZeroBitCount
        }
    }
}
