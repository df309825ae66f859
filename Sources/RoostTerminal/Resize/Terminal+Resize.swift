/// Another size.
extension Terminal {
    /// Gives both screens another size.
    ///
    /// Text on the main screen and above it is broken anew and none of it is lost; the cursor stays with the
    /// text before it. More rows bring lines down from the scrollback, fewer first take the blank rows below the
    /// text. The alternate screen is cut or extended, its program draws it again. Margins are reset.
    /// The status line is cut or extended too.
    ///
    /// - Complexity: O(*n*) in the scrollback, if the columns change and lines have to be broken.
    public mutating func resize(to newSize: TerminalSize) {
        guard newSize != size else { return }
        defer { givenColumns = nil }
        if isAlternateScreen {
            resizeAlternate(to: newSize)
        } else {
            hiddenGrid = .none
            var cursor = MainCursor(row: row, column: column, isWrapPending: isWrapPending)
            var saved = MainCursor(savedCursors.main)
            let old = exchangeGrid(Grid(newSize))
            reflow(old, to: newSize, cursor: &cursor, other: &saved)
            (row, column, isWrapPending) = (cursor.row, cursor.column, cursor.isWrapPending)
            saved.store(in: &savedCursors.main)
        }
        size = newSize
        margins = Margins(newSize)
        row = min(row, newSize.rows - 1)
        column = min(column, newSize.columns - 1)
        savedCursors.alternate.row = min(savedCursors.alternate.row, newSize.rows - 1)
        savedCursors.alternate.column = min(savedCursors.alternate.column, newSize.columns - 1)
        resizeStatusLine()
        if modes.contains(.sizeReports) { reportSize() }
        finishChanges()
    }

    /// The columns that a program can choose.
    static let wideColumns = 132

    /// The size that ``resize(to:)`` gave: a program may have made its screens wider or narrower since (DECCOLM).
    public var givenSize: TerminalSize {
        let size = mainSize
        return TerminalSize(rows: size.rows, columns: givenColumns ?? size.columns)
    }

    /// Gives the screens other columns, in the middle of the program's output; only on the main display.
    ///
    /// They are cut or extended, as xterm does it; most of the time they are erased anyway. The lines above stay
    /// as they are.
    mutating func changeColumns(to columns: Int) {
        guard columns != size.columns else { return }
        let given = givenSize.columns
        givenColumns = columns == given ? nil : given
        size.columns = columns
        let old = exchangeGrid(Grid(size))
        grid.copy(old, from: 0)
        if isAlternateScreen {
            let main = exchangeHidden(Grid(size))
            hiddenGrid.copy(main, from: 0)
        } else {
            hiddenGrid = .none
        }
        margins = Margins(size)
        column = min(column, columns - 1)
        isWrapPending = false
        savedCursors.main.column = min(savedCursors.main.column, columns - 1)
        savedCursors.alternate.column = min(savedCursors.alternate.column, columns - 1)
        savedCursors.main.isWrapPending = false
        savedCursors.alternate.isWrapPending = false
        resizeStatusLine()
        if modes.contains(.sizeReports) { reportSize() }
    }

    private struct MainCursor {
        var row: Int
        var column: Int
        var isWrapPending: Bool

        init(row: Int, column: Int, isWrapPending: Bool) {
            (self.row, self.column, self.isWrapPending) = (row, column, isWrapPending)
        }

        init(_ saved: SavedCursor) {
            self.init(row: saved.row, column: saved.column, isWrapPending: saved.isWrapPending)
        }

        func store(in saved: inout SavedCursor) {
            (saved.row, saved.column, saved.isWrapPending) = (row, column, isWrapPending)
        }
    }

    private mutating func exchangeGrid(_ new: consuming Grid) -> Grid {
        swap(&grid, &new)
        return new
    }

    private mutating func exchangeHidden(_ new: consuming Grid) -> Grid {
        swap(&hiddenGrid, &new)
        return new
    }

