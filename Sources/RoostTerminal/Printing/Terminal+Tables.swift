/// Filling the tables that cells refer to, and sweeping them: what no cell and no pen holds is freed.
extension Terminal {
    /// The identifier of a style, new or known.
    mutating func intern(_ style: PackedStyle) -> StyleTable.Identifier {
        if let known = tables.styles.find(style) { return known }
        return addStyle(style)
    }

    @inline(never)
    private mutating func addStyle(_ style: PackedStyle) -> StyleTable.Identifier {
        var style = style
        if tables.styles.isSweepDue {
            style = sweepStyles(keeping: style)
            if let known = tables.styles.find(style) { return known }
        }
        return tables.styles.add(style)
    }

    /// Frees the styles that no cell has, and the links that no style and no pen has.
    ///
    /// - Returns: `style`, whose link may have another number now.
    mutating func sweepStyles(keeping style: PackedStyle) -> PackedStyle {
        var used = [Bool](repeating: false, count: tables.styles.capacity)
        var unused: [Bool] = []
        markCells(styles: &used, clusters: &unused)
        var pens = [
            style, screen.cursor.pen, screen.saved.pen, hiddenScreen.saved.pen, status.screen.cursor.pen,
            status.screen.saved.pen,
        ]
        tables.styles.sweep(keeping: used, pens: &pens)
        // The style of the template may be gone, so the next character looks for it.
        template = CellTemplate()
        screen.cursor.pen = pens[1]
        screen.saved.pen = pens[2]
        hiddenScreen.saved.pen = pens[3]
        status.screen.cursor.pen = pens[4]
        status.screen.saved.pen = pens[5]
        return pens[0]
    }

    /// The index of a character and one scalar more, new or known; nil if there are too many clusters.
    mutating func addCluster(_ part: ClusterTable.Part, _ scalar: UInt32) -> UInt32? {
        if tables.clusters.isSweepDue {
            var unused: [Bool] = []
            var used = [Bool](repeating: false, count: tables.clusters.capacity)
            markCells(styles: &unused, clusters: &used)
            tables.clusters.sweep(keeping: used)
        }
        return tables.clusters.add(part, scalar)
    }

    private func markCells(styles: inout [Bool], clusters: inout [Bool]) {
        screen.grid.mark(styles: &styles, clusters: &clusters)
        hiddenScreen.grid.mark(styles: &styles, clusters: &clusters)
        status.screen.grid.mark(styles: &styles, clusters: &clusters)
        changes.frame.grid.mark(styles: &styles, clusters: &clusters)
    }
}
