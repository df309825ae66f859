import RoostClient
import RoostModel
import RoostTerminal

/// Where copy mode was, in words that are still true when the lines have been wrapped anew.
///
/// A session that gets another width has its lines numbered anew. What stays is the text of whole lines, so the place
/// is looked for by that, from where it should be outwards.
struct CopyPlace: Sendable {
    /// The whole lines from that of the view's first row on, as they were.
    let lines: [String]
    /// Cells of the first line above the view.
    let offset: Int
    /// Rows between the view's first one and the newest line's end.
    let rowsToEnd: Int
    /// The cursor's row and column in the view.
    let cursor: (row: Int, column: Int)
    /// How many rows around the guess have been looked through.
    var reach = 2 * ScrollbackDocument.pageLength
    /// Rows that have to come before it can go on.
    var wanted: Range<Int> = 0..<0

    /// More lines would not make the place any surer.
    private static let lineCount = 6

    /// Remembers the place of a view; nil where nothing is known of its lines.
    init?(of document: ScrollbackDocument, top: Int, cursor: TextPosition) {
        guard document.line(top) != nil else { return nil }
        let first = document.wholeLine(around: top)
        var lines: [String] = []
        var row = first.lowerBound
        while lines.count < Self.lineCount, document.line(row) != nil {
            let whole = document.wholeLine(around: row)
            lines.append(document.text(ofLine: whole))
            row = whole.upperBound + 1
        }
        self.lines = lines
        offset = (top - first.lowerBound) * document.columns
        rowsToEnd = document.range.upperBound - top
        self.cursor = (cursor.line - top, cursor.column)
    }

    /// The row where the view begins in a document of another width: the nearest to the guess of those that fit.
    ///
    /// - Returns: Nil while rows are missing (see ``wanted``), and `.some(nil)` when it is nowhere.
    mutating func find(in document: ScrollbackDocument) -> Int?? {
        let guess = min(
            max(document.range.upperBound - rowsToEnd, document.range.lowerBound),
            document.range.upperBound - 1)
        while true {
            let near = (guess - reach..<guess + reach).clamped(to: document.range)
            wanted = near
            guard document.has(near) else { return nil }
            let found = matches(in: near, of: document).min { abs($0 - guess) < abs($1 - guess) }
            if let found { return .some(found + offset / max(1, document.columns)) }
            guard near != document.range else { return .some(nil) }
            reach *= 4
        }
    }

    private func matches(in rows: Range<Int>, of document: ScrollbackDocument) -> [Int] {
        var found: [Int] = []
        var row = rows.lowerBound
        while rows.contains(row) {
            let whole = document.wholeLine(around: row)
            if fits(at: whole, of: document) { found.append(whole.lowerBound) }
            row = max(row, whole.upperBound) + 1
        }
        return found
    }

    private func fits(at first: ClosedRange<Int>, of document: ScrollbackDocument) -> Bool {
        var whole = first
        for (index, line) in lines.enumerated() {
            guard document.text(ofLine: whole) == line else { return false }
            guard index + 1 < lines.count else { return true }
            let next = whole.upperBound + 1
            // Beyond the pages that are there nothing speaks against it.
            guard document.line(next) != nil else { return index > 0 }
            whole = document.wholeLine(around: next)
        }
        return !lines.isEmpty
    }
}

extension ScrollbackDocument {
    /// The text of the rows of a whole line, without the blanks at its end.
    func text(ofLine rows: ClosedRange<Int>) -> String {
        var text = ""
        for row in rows { text += line(row)?.text(trimmed: !isWrapped(row)) ?? "" }
        while text.last == " " { text.removeLast() }
        return text
    }
}
