/// Lines back into cells: after a restore, and where lines come down from the scrollback.
extension Terminal {
    /// Puts a line into a row of the screen.
    mutating func load(_ line: Line, row: Int) {
        var identifiers = [StyleTable.Identifier?](repeating: nil, count: line.styles.count)
        for (column, cell) in line.cells.prefix(screen.grid.columns).enumerated() {
            let index = Int(cell.style)
            let style: StyleTable.Identifier
            if index == 0 {
                style = 0
            } else if let known = identifiers[index] {
                style = known
            } else {
                style = intern(tables.styles.pack(line.styles[index]))
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
            if packed != .blank { screen.grid.put(packed, row: row, column: column) }
        }
        screen.grid.repairWide(row: row)
        screen.grid.setWrapped(line.isWrapped, row: row)
    }

    private mutating func packed(cluster: String, style: StyleTable.Identifier) -> PackedCell {
        var part: ClusterTable.Part?
        for scalar in cluster.unicodeScalars.prefix(ClusterTable.scalarLimit) {
            guard let first = part else {
                part = scalar.value
                continue
            }
            // A sweep between two scalars could free the first part, which no cell holds yet.
            if let index = tables.clusters.add(first, scalar.value) {
                part = index | ClusterTable.clusterFlag
            }
        }
        guard let part else { return PackedCell(scalar: 0, style: style) }
        guard part & ClusterTable.clusterFlag != 0 else { return PackedCell(scalar: part, style: style) }
        return PackedCell(
            UInt64(part & ~ClusterTable.clusterFlag) | PackedCell.clusterFlag
                | UInt64(style) << PackedCell.styleShift)
    }
}