    private mutating func resizeAlternate(to newSize: TerminalSize) {
        let first = max(0, row - (newSize.rows - 1))
        let old = exchangeGrid(Grid(newSize))
        grid.copy(old, from: first)
        row -= first
        let main = exchangeHidden(.none)
        // The main screen is filled in the place of the one that is shown, because filling a row may sweep the
        // tables, and a sweep looks at both screens.
        var cursor = MainCursor(savedCursors.main)
        var other = cursor
        hiddenGrid = exchangeGrid(Grid(newSize))
        reflow(main, to: newSize, cursor: &cursor, other: &other)
        swap(&grid, &hiddenGrid)
        cursor.store(in: &savedCursors.main)
    }

    /// Fills the screen, which is new and blank, and the scrollback from the old ones.
    private mutating func reflow(
        _ old: consuming Grid, to newSize: TerminalSize, cursor: inout MainCursor, other: inout MainCursor
    ) {
        let oldRange = scrollback.range
        let cursorRow = min(cursor.row, old.rows - 1)
        var last = old.rows - 1
        while last > cursorRow, old.length(last) == 0 { last -= 1 }
        let blankRows = old.rows - 1 - last

        let first = oldRange.upperBound
        let mark = commandStart
        let points = [
            Reflow.Point(line: first, column: 0),
            Reflow.Point(line: first + cursorRow, column: cursor.column + (cursor.isWrapPending ? 1 : 0)),
            Reflow.Point(line: first + other.row, column: other.column + (other.isWrapPending ? 1 : 0)),
            Reflow.Point(line: mark?.line ?? -1, column: mark?.column ?? 0),
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
            encoder.encode(row: row, of: old, styles: styles, clusters: clusters)
            reflow.take(encoder.line, number: first + row)
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
            MainCursor(
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
        commandStart = found[3].flatMap { point in
            let line = scrollback.range.upperBound + point.row - top
            return line < scrollback.range.lowerBound ? nil : TextMark(line: line, column: point.column)
        }
    }

    /// Puts a line into a row of the screen.
    mutating func load(_ line: Line, row: Int) {
        var identifiers = [StyleTable.Identifier?](repeating: nil, count: line.styles.count)
        for (column, cell) in line.cells.prefix(grid.columns).enumerated() {
            let index = Int(cell.style)
            let style: StyleTable.Identifier
            if index == 0 {
                style = 0
            } else if let known = identifiers[index] {
                style = known
            } else {
                style = intern(styles.pack(line.styles[index]))
                identifiers[index] = style
            }
            var packed = PackedCell(scalar: 0, style: style)
            if cell.scalar & Line.Cell.clusterFlag != 0 {
                packed = self.packed(
                    cluster: line.clusters[Int(cell.scalar & ~Line.Cell.clusterFlag)], style: style)
            } else if cell.scalar <= 0x10_FFFF {
                packed = PackedCell(scalar: cell.scalar, style: style)
            }
            if cell.width == 2 { packed.rawValue |= PackedCell.wideFlag }
            if cell.width == 0 {
                packed = PackedCell(UInt64(style) << PackedCell.styleShift | PackedCell.spacerFlag)
            }
            if packed != .blank { grid.put(packed, row: row, column: column) }
        }
        grid.repairWide(row: row)
        grid.setWrapped(line.isWrapped, row: row)
    }

    private mutating func packed(cluster: String, style: StyleTable.Identifier) -> PackedCell {
        var part: ClusterTable.Part?
        for scalar in cluster.unicodeScalars.prefix(ClusterTable.scalarLimit) {
            guard let first = part else {
                part = scalar.value
                continue
            }
            // A sweep between two scalars could free the first part, which no cell holds yet.
            if let index = clusters.add(first, scalar.value) { part = index | ClusterTable.clusterFlag }
        }
        guard let part else { return PackedCell(scalar: 0, style: style) }
        guard part & ClusterTable.clusterFlag != 0 else { return PackedCell(scalar: part, style: style) }
        return PackedCell(
            UInt64(part & ~ClusterTable.clusterFlag) | PackedCell.clusterFlag
                | UInt64(style) << PackedCell.styleShift)
    }
}
