/// Characters into cells one by one, with wrapping, insertion and charsets.
///
/// Runs of text have faster ways of their own, in `Parser/Terminal+FastText.swift`.
extension Terminal {
    /// A cell without a character in the pen's style.
    @inline(__always)
    mutating func penTemplate() -> UInt64 {
        if screen.cursor.pen == template.pen { return template.cell }
        let identifier = intern(screen.cursor.pen)
        template.cell = UInt64(identifier) << PackedCell.styleShift
        // A sweep of the tables may have renumbered the pen's link.
        template.pen = screen.cursor.pen
        return template.cell
    }

    /// Prints one scalar of 20 or more.
    mutating func print(_ scalar: UInt32) {
        let properties = tables.characters[scalar]
        if properties.kind != .plain, join(scalar, properties) { return }
        lastPrinted = scalar
        switch properties.width {
        case 0: break
        case 1:
            if properties.kind == .regional, modes.contains(.clusters) {
                printWide(scalar)
            } else {
                printNarrow(scalar)
            }
        default: printWide(scalar)
        }
    }

    @inline(__always)
    mutating func printNarrow(_ scalar: UInt32) {
        let cell = penTemplate() | UInt64(scalar)
        if screen.cursor.isWrapPending { wrap() }
        if modes.contains(.insert) { insertBlanks(1) }
        screen.grid.write(narrow: cell, row: screen.cursor.row, column: screen.cursor.column)
        screen.advance(1)
    }

    @inline(__always)
    private mutating func printWide(_ scalar: UInt32) {
        let cell = penTemplate() | UInt64(scalar)
        if screen.cursor.isWrapPending { wrap() }
        if screen.rightLimit - screen.cursor.column < 2 {
            guard modes.contains(.autoWrap), !status.isEntered else {
                return  // as xterm does: half of it cannot be shown
            }
            screen.cursor.isWrapPending = true
            wrap()
        }
        if modes.contains(.insert) { insertBlanks(2) }
        screen.grid.write(wide: cell, row: screen.cursor.row, column: screen.cursor.column)
        screen.advance(2)
    }

    /// Goes to the next row, because the last column was written and something follows.
    @inline(never)
    mutating func wrap() {
        screen.cursor.isWrapPending = false
        // The status line has no next row: as without autowrap, the last column is written again.
        guard modes.contains(.autoWrap), !status.isEntered else { return }
        if screen.margins.left == 0, screen.margins.right == screen.columns {
            screen.grid.setWrapped(true, row: screen.cursor.row)
        }
        index()
        screen.cursor.column = screen.margins.left
    }

    /// Room for characters in insert mode.
    private mutating func insertBlanks(_ count: Int) {
        screen.grid.insert(
            count, row: screen.cursor.row, column: screen.cursor.column, end: screen.rightLimit,
            blank: eraseCell())
    }

    /// What erasing leaves: a blank with the background of the pen.
    @inline(__always)
    mutating func eraseCell() -> PackedCell {
        if screen.cursor.pen.background == .standard { return .blank }
        return PackedCell(scalar: 0, style: intern(screen.cursor.pen.erased))
    }
}
