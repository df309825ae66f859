import RoostModel

/// The rows that the blocks of a transcript take: made at the first look, and kept for the next ones.
struct TranscriptRows: Sendable {
    /// The rows of a block as they were made last.
    private struct Made {
        var last: Int
        var rows: [[Span]]
    }

    /// Blocks whose rows are kept; a look needs those of one or two screens.
    private static let mostMade = 200

    /// Cells of a row.
    var columns = 0 {
        didSet { if columns != oldValue { made = [:] } }
    }
    /// Blocks that are not as their kind is at first, by number.
    private var turned: Set<Int> = []
    private var made: [Int: Made] = [:]

    /// Whether a block shows only a line of what it is.
    func isFolded(_ block: TranscriptBlock) -> Bool {
        block.isFoldable && !turned.contains(block.number)
    }

    /// Folds or unfolds a block.
    mutating func turn(_ block: TranscriptBlock) {
        turned.formSymmetricDifference([block.number])
        made[block.number] = nil
    }

    /// The rows of a block, at least one.
    mutating func rows(of block: TranscriptBlock) -> [[Span]] {
        if let known = made[block.number], known.last == block.last { return known.rows }
        let isFolded = isFolded(block)
        var rows = block.lines(isFolded: isFolded).flatMap { $0.wrapped(to: columns) }
        if rows.isEmpty { rows = [[]] }
        if isFolded, rows.count > 1 { rows = [Self.cut(rows[0], to: columns)] }
        if made.count >= Self.mostMade { made = [:] }
        made[block.number] = Made(last: block.last, rows: rows)
        return rows
    }

    /// The rows of a block with the blank one that sets it apart.
    mutating func height(of index: Int, in blocks: [TranscriptBlock]) -> Int {
        rows(of: blocks[index]).count + (Self.hasGap(before: index, in: blocks) ? 1 : 0)
    }

    /// Whether a blank row comes before a block.
    static func hasGap(before index: Int, in blocks: [TranscriptBlock]) -> Bool {
        index > 0 && (blocks[index].isSpacious || blocks[index - 1].isSpacious)
    }

    /// A row of which more followed.
    private static func cut(_ row: [Span], to columns: Int) -> [Span] {
        var left = max(0, columns - 1)
        var cut: [Span] = []
        for span in row where left > 0 {
            let width = TextWidth.of(span.text)
            // What clips writes its own sign for it, of which one is enough.
            cut.append(
                width > left ? Span(String(TextWidth.clip(span.text, to: left).dropLast()), span.look) : span)
            left -= width
        }
        return cut + [Span("…", .dim)]
    }
}
