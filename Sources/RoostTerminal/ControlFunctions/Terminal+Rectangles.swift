/// The rectangles of the VT420: copy, fill, erase, change attributes, checksum.
/// https://vt100.net/docs/vt510-rm/chapter4.html, "Rectangular area operations"
extension Terminal {
    /// Where coordinates count from and what limits them: the screen, or in origin mode the margins.
    private var bounds: (rows: Range<Int>, columns: Range<Int>) {
        let margins = screen.margins
        return screen.cursor.isOrigin
            ? (margins.top..<margins.bottom, margins.left..<margins.right)
            : (0..<screen.rows, 0..<screen.columns)
    }

    /// The rectangle in four parameters from `start` on, clamped; nil if it is empty.
    private func rectangle(from start: Int) -> (rows: Range<Int>, columns: Range<Int>)? {
        let bounds = bounds
        let top = bounds.rows.lowerBound + parser.parameters[start, or: 1] - 1
        let left = bounds.columns.lowerBound + parser.parameters[start + 1, or: 1] - 1
        let bottom =
            parser.parameters[start + 2] == 0
            ? Int.max : bounds.rows.lowerBound + parser.parameters[start + 2]
        let right =
            parser.parameters[start + 3] == 0
            ? Int.max : bounds.columns.lowerBound + parser.parameters[start + 3]
        let endRow = min(bounds.rows.upperBound, bottom)
        let endColumn = min(bounds.columns.upperBound, right)
        guard top < endRow, left < endColumn else { return nil }
        return (top..<endRow, left..<endColumn)
    }

    /// DECCRA; there is one page, whatever the page parameters say.
    mutating func copyRectangle() {
        guard let source = rectangle(from: 0) else { return }
        let bounds = bounds
        let top = bounds.rows.lowerBound + parser.parameters[5, or: 1] - 1
        let left = bounds.columns.lowerBound + parser.parameters[6, or: 1] - 1
        let width = min(source.columns.count, bounds.columns.upperBound - left)
        let height = min(source.rows.count, bounds.rows.upperBound - top)
        guard width > 0, height > 0 else { return }
        let columns = source.columns.lowerBound..<source.columns.lowerBound + width
        let order = top > source.rows.lowerBound ? Array((0..<height).reversed()) : Array(0..<height)
        for offset in order {
            screen.grid.copy(
                columns, fromRow: source.rows.lowerBound + offset, toRow: top + offset, column: left)
        }
        for row in top..<top + height { screen.grid.repairWide(row: row) }
    }

    /// DECFRA, with a character of one cell.
    mutating func fillRectangle() {
        let scalar = parser.parameters[0]
        guard (0x20...0x7E).contains(scalar) || (0xA0...0xFF).contains(scalar) else { return }
        guard let area = rectangle(from: 1) else { return }
        let cell = PackedCell(penTemplate() | UInt64(scalar))
        for row in area.rows { fill(area.columns, row: row, with: cell) }
    }

    private mutating func fill(_ columns: Range<Int>, row: Int, with cell: PackedCell) {
        let wasWrapped = screen.grid.isWrapped(row)
        screen.grid.fill(columns, row: row, with: cell)
        screen.grid.setWrapped(wasWrapped, row: row)
    }

    /// DECERA, DECSERA.
    mutating func eraseRectangle(_ erasure: Erasure) {
        guard let area = rectangle(from: 0) else { return }
        for row in area.rows { erase(area.columns, row: row, erasure) }
    }

    /// DECCARA and DECRARA: SGR 0, 1, 4, 5, 7, 8 and the like for a rectangle (DECSACE 2), or else for the text
    /// from its first to its last place, whose columns may then be in any order.
    mutating func changeAttributes(isReversing: Bool) {
        if modes.isRectangleExact {
            guard let area = rectangle(from: 0) else { return }
            for row in area.rows {
                changeAttributes(isReversing, row: row, columns: area.columns)
            }
            return
        }
        let area = bounds
        let top = area.rows.lowerBound + parser.parameters[0, or: 1] - 1
        let bottom =
            parser.parameters[2] == 0 ? area.rows.upperBound : area.rows.lowerBound + parser.parameters[2]
        let first = area.columns.lowerBound + parser.parameters[1, or: 1] - 1
        let last =
            parser.parameters[3] == 0
            ? area.columns.upperBound : area.columns.lowerBound + parser.parameters[3]
        for row in area.rows.clamped(to: top..<max(top, bottom)) {
            let start = row == top ? first : area.columns.lowerBound
            let end = min(area.columns.upperBound, row == bottom - 1 ? last : area.columns.upperBound)
            if start < end { changeAttributes(isReversing, row: row, columns: start..<end) }
        }
    }

    private mutating func changeAttributes(_ isReversing: Bool, row: Int, columns: Range<Int>) {
        var known: (from: StyleTable.Identifier, to: StyleTable.Identifier)?
        for column in columns {
            var cell = screen.grid[row, column]
            if let known, known.from == cell.style {
                cell.style = known.to
            } else {
                let old = cell.style
                var style = tables.styles[old]
                if isReversing {
                    Self.toggle(parser.parameters, in: &style)
                } else {
                    applyParameters(from: 4, to: &style)
                }
                cell.style = intern(style)
                known = (old, cell.style)
            }
            screen.grid.put(cell, row: row, column: column)
        }
    }

    private static func toggle(_ parameters: borrowing Parameters, in style: inout PackedStyle) {
        let codes: [Int: Attributes] = [
            1: .bold, 2: .dim, 3: .italic, 5: .blink, 7: .inverse, 8: .invisible, 9: .strikethrough,
        ]
        for index in 4..<max(5, parameters.count) {
            let code = parameters[index]
            if code == 0 {
                style.attributes.formSymmetricDifference([.bold, .blink, .inverse])
                style.underline = style.underline == .none ? .single : .none
            } else if code == 4 {
                style.underline = style.underline == .none ? .single : .none
            } else if let attribute = codes[code] {
                style.attributes.formSymmetricDifference(attribute)
            }
        }
    }

    /// DECRQCRA: the sum of the characters of a rectangle, as xterm's `checksumExtension: 23` has it: neither
    /// negated nor with attributes.
    ///
    /// It would let a program read what others printed, so it must be allowed.
    mutating func reportChecksum() {
        guard options.allowChecksum else { return }
        var sum = 0
        if let area = rectangle(from: 2) {
            for row in area.rows {
                for column in area.columns {
                    let cell = screen.grid[row, column]
                    if cell.isCluster {
                        for scalar in tables.clusters.scalars(cell.scalar) { sum &+= Int(scalar) }
                    } else {
                        sum &+= cell.scalar == 0 ? 0x20 : Int(cell.scalar)
                    }
                }
            }
        }
        let hex = String(sum & 0xFFFF, radix: 16, uppercase: true)
        reply("\u{1B}P\(parser.parameters[0])!~\(String(repeating: "0", count: 4 - hex.count))\(hex)\u{1B}\\")
    }
}
