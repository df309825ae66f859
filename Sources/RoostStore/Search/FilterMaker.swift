import RoostModel

/// Makes the filters of a session's output, line by line.
struct FilterMaker: TimedLineSink {
    /// A filter and the lines that it knows.
    struct Part: Equatable {
        /// Where its first line begins.
        let start: UInt64
        /// When the last of them came.
        fileprivate(set) var at: Timestamp
        fileprivate(set) var filter: GramFilter

        fileprivate init(start: UInt64, at: Timestamp) {
            self.start = start
            self.at = at
            // Parts are about as long: those that follow each other have different ones.
            filter = GramFilter(salt: UInt8(truncatingIfNeeded: start >> 16))
        }
    }

    var at = Timestamp(milliseconds: 0)
    /// Nil while it has no line.
    private(set) var part: Part?

    let start: UInt64

    /// Makes filters for the lines that begin at `start` or later.
    init(from start: UInt64) {
        self.start = start
    }

    mutating func take(_ line: inout [UInt8], at offset: UInt64) {
        guard offset >= start else { return }
        FoldedText.fold(&line)
        if part == nil { part = Part(start: offset, at: at) }
        part?.at = at
        part?.filter.insert(line)
    }

    /// Begins another filter.
    mutating func endPart() {
        part = nil
    }
}
