import RoostModel
import RoostTerminal

/// What is selected between a fixed end and the cursor.
struct CopySelection: Hashable, Sendable {
    /// The end that stays.
    var anchor: TextPosition
    var granularity: CopyMode.Granularity
    var isRectangle = false

    /// A piece of text: from a cell up to before another; of a rectangle, the same columns in each row.
    struct Span: Hashable, Sendable {
        var first: TextPosition
        /// The column is the one after the last.
        var last: TextPosition
        var isRectangle: Bool

        var lines: ClosedRange<Int> { first.line...max(first.line, last.line) }

        /// The columns that are selected in a line; nil outside.
        func columns(in line: Int) -> Range<Int>? {
            guard lines.contains(line) else { return nil }
            if isRectangle { return first.column..<max(first.column, last.column) }
            let start = line == first.line ? first.column : 0
            let end = line == last.line ? last.column : Int.max
            return start..<max(start, end)
        }
    }

    /// What is selected while the cursor is at a place.
    ///
    /// With `includesCursor` the later of the two ends belongs to it, as in vi and with the mouse; in Emacs it
    /// does not.
    func span(to cursor: TextPosition, in document: ScrollbackDocument, includesCursor: Bool) -> Span {
        var first = min(anchor, cursor)
        var last = max(anchor, cursor)
        if isRectangle {
            first.column = min(anchor.column, cursor.column)
            last.column =
                includesCursor
                ? max(document.end(of: anchor), document.end(of: cursor)) : max(anchor.column, cursor.column)
            return Span(first: first, last: last, isRectangle: true)
        }
        switch granularity {
        case .cell:
            if includesCursor { last.column = document.end(of: last) }
        case .word:
            first = document.word(around: first).lowerBound
            last = document.word(around: last).upperBound
            last.column = document.end(of: last)
        case .line:
            first = TextPosition(line: document.wholeLine(around: first.line).lowerBound, column: 0)
            last = TextPosition(line: document.wholeLine(around: last.line).upperBound, column: Int.max)
        }
        first.column = document.start(of: first)
        return Span(first: first, last: last, isRectangle: false)
    }
}

extension ScrollbackDocument {
    /// The column after the character in a cell: two on for a wide one.
    func end(of place: TextPosition) -> Int {
        let cell = line(place.line)?.cells[safe: place.column]
        return place.column + (cell?.width == 2 ? 2 : 1)
    }

    /// The column where the character in a cell begins: one back in the right half of a wide one.
    func start(of place: TextPosition) -> Int {
        guard place.column > 0, line(place.line)?.cells[safe: place.column]?.width == 0 else {
            return place.column
        }
        return place.column - 1
    }

    /// The text of a span, as a person would have typed it: rows that were wrapped are one line again, and
    /// blanks at the end of a line are left out.
    func text(of span: CopySelection.Span) -> String {
        var text = ""
        for number in span.lines.clamped(to: range.lowerBound...max(range.lowerBound, range.upperBound - 1)) {
            let line = line(number) ?? Line()
            let columns = (span.columns(in: number) ?? 0..<0).clamped(to: 0..<line.cells.count)
            let isLast = number == span.lines.upperBound
            if line.isWrapped, !span.isRectangle, !isLast {
                // A blank that was printed before the wrap belongs to the text; a cell that was never written,
                // before a wide character that did not fit, does not.
                let written = (line.cells.lastIndex { $0.scalar != 0 || $0.width == 0 } ?? -1) + 1
                text += line.text(of: columns.clamped(to: 0..<written), trimmed: false)
            } else {
                text += line.text(of: columns, trimmed: true)
                if !isLast { text += "\n" }
            }
        }
        return text
    }
}
