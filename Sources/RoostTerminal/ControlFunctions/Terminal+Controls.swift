/// Control characters and escape sequences without parameters.
extension Terminal {
    /// C0.
    @inline(__always)
    mutating func execute(_ byte: UInt8) {
        lastPrinted = 0
        if byte == 0x0A { return lineFeed() }
        if byte == 0x0D { return screen.carriageReturn() }
        switch byte {
        case 0x0B, 0x0C: lineFeed()
        case 0x08: moveLeft(1)
        case 0x09: tabForward(1)
        case 0x07: events.post(.bell)
        case 0x0E: screen.cursor.charsets.shifted = 1
        case 0x0F: screen.cursor.charsets.shifted = 0
        default: break
        }
    }

    /// C1, from UTF-8: the same as ESC and the byte 40 lower; a string only if it ends within its line.
    mutating func executeC1(_ byte: UInt8) {
        lastPrinted = 0
        parser.clear()
        switch byte {
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: startDoubtful(byte &- 0x40)
        case 0x9B: parser.state = .controlEntry
        default: dispatchEscape(byte &- 0x40)
        }
    }

    /// ESC with what was collected and a final byte.
    mutating func dispatchEscape(_ final: UInt8) {
        lastPrinted = 0
        switch parser.collected {
        case 0: dispatchPlainEscape(final)
        case 0x20: modes.conformance.setControls(final)  // S7C1T, S8C1T
        case 0x23: if final == 0x38 { onMainDisplay { $0.screen.alignmentTest() } }  // DECALN
        case 0x28, 0x29, 0x2A, 0x2B:  // SCS
            screen.cursor.charsets[UInt8(parser.collected - 0x28)] = Charset(final: final)
        case 0x2825, 0x2925, 0x2A25, 0x2B25:  // SCS with %
            screen.cursor.charsets[UInt8(parser.collected >> 8 - 0x28)] = Charset(
                final: final, intermediate: 0x25)
        case 0x2D, 0x2E, 0x2F:  // SCS, 96 characters
            screen.cursor.charsets[UInt8(parser.collected - 0x2C)] = Charset(final96: final)
        default: break
        }
    }

    private mutating func dispatchPlainEscape(_ final: UInt8) {
        switch final {
        case 0x36: screen.backIndex(blank: eraseCell())  // DECBI
        case 0x37: saveCursor()  // DECSC
        case 0x38: restoreCursor()  // DECRC
        case 0x39: screen.forwardIndex(blank: eraseCell())  // DECFI
        case 0x3D: modes.input.applicationKeypad = true  // DECKPAM
        case 0x3E: modes.input.applicationKeypad = false  // DECKPNM
        case 0x44: index()  // IND
        case 0x45:  // NEL
            index()
            screen.carriageReturn()
        case 0x48: tabStops.insert(screen.cursor.column)  // HTS
        case 0x4D: screen.reverseIndex(blank: eraseCell())  // RI
        case 0x4E: screen.cursor.charsets.single = 2  // SS2
        case 0x4F: screen.cursor.charsets.single = 3  // SS3
        case 0x56: protect(true, .iso)  // SPA
        case 0x57: protect(false, modes.protection)  // EPA
        case 0x5A: reportPrimaryAttributes()  // DECID
        case 0x63: reset()  // RIS
        case 0x6C:  // Memory Lock, as HP had it
            if screen.cursor.row < screen.margins.bottom - 1 { screen.margins.top = screen.cursor.row }
        case 0x6D: screen.margins.top = 0  // Memory Unlock
        case 0x6E: screen.cursor.charsets.shifted = 2  // LS2
        case 0x6F: screen.cursor.charsets.shifted = 3  // LS3
        default: break
        }
    }

    /// LF, VT, FF.
    @inline(__always)
    mutating func lineFeed() {
        index()
        if modes.input.newLineMode { screen.carriageReturn() }
    }

    /// CUB, BS: with ?45 on the main display it wraps backwards.
    mutating func moveLeft(_ count: Int) {
        let wraps =
            modes.contains(.autoWrap)
            && !modes.flags.isDisjoint(with: [.reverseWrap, .extendedReverseWrap])
            && !status.isEntered
        screen.moveLeft(count, wraps: wraps)
    }

    /// HT, CHT: to the next stop, never past the right margin.
    ///
    /// A pending wrap stays, unless ?41 has it happen.
    mutating func tabForward(_ count: Int) {
        if screen.cursor.isWrapPending, modes.contains(.moreFix) { wrap() }
        let end = screen.rightLimit - 1
        for _ in 0..<min(count, screen.columns) {
            guard screen.cursor.column < end else { break }
            screen.cursor.column = tabStops.next(after: screen.cursor.column, end: end)
            screen.cursor.isWrapPending = false
        }
    }

    /// CBT.
    mutating func tabBackward(_ count: Int) {
        let start = screen.cursor.isOrigin ? screen.margins.left : 0
        screen.cursor.isWrapPending = false
        for _ in 0..<min(count, screen.columns) {
            guard screen.cursor.column > start else { break }
            screen.cursor.column = tabStops.previous(before: screen.cursor.column, start: start)
        }
    }

    /// SPA and DECSCA, on and off.
    mutating func protect(_ isProtecting: Bool, _ kind: Modes.Protection) {
        modes.protection = kind
        if isProtecting {
            screen.cursor.pen.attributes.insert(.protected)
        } else {
            screen.cursor.pen.attributes.remove(.protected)
        }
    }
}
