import RoostModel

/// Makes the filters of a session's output, line by line.
struct FilterMaker: TimedLineSink {
    /// A filter and the lines that it knows.
    struct Part {
        /// Where its first line begins; nil while it has none.
        var start: UInt64?
        /// When the last of them came.
        var at = Timestamp(milliseconds: 0)
        var filter = GramFilter()
    }

    var at = Timestamp(milliseconds: 0)
    private(set) var part = Part()
    /// Where the first line begins that has no filter because it lies behind `end`.
    private(set) var next: UInt64?

    let start: UInt64
    private let end: UInt64

    /// Makes filters for the lines that begin at `start` or later and before `end`.
    init(from start: UInt64, to end: UInt64) {
        self.start = start
        self.end = end
    }

    mutating func take(_ line: inout [UInt8], at offset: UInt64) {
        guard offset >= start, next == nil else { return }
        guard offset < end else {
            next = offset
            return
        }
        if part.start == nil { part.start = offset }
        part.at = at
        FoldedText.fold(&line)
        part.filter.insert(line)
    }

    /// Begins another filter.
    mutating func endPart() {
        part = Part()
    }
}
