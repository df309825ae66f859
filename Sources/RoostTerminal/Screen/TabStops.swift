/// The columns where a tab ends.
struct TabStops: Equatable {
    private(set) var words: [UInt64]

    /// One in every eight columns, for as many as a terminal can have: so a resize changes nothing.
    init() {
        words = Array(repeating: 0x0101_0101_0101_0101, count: Line.columnLimit / 64 + 1)
        remove(0)
    }

    /// From a snapshot; nil if these are not as many words as needed.
    init?(words: [UInt64]) {
        self.init()
        guard words.count == self.words.count else { return nil }
        self.words = words
    }

    /// HTS.
    mutating func insert(_ column: Int) {
        guard words.indices.contains(column >> 6) else { return }
        words[column >> 6] |= 1 << UInt64(column & 63)
    }

    /// TBC 0.
    mutating func remove(_ column: Int) {
        guard words.indices.contains(column >> 6) else { return }
        words[column >> 6] &= ~(1 << UInt64(column & 63))
    }

    /// TBC 3.
    mutating func removeAll() {
        for index in words.indices { words[index] = 0 }
    }

    /// The first stop right of a column, or `end`.
    func next(after column: Int, end: Int) -> Int {
        var candidate = column + 1
        while candidate < end {
            let word = words[candidate >> 6] >> UInt64(candidate & 63)
            if word != 0 { return min(end, candidate + word.trailingZeroBitCount) }
            candidate = (candidate >> 6 + 1) << 6
        }
        return end
    }

    /// The first stop left of a column, or `start`.
    func previous(before column: Int, start: Int) -> Int {
        var candidate = column - 1
        while candidate > start {
            if words[candidate >> 6] >> UInt64(candidate & 63) & 1 != 0 { return candidate }
            candidate -= 1
        }
        return start
    }
}
