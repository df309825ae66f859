/// Reading rows and scrollback.
extension Terminal {
    /// A row of the screen that is shown; empty for rows that are not on it.
    public func line(_ row: Int) -> Line {
        guard row >= 0, row < screen.rows else { return Line() }
        return line(row, of: screen.grid)
    }

    /// A row, which must exist.
    func line(_ row: Int, of grid: borrowing Grid) -> Line {
        var line = Line(isWrapped: grid.isWrapped(row))
        let length = grid.length(row)
        line.cells.reserveCapacity(length)
        var local: [PackedStyle: UInt16] = [.plain: 0]
        for column in 0..<length {
            let cell = grid[row, column]
            let packed = tables.styles[cell.style]
            let style: UInt16
            if let known = local[packed] {
                style = known
            } else {
                style = UInt16(line.styles.count)
                local[packed] = style
                line.styles.append(tables.styles.resolve(packed))
            }
            var scalar = cell.scalar
            if cell.isCluster {
                scalar = Line.Cell.clusterFlag | UInt32(line.clusters.count)
                line.clusters.append(tables.clusters.text(cell.scalar))
            }
            let width: UInt8 = cell.isWide ? 2 : cell.isSpacer ? 0 : 1
            line.cells.append(Line.Cell(scalar: scalar, width: width, style: style))
        }
        return line
    }

    /// Appends the compact form of a row, byte for byte what ``Line/encode(into:)`` gives for ``line(_:)``.
    public func encodeLine(_ row: Int, into bytes: inout [UInt8]) {
        guard row >= 0, row < screen.rows else { return Line().encode(into: &bytes) }
        tables.encode(row: row, of: screen.grid)
        tables.encoder.append(to: &bytes)
    }

    /// The numbers of the lines above the main screen that are kept.
    ///
    /// They only grow; row r of the main screen has the number `scrollbackRange.upperBound + r`. Another
    /// number of columns gives all lines new numbers.
    public var scrollbackRange: Range<Int> { scrollback.range }

    /// Bytes of memory that the lines above the screen take.
    public var scrollbackByteCount: Int { scrollback.byteCount }

    /// A line above the screen, nil if it is not kept (any more).
    public func scrollbackLine(_ number: Int) -> Line? {
        guard let bytes = scrollback.encoded(number) else { return nil }
        var slice = bytes[...]
        return try? Line(decoding: &slice)
    }

    /// The text of a line above the screen without its styles, nil if it is not kept.
    ///
    /// Faster than the line's.
    ///
    /// - Parameters:
    ///   - number: The line, from ``scrollbackRange``.
    ///   - trimmed: As in ``Line/text(trimmed:)``.
    /// - Returns: The text, without a newline.
    public func scrollbackText(_ number: Int, trimmed: Bool = true) -> String? {
        guard let bytes = scrollback.encoded(number) else { return nil }
        var reader = LEB128Reader(bytes[...])
        guard let head = reader.byte(), let count = reader.count(limit: Line.columnLimit) else { return nil }
        guard head & Line.structuredFlag == 0, var text = reader.take(count) else {
            return scrollbackLine(number)?.text(trimmed: trimmed)
        }
        if trimmed { while text.last == 0x20 { text.removeLast() } }
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the compact form of a line above the screen; nothing if it is not kept.
    public func encodeScrollbackLine(_ number: Int, into bytes: inout [UInt8]) {
        scrollback.encode(number, into: &bytes)
    }

    /// Forgets the lines above the screen (ED 3); their numbers are not used again.
    public mutating func clearScrollback() {
        guard !scrollback.range.isEmpty else { return }
        scrollback.clear()
        changes.count &+= 1
    }
}
