import RoostModel

/// Keeps the lines that have the words of a query; a line becomes a string only then.
struct LineFinder: TimedLineSink {
    var at = Timestamp(milliseconds: 0)
    private(set) var found: [(line: OutputText.Line, at: Timestamp)] = []

    private let query: SearchQuery
    private let range: Range<UInt64>
    private var folded: [UInt8] = []

    /// Looks at the lines that begin in a range.
    init(_ query: SearchQuery, in range: Range<UInt64>) {
        self.query = query
        self.range = range
    }

    mutating func take(_ line: inout [UInt8], at offset: UInt64) {
        guard range.contains(offset) else { return }
        folded.removeAll(keepingCapacity: true)
        folded += line
        FoldedText.fold(&folded)
        guard query.isIn(folded: folded) else { return }
        found.append((OutputText.Line(text: String(decoding: line, as: UTF8.self), offset: offset), at))
    }
}
