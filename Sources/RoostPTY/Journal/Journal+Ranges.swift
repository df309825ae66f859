import RoostKeeperProtocol

// What a journal holds, and where it has holes.
extension Journal {
    /// The offsets of the bytes that are kept, in order; a crash may have left gaps between them.
    package var ranges: [Range<UInt64>] {
        var ranges: [Range<UInt64>] = []
        func add(_ range: Range<UInt64>) {
            guard !range.isEmpty else { return }
            if let last = ranges.last, last.upperBound == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        for kept in older {
            add(kept.segment.firstOffset..<max(kept.segment.firstOffset, kept.segment.endOffset))
        }
        add(newest.segment.firstOffset..<max(newest.segment.firstOffset, newest.segment.endOffset))
        return ranges
    }
}
