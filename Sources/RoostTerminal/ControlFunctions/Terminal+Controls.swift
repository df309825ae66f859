/// Control characters and escape sequences without parameters.
extension Terminal {
    /// C0.
    @inline(__always)
    mutating func execute(_ byte: UInt8) {
        lastPrinted = 0
        if byte == 0x0A { return lineFeed() }
        if byte == 0x0D { return carriageReturn() }
        switch byte {
        case 0x0B, 0x0C: lineFeed()
        case 0x08: moveLeft(1)
        case 0x09: tabForward(1)
        case 0x07: post(.bell)
        case 0x0E: charsets.shifted = 1
        case 0x0F: charsets.shifted = 0
        default: break
        }
    }

    /// C1, from UTF-8: the same as ESC and the byte 40 lower.
    mutating func executeC1(_ byte: UInt8) {
        lastPrinted = 0
        parser.clear()
        switch byte {
        case 0x90: parser.state = .deviceEntry
        case 0x98, 0x9E, 0x9F:
            parser.string = []
            parser.stringKind = .ignored
            parser.state = .string
        case 0x9B: parser.state = .controlEntry
        case 0x9D:
            parser.string = []
            parser.stringKind = .operatingSystemCommand
            parser.state = .string
        default: dispatchEscape(byte &- 0x40)
        }
    }

    /// ESC with what was collected and a final byte.
    mutating func dispatchEscape(_ final: UInt8) {
        lastPrinted = 0
        switch parser.collected {
        case 0: dispatchPlainEscape(final)
        case 0x20: conformance.setControls(final)  // S7C1T, S8C1T
        case 0x23: if final == 0x38 { onMainDisplay { $0.alignmentTest() } }  // DECALN
        case 0x28, 0x29, 0x2A, 0x2B: charsets[UInt8(parser.collected - 0x28)] = Charset(final: final)  // SCS
        case 0x2825, 0x2925, 0x2A25, 0x2B25:  // SCS with %
            charsets[UInt8(parser.collected >> 8 - 0x28)] = Charset(final: final, intermediate: 0x25)
        case 0x2D, 0x2E, 0x2F:  // SCS, 96 characters
            charsets[UInt8(parser.collected - 0x2C)] = Charset(final96: final)
        default: break
        }
    }

    private mutating func dispatchPlainEscape(_ final: UInt8) {
        switch final {
        case 0x36: backIndex()  // DECBI
        case 0x37: saveCursor()  // DECSC
        case 0x38: restoreCursor()  // DECRC
        case 0x39: forwardIndex()  // DECFI
        case 0x3D: input.applicationKeypad = true  // DECKPAM
        case 0x3E: input.applicationKeypad = false  // DECKPNM
        case 0x44: index()  // IND
        case 0x45:  // NEL
            index()
            carriageReturn()
        case 0x48: tabStops.insert(column)  // HTS
        case 0x4D: reverseIndex()  // RI
        case 0x4E: charsets.single = 2  // SS2
        case 0x4F: charsets.single = 3  // SS3
        case 0x56: protect(true, .iso)  // SPA
        case 0x57: protect(false, protection)  // EPA
        case 0x5A: reportPrimaryAttributes()  // DECID
        case 0x63: reset()  // RIS
        case 0x6C: if row < margins.bottom - 1 { margins.top = row }  // Memory Lock, as HP had it
        case 0x6D: margins.top = 0  // Memory Unlock
        case 0x6E: charsets.shifted = 2  // LS2
        case 0x6F: charsets.shifted = 3  // LS3
        default: break
        }
    }

    /// LF, VT, FF.
    @inline(__always)
    mutating func lineFeed() {
        index()
        if input.newLineMode { carriageReturn() }
    }

    /// CR.
    @inline(__always)
    mutating func carriageReturn() {
        isWrapPending = false
        column = column >= margins.left || modes.contains(.origin) ? margins.left : 0
    }

    /// IND: down one row, scrolling at the bottom margin.
    @inline(__always)
    mutating func index() {
        isWrapPending = false
        if row == margins.bottom &- 1 {
            if column >= margins.left, column < margins.right || margins.right == size.columns { scrollUp(1) }
        } else if row < size.rows &- 1 {
            row &+= 1
        }
    }

    /// RI: up one row, scrolling at the top margin.
    mutating func reverseIndex() {
        isWrapPending = false
        if row == margins.top {
            if column >= margins.left, column < margins.right { scrollDown(1) }
        } else if row > 0 {
            row -= 1
        }
    }

    /// DECBI: left one column, the content moves right at the left margin.
    private mutating func backIndex() {
        isWrapPending = false
        if column == margins.left, isInMargins {
            insertColumns(1, at: column)
        } else if column > 0 {
            column -= 1
        }
    }

    /// DECFI: right one column, the content moves left at the right margin.
    private mutating func forwardIndex() {
        isWrapPending = false
        if column == margins.right - 1, isInMargins {
            deleteColumns(1, at: margins.left)
        } else if column < size.columns - 1 {
            column += 1
        }
    }

    /// HT, CHT: to the next stop, never past the right margin.
    ///
    /// A pending wrap stays, unless ?41 has it happen.
    mutating func tabForward(_ count: Int) {
        if isWrapPending, modes.contains(.moreFix) { wrap() }
        let end = rightLimit - 1
        for _ in 0..<min(count, size.columns) {
            guard column < end else { break }
            column = tabStops.next(after: column, end: end)
            isWrapPending = false
        }
    }

    /// CBT.
    mutating func tabBackward(_ count: Int) {
        let start = modes.contains(.origin) ? margins.left : 0
        isWrapPending = false
        for _ in 0..<min(count, size.columns) {
            guard column > start else { break }
            column = tabStops.previous(before: column, start: start)
        }
    }

    /// SPA and DECSCA, on and off.
    mutating func protect(_ isProtecting: Bool, _ kind: Protection) {
        protection = kind
        if isProtecting { pen.attributes.insert(.protected) } else { pen.attributes.remove(.protected) }
    }

    /// DECSC.
    mutating func saveCursor() {
        savedCursor = place
    }

    /// DECRC; without a DECSC before it, the cursor goes home and everything is as after a reset.
    mutating func restoreCursor() {
        let saved = savedCursor
        pen = saved.pen
        charsets = saved.charsets
        if saved.isOrigin { modes.insert(.origin) } else { modes.remove(.origin) }
        row = min(saved.row, size.rows - 1)
        column = min(saved.column, size.columns - 1)
        if saved.isOrigin {
            row = max(min(row, margins.bottom - 1), margins.top)
            column = min(max(column, margins.left), margins.right - 1)
        }
        isWrapPending = saved.isWrapPending && column == saved.column
    }

    /// DECALN: the screen full of E, no margins, cursor home.
    private mutating func alignmentTest() {
        margins = Margins(size)
        modes.remove(.origin)
        moveTo(row: 0, column: 0)
        for row in 0..<size.rows {
            grid.fill(0..<size.columns, row: row, with: PackedCell(scalar: 0x45, style: 0))
        }
    }
}
