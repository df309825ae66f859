/// Breaking the text of the main screen and its scrollback anew, see ``Reflow``.
extension Terminal {
    /// Fills the screen, which is new and blank, and the scrollback from the old ones.
    ///
    /// - Parameters:
    ///   - old: The cells that the screen had.
    ///   - newSize: The size of those that it has now.
    ///   - cursor: Where the cursor is: it stays with the text before it, and the text below it is kept.
    ///   - other: Another place that stays with its text: the saved cursor's.
    mutating func reflow(
        _ old: consuming Grid, to newSize: TerminalSize, cursor: inout TextPlace, other: inout TextPlace
    ) {
        let oldRange = scrollback.range
        let cursorRow = min(cursor.row, old.rows - 1)
        var last = old.rows - 1
        while last > cursorRow, old.length(last) == 0 { last -= 1 }
        let blankRows = old.rows - 1 - last

        let first = oldRange.upperBound
        let mark = shell.commandStart
        let points = [
            Reflow.Point(line: first, column: 0),
            Reflow.Point(line: first + cursorRow, column: cursor.column + (cursor.isWrapPending ? 1 : 0)),
            Reflow.Point(line: first + other.row, column: other.column + (other.isWrapPending ? 1 : 0)),
            Reflow.Point(line: mark?.line ?? -1, column: mark?.column ?? 0),
            Reflow.Point(line: followed?.line ?? -1, column: followed?.column ?? 0),
        ]
        let isSameWidth = newSize.columns == old.columns
        var taken = Scrollback(limit: 0)
        if isSameWidth {
            swap(&taken, &scrollback)
            taken.raiseLimit(by: old.rows)
        } else {
            taken = Scrollback(
                limit: options.scrollbackLimit + max(old.rows, newSize.rows), first: oldRange.lowerBound)
        }
        // A line that goes on is filled up with blanks to where it was broken.
        let oldColumns = min(old.columns, givenColumns ?? old.columns)
        var reflow = Reflow(from: oldColumns, to: newSize.columns, output: taken, points: points)
        if !isSameWidth {
            for number in oldRange { reflow.take(scrollback.encoded(number) ?? [], number: number) }
        }
        let before = isSameWidth ? oldRange.count : 0
        for row in 0...last {
            tables.encode(row: row, of: old)
            reflow.take(tables.encoder.line, number: first + row)
        }
        reflow.finish()

        let total = reflow.count + before
        let found = reflow.points.map { point in
            point.found.map { (row: $0.row + before, column: $0.column, isWrapPending: $0.isWrapPending) }
        }
        scrollback = reflow.release()
        let screenStart = found[0]?.row ?? total
        let ideal = total + blankRows - newSize.rows
        let top = ideal <= screenStart ? max(0, ideal) : max(screenStart, total - newSize.rows)

        var lines: [[UInt8]] = []
        while lines.count < total - top, let line = scrollback.removeLast() { lines.append(line) }
        let shown = lines.count
        for (index, bytes) in lines.enumerated() {
            var slice = bytes[...]
            load((try? Line(decoding: &slice)) ?? Line(), row: shown - 1 - index)
        }
        scrollback.reduceLimit(to: options.scrollbackLimit)
        if !isSameWidth {
            let upper = max(oldRange.upperBound, oldRange.lowerBound + scrollback.range.count)
            scrollback.renumber(by: upper - scrollback.range.upperBound)
        }

        let clamp = { (point: (row: Int, column: Int, isWrapPending: Bool)) in
            TextPlace(
                row: min(max(point.row - top, 0), newSize.rows - 1), column: point.column,
                isWrapPending: point.isWrapPending)
        }
        if let point = found[1] { cursor = clamp(point) }
        if let point = found[2] {
            other = clamp(point)
        } else {
            other.row = min(other.row, newSize.rows - 1)
            other.column = min(other.column, newSize.columns - 1)
            other.isWrapPending = false
        }
        let kept = { [range = scrollback.range] (point: (row: Int, column: Int, isWrapPending: Bool)) in
            let line = range.upperBound + point.row - top
            return line < range.lowerBound ? nil : TextMark(line: line, column: point.column)
        }
        shell.commandStart = found[3].flatMap(kept)
        // What is above the screen keeps its number where the width stays.
        let isAbove = isSameWidth && (followed?.line ?? first) < first
        if !isAbove { followed = found[4].flatMap(kept) }
    }
}
