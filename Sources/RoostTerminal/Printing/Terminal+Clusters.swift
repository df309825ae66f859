/// Clusters: scalars that join the character before the cursor.
extension Terminal {
    /// Adds a scalar to the character before the cursor, if it belongs to it.
    ///
    /// - Returns: Whether it needs no cell of its own.
    mutating func join(_ scalar: UInt32, _ properties: CharacterTable.Properties) -> Bool {
        let isCombining = properties.width == 0
        guard let place = previousCharacter() else { return isCombining }
        let cell = screen.grid[screen.cursor.row, place]
        guard !cell.isEmpty else { return isCombining }
        // An emoji joins nothing but what ends in U+200D, which is a cluster already.
        if properties.kind == .pictographic, !cell.isCluster { return isCombining }
        let part = cell.isCluster ? cell.scalar | ClusterTable.clusterFlag : cell.scalar
        if modes.contains(.clusters) {
            guard isCombining || continues(part, with: properties.kind) else { return false }
        } else if !isCombining {
            return false
        }
        guard tables.clusters.scalarCount(part) < ClusterTable.scalarLimit else { return true }
        guard let index = addCluster(part, scalar) else { return true }
        // Adding may have swept, but never frees what a cell holds: the style of this one stays.
        var joined = PackedCell(UInt64(index) | PackedCell.clusterFlag)
        joined.rawValue |= cell.rawValue & (PackedCell.wideFlag | ~PackedCell.contentMask)
        screen.grid.put(joined, row: screen.cursor.row, column: place)
        if properties.kind == .presentation, modes.contains(.clusters), !cell.isWide, !cell.isCluster,
            tables.characters[cell.scalar].widensForPresentation
        {
            widen(place)
        }
        return true
    }

    /// The character that was printed last, for REP.
    ///
    /// - Parameter first: Its first scalar, all there is of it if its cell tells nothing else.
    /// - Returns: Its scalars.
    func characterBeforeCursor(beginningWith first: UInt32) -> [UInt32] {
        guard let place = previousCharacter() else { return [first] }
        let cell = screen.grid[screen.cursor.row, place]
        guard cell.isCluster, tables.clusters.first(cell.scalar | ClusterTable.clusterFlag) == first else {
            return [first]
        }
        return Array(tables.clusters.scalars(cell.scalar))
    }

    /// Column of the character that the cursor stands behind; nil at the start of a row.
    private func previousCharacter() -> Int? {
        var place = screen.cursor.isWrapPending ? screen.cursor.column : screen.cursor.column - 1
        guard place >= 0 else { return nil }
        if screen.grid[screen.cursor.row, place].isSpacer { place -= 1 }
        return place >= 0 ? place : nil
    }

    /// Whether a scalar that has a width goes into the cluster all the same: a mark with a column of its own, the
    /// second half of a flag, a skin tone, a pictograph after U+200D (UAX #29 GB9a, GB11, GB12).
    private mutating func continues(_ part: ClusterTable.Part, with kind: CharacterTable.Kind) -> Bool {
        switch kind {
        case .spacing: true
        case .regional: tables.clusters.scalarCount(part) == 1 && tables.characters[part].kind == .regional
        case .modifier: tables.characters[tables.clusters.last(part)].kind == .pictographic
        case .pictographic:
            tables.characters[tables.clusters.last(part)].kind == .joiner
                && tables.characters[tables.clusters.first(part)].kind == .pictographic
        default: false
        }
    }

    /// Gives a narrow character a second cell, because U+FE0F asked for its emoji form.
    private mutating func widen(_ place: Int) {
        let end = place < screen.margins.right ? screen.margins.right : screen.columns
        guard place + 1 < end else { return }
        let cell = screen.grid[screen.cursor.row, place]
        if modes.contains(.insert) {
            screen.grid.insert(1, row: screen.cursor.row, column: place + 1, end: end, blank: eraseCell())
        }
        screen.grid.write(wide: cell.rawValue, row: screen.cursor.row, column: place)
        screen.cursor.column = place
        screen.cursor.isWrapPending = false
        screen.advance(2)
    }
}
