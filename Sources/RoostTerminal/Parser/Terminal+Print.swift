/// Characters into cells, with wrapping, insertion, charsets and clusters.
extension Terminal {
    /// The first column that the cursor cannot reach from where it is.
    @inline(__always)
    var rightLimit: Int { column < margins.right ? margins.right : size.columns }

    /// A cell without a character in the pen's style.
    @inline(__always)
    mutating func penTemplate() -> UInt64 {
        if pen == templatePen { return template }
        let identifier = intern(pen)
        template = UInt64(identifier) << PackedCell.styleShift
        templatePen = pen
        return template
    }

    /// Prints a run of 20...7E.
    @inline(__always)
    mutating func print(ascii start: UnsafePointer<UInt8>, count: Int) {
        unsafe lastPrinted = UInt32(start[count - 1])
        guard isPrintingPlain else { return unsafe printMapped(start, count) }
        let template = penTemplate()
        var next = unsafe start
        var left = count
        while true {
            if isWrapPending { wrap() }
            let room = rightLimit - column
            if left < room {
                unsafe grid.write(ascii: next, count: left, row: row, column: column, template: template)
                column &+= left
                return
            }
            unsafe grid.write(ascii: next, count: room, row: row, column: column, template: template)
            column &+= room &- 1
            isWrapPending = true
            left &-= room
            guard left > 0 else { return }
            guard modes.contains(.autoWrap) else {
                // Everything that does not fit goes into the last column, and only the last of it stays.
                unsafe grid.write(
                    ascii: next + (room + left - 1), count: 1, row: row, column: column, template: template)
                return
            }
            unsafe next += room
        }
    }

    /// The same where bytes are not just themselves: other charsets, insert mode.
    private mutating func printMapped(_ start: UnsafePointer<UInt8>, _ count: Int) {
        for index in 0..<count {
            let byte = unsafe start[index]
            let set = charsets.single == 0 ? charsets[charsets.shifted] : charsets[charsets.single]
            if charsets.single != 0 { charsets.single = 0 }
            printNarrow(set.scalar(byte, isNational: modes.contains(.nationalCharsets)))
        }
    }

    /// Prints wide characters that join nothing, as many as follow each other and fit into the row: most of
    /// Chinese, Japanese and Korean text, and most emoji.
    ///
    /// Everything else is left to ``print(_:)``.
    ///
    /// - Returns: Where it stopped.
    mutating func printWide(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        guard isPrintingPlain, !isWrapPending else { return unsafe start }
        let template = penTemplate()
        let limit = rightLimit
        let run = unsafe grid.write(
            wide: start, end, row: row, columns: column..<limit, template: template, table: characters)
        guard run.count > 0 else { return unsafe start }
        lastPrinted = run.last
        isWrapPending = run.end >= limit
        column = run.end >= limit ? limit &- 1 : run.end
        return unsafe start + run.count
    }

    /// Prints one scalar of 20 or more.
    mutating func print(_ scalar: UInt32) {
        let properties = characters[scalar]
        if properties.kind != .plain, join(scalar, properties) { return }
        lastPrinted = scalar
        switch properties.width {
        case 0: break
        case 1: printNarrow(scalar)
        default:
            if properties.kind == .regional, !modes.contains(.clusters) {
                printNarrow(scalar)
            } else {
                printWide(scalar)
            }
        }
    }

    @inline(__always)
    private mutating func printNarrow(_ scalar: UInt32) {
        let cell = penTemplate() | UInt64(scalar)
        if isWrapPending { wrap() }
        if modes.contains(.insert) { insertBlanks(1) }
        grid.write(narrow: cell, row: row, column: column)
        advance(1)
    }

    @inline(__always)
    private mutating func printWide(_ scalar: UInt32) {
        let cell = penTemplate() | UInt64(scalar)
        if isWrapPending { wrap() }
        if rightLimit - column < 2 {
            guard modes.contains(.autoWrap), !status.isEntered else {
                return  // as xterm does: half of it cannot be shown
            }
            isWrapPending = true
            wrap()
        }
        if modes.contains(.insert) { insertBlanks(2) }
        grid.write(wide: cell, row: row, column: column)
        advance(2)
    }

    @inline(__always)
    private mutating func advance(_ width: Int) {
        let limit = rightLimit
        if column &+ width < limit {
            column &+= width
        } else {
            column = limit &- 1
            isWrapPending = true
        }
    }

    /// Goes to the next row, because the last column was written and something follows.
    @inline(never)
    mutating func wrap() {
        isWrapPending = false
        // The status line has no next row: as without autowrap, the last column is written again.
        guard modes.contains(.autoWrap), !status.isEntered else { return }
        if margins.left == 0, margins.right == size.columns { grid.setWrapped(true, row: row) }
        index()
        column = margins.left
    }

    /// Room for characters in insert mode.
    private mutating func insertBlanks(_ count: Int) {
        grid.insert(count, row: row, column: column, end: rightLimit, blank: eraseCell())
    }

    // MARK: Clusters

    /// Adds a scalar to the character before the cursor, if it belongs to it.
    ///
    /// - Returns: Whether it needs no cell of its own.
    private mutating func join(_ scalar: UInt32, _ properties: CharacterTable.Properties) -> Bool {
        let isCombining = properties.width == 0
        guard let place = previousCharacter() else { return isCombining }
        let cell = grid[row, place]
        guard !cell.isEmpty else { return isCombining }
        // An emoji joins nothing but what ends in U+200D, which is a cluster already.
        if properties.kind == .pictographic, !cell.isCluster { return isCombining }
        let part = cell.isCluster ? cell.scalar | ClusterTable.clusterFlag : cell.scalar
        if modes.contains(.clusters) {
            guard isCombining || continues(part, with: properties.kind) else { return false }
        } else if !isCombining {
            return false
        }
        guard clusters.scalarCount(part) < ClusterTable.scalarLimit else { return true }
        guard let index = addCluster(part, scalar) else { return true }
        // Adding may have swept, but never frees what a cell holds: the style of this one stays.
        var joined = PackedCell(UInt64(index) | PackedCell.clusterFlag)
        joined.rawValue |= cell.rawValue & (PackedCell.wideFlag | UInt64(0xFFFF) << PackedCell.styleShift)
        grid.put(joined, row: row, column: place)
        if properties.kind == .presentation, modes.contains(.clusters), !cell.isWide, !cell.isCluster,
            characters[cell.scalar].widensForPresentation
        {
            widen(place)
        }
        return true
    }

    /// Column of the character that the cursor stands behind; nil at the start of a row.
    private mutating func previousCharacter() -> Int? {
        var place = isWrapPending ? column : column - 1
        guard place >= 0 else { return nil }
        if grid[row, place].isSpacer { place -= 1 }
        return place >= 0 ? place : nil
    }

    /// Whether a scalar that has a width goes into the cluster all the same: the second half of a flag, a skin
    /// tone, a pictograph after U+200D (UAX #29 GB11, GB12).
    private mutating func continues(_ part: ClusterTable.Part, with kind: CharacterTable.Kind) -> Bool {
        switch kind {
        case .regional: clusters.scalarCount(part) == 1 && characters[part].kind == .regional
        case .modifier: characters[clusters.last(part)].kind == .pictographic
        case .pictographic:
            characters[clusters.last(part)].kind == .joiner
                && characters[clusters.first(part)].kind == .pictographic
        default: false
        }
    }

    /// Gives a narrow character a second cell, because U+FE0F asked for its emoji form.
    private mutating func widen(_ place: Int) {
        let end = place < margins.right ? margins.right : size.columns
        guard place + 1 < end else { return }
        let cell = grid[row, place]
        if modes.contains(.insert) {
            grid.insert(1, row: row, column: place + 1, end: end, blank: eraseCell())
        }
        grid.write(wide: cell.rawValue, row: row, column: place)
        column = place
        isWrapPending = false
        advance(2)
    }

    // MARK: Tables

    /// The identifier of a style, new or known.
    mutating func intern(_ style: PackedStyle) -> StyleTable.Identifier {
        if let known = styles.find(style) { return known }
        return addStyle(style)
    }

    @inline(never)
    private mutating func addStyle(_ style: PackedStyle) -> StyleTable.Identifier {
        var style = style
        if styles.isSweepDue {
            style = sweepStyles(keeping: style)
            if let known = styles.find(style) { return known }
        }
        return styles.add(style)
    }

    mutating func sweepStyles(keeping style: PackedStyle) -> PackedStyle {
        var used = [Bool](repeating: false, count: styles.capacity)
        var unused: [Bool] = []
        markCells(styles: &used, clusters: &unused)
        var pens = [
            style, pen, savedCursors.main.pen, savedCursors.alternate.pen, status.cursor.pen,
            status.saved.pen,
        ]
        styles.sweep(keeping: used, pens: &pens)
        // The style of the template may be gone, so the next character looks for it.
        template = 0
        templatePen = .plain
        pen = pens[1]
        savedCursors.main.pen = pens[2]
        savedCursors.alternate.pen = pens[3]
        status.cursor.pen = pens[4]
        status.saved.pen = pens[5]
        return pens[0]
    }

    /// The index of a character and one scalar more, new or known; nil if there are too many clusters.
    mutating func addCluster(_ part: ClusterTable.Part, _ scalar: UInt32) -> UInt32? {
        if clusters.isSweepDue {
            var unused: [Bool] = []
            var used = [Bool](repeating: false, count: clusters.capacity)
            markCells(styles: &unused, clusters: &used)
            clusters.sweep(keeping: used)
        }
        return clusters.add(part, scalar)
    }

    private func markCells(styles: inout [Bool], clusters: inout [Bool]) {
        grid.mark(styles: &styles, clusters: &clusters)
        hiddenGrid.mark(styles: &styles, clusters: &clusters)
        statusGrid.mark(styles: &styles, clusters: &clusters)
    }

    /// What erasing leaves: a blank with the background of the pen.
    @inline(__always)
    mutating func eraseCell() -> PackedCell {
        if pen.background == .standard { return .blank }
        return PackedCell(scalar: 0, style: intern(pen.erased))
    }
}
