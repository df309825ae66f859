/// CSI, by final byte. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, and the VT510's manual for
/// what stands there only by name.
///
/// Switches with a line for each sequence rather than tables of closures: this is the hot path, the compiler makes
/// jumps of them, and small functions are inlined.
extension Terminal {
    @inline(__always)
    mutating func dispatchControl(_ final: UInt8) {
        let printed = lastPrinted
        lastPrinted = 0
        if final == 0x6D, parser.collected == 0 { return selectGraphics() }  // SGR, by far the most frequent
        if parser.collected != 0 { return dispatchMarked(parser.collected << 8 | UInt32(final)) }
        dispatchPlain(final, printed)
    }

    private mutating func dispatchPlain(_ final: UInt8, _ printed: UInt32) {
        let first = parser.parameters[0]
        let count = max(first, 1)
        switch final {
        case 0x40: screen.insertCharacters(count, blank: eraseCell())  // ICH
        case 0x41: screen.moveUp(count)  // CUU
        case 0x42: screen.moveDown(count)  // CUD
        case 0x43: screen.moveRight(count)  // CUF
        case 0x44: moveLeft(count)  // CUB
        case 0x45:  // CNL
            screen.moveDown(count)
            screen.carriageReturn()
        case 0x46:  // CPL
            screen.moveUp(count)
            screen.carriageReturn()
        case 0x47, 0x60: screen.moveToColumn(count - 1)  // CHA, HPA
        case 0x48, 0x66:  // CUP, HVP
            screen.moveToAddress(row: count - 1, column: max(parser.parameters[1], 1) - 1)
        case 0x49: tabForward(count)  // CHT
        case 0x4A: eraseDisplay(first, .normal)  // ED
        case 0x4B: eraseLine(first, .normal)  // EL
        case 0x4C: screen.insertLines(count, blank: eraseCell())  // IL
        case 0x4D: screen.deleteLines(count, blank: eraseCell())  // DL
        case 0x50: screen.deleteCharacters(count, blank: eraseCell())  // DCH
        case 0x53: scrollUp(count)  // SU
        case 0x54:  // SD; with five parameters it tracks the mouse
            if parser.parameters.count <= 1 { screen.scrollDown(count, blank: eraseCell()) }
        case 0x58: eraseCharacters(count)  // ECH
        case 0x5A: tabBackward(count)  // CBT
        case 0x5E: screen.scrollDown(count, blank: eraseCell())  // SD, as in ECMA-48
        case 0x61: screen.moveBy(columns: count)  // HPR
        case 0x62: repeatCharacter(printed, count)  // REP
        case 0x63: if first == 0 { reportPrimaryAttributes() }  // DA1
        case 0x64: screen.moveToRow(count - 1)  // VPA
        case 0x65: screen.moveBy(rows: count)  // VPR
        case 0x67: clearTabs(first)  // TBC
        case 0x68: setModes(isPrivate: false, true)  // SM
        case 0x6C: setModes(isPrivate: false, false)  // RM
        case 0x6E: reportStatus(first)  // DSR
        case 0x72: screen.setVerticalMargins(top: first, bottom: parser.parameters[1])  // DECSTBM
        case 0x73:  // SCOSC, or DECSLRM when left and right margins are on
            if modes.contains(.leftRightMargins) {
                guard !status.isEntered else { break }
                screen.setHorizontalMargins(left: first, right: parser.parameters[1])
            } else {
                saveCursor()
            }
        case 0x74: operateWindow(first)  // XTWINOPS
        case 0x75: restoreCursor()  // SCORC
        case 0x78: reportParameters(first)  // DECREQTPARM
        default: break
        }
    }

    /// Sequences with a private marker or intermediates, which stand before the final byte in the key.
    private mutating func dispatchMarked(_ key: UInt32) {
        let first = parser.parameters[0]
        let count = max(first, 1)
        switch key {
        case 0x3F_4A: eraseDisplay(first, .selective)  // ? J  DECSED
        case 0x3F_4B: eraseLine(first, .selective)  // ? K  DECSEL
        case 0x3F_57: if first == 5 { tabStops = TabStops() }  // ? W  DECST8C
        case 0x3F_68: setModes(isPrivate: true, true)  // ? h  DECSET
        case 0x3F_6C: setModes(isPrivate: true, false)  // ? l  DECRST
        case 0x3F_6E: reportPrivateStatus(first)  // ? n  DSR
        case 0x3F_72: restoreModes()  // ? r  XTRESTORE
        case 0x3F_73: saveModes()  // ? s  XTSAVE
        // ? u  kitty keyboard
        case 0x3F_75: onMainDisplay { $0.reply("\u{1B}[?\($0.screen.keyboard.flags)u") }
        case 0x3F_6D: if first == 4 { reply("\u{1B}[>4;\(modes.input.modifyOtherKeys)m") }  // ? m  XTQMODKEYS
        case 0x3D_63: if first == 0 { reply("\u{1B}P!|00000000\u{1B}\\") }  // = c  DA3
        case 0x3D_75:  // = u
            let mode = parser.parameters[1, or: 1]
            onMainDisplay { $0.screen.keyboard.change(UInt8(first & 31), mode: mode) }
        case 0x3E_63: if first == 0 { reportSecondaryAttributes() }  // > c  DA2
        case 0x3E_6D: modifyKeys()  // > m  XTMODKEYS
        case 0x3E_6E: if first == 4 { modes.input.modifyOtherKeys = 0 }  // > n  XTMODKEYS off
        case 0x3E_71: if first == 0 { reportVersion() }  // > q  XTVERSION
        case 0x3E_75: onMainDisplay { $0.screen.keyboard.push(UInt8(first & 31)) }  // > u
        case 0x3C_75: onMainDisplay { $0.screen.keyboard.pop(count) }  // < u
        case 0x20_40: screen.scrollHorizontally(count, blank: eraseCell())  // SP @  SL
        case 0x20_41: screen.scrollHorizontally(-count, blank: eraseCell())  // SP A  SR
        case 0x20_71: setCursorStyle(first)  // SP q  DECSCUSR
        case 0x21_70: softReset()  // ! p  DECSTR
        case 0x22_70: setConformance(first, parser.parameters[1])  // " p  DECSCL
        case 0x22_71: selectProtection(first)  // " q  DECSCA
        case 0x24_70: reportMode(first, isPrivate: false)  // $ p  DECRQM
        case 0x3F24_70: reportMode(first, isPrivate: true)  // ? $ p  DECRQM
        case 0x24_7D: selectActiveDisplay(first)  // $ }  DECASD
        case 0x24_7E: selectStatusDisplay(first)  // $ ~  DECSSDT
        case 0x2A_78: modes.isRectangleExact = first == 2  // * x  DECSACE
        case 0x27_7D: screen.insertColumns(count, at: screen.cursor.column, blank: eraseCell())  // ' }  DECIC
        case 0x27_7E: screen.deleteColumns(count, at: screen.cursor.column, blank: eraseCell())  // ' ~  DECDC
        default: onMainDisplay { $0.dispatchRectangle(key) }
        }
    }

    /// Sequences for a rectangle, which the status line has none of.
    private mutating func dispatchRectangle(_ key: UInt32) {
        switch key {
        case 0x24_72: changeAttributes(isReversing: false)  // $ r  DECCARA
        case 0x24_74: changeAttributes(isReversing: true)  // $ t  DECRARA
        case 0x24_76: copyRectangle()  // $ v  DECCRA
        case 0x24_78: fillRectangle()  // $ x  DECFRA
        case 0x24_7A: eraseRectangle(.unconditional)  // $ z  DECERA
        case 0x24_7B: eraseRectangle(.selectiveRectangle)  // $ {  DECSERA
        case 0x2A_79: reportChecksum()  // * y  DECRQCRA
        default: break
        }
    }

    /// REP: the character before as it was shown, marks and charset included, if nothing came in between; another
    /// REP is something in between.
    private mutating func repeatCharacter(_ scalar: UInt32, _ count: Int) {
        guard scalar != 0 else { return }
        let count = min(count, screen.rows * screen.columns)
        let scalars = characterBeforeCursor(beginningWith: scalar)
        if scalars.count == 1, scalar < 0x7F, screen.cursor.charsets.isPlain {
            print(ascii: UInt8(scalar), count: count)
        } else {
            for _ in 0..<count { for scalar in scalars { print(scalar) } }
        }
        lastPrinted = 0
    }

    private mutating func clearTabs(_ which: Int) {
        switch which {
        case 0: tabStops.remove(screen.cursor.column)
        case 3: tabStops.removeAll()
        default: break
        }
    }

    /// DECSCUSR.
    private mutating func setCursorStyle(_ style: Int) {
        guard style <= 6 else { return }
        modes.cursorShape = style <= 2 ? .block : style <= 4 ? .underline : .bar
        modes.set(.cursorBlinks, style & 1 == 1 || style == 0)
    }

    /// DECSCA.
    private mutating func selectProtection(_ which: Int) {
        switch which {
        case 0, 2: protect(false, .dec)
        case 1: protect(true, .dec)
        default: break
        }
    }

    /// XTMODKEYS: only modifyOtherKeys is anything that a program here may set.
    private mutating func modifyKeys() {
        if parser.parameters.count == 0 || (parser.parameters.count == 1 && parser.parameters[0] == 4) {
            modes.input.modifyOtherKeys = 0
        } else if parser.parameters[0] == 4, !parser.parameters.isSub(1) {
            modes.input.modifyOtherKeys = UInt8(min(parser.parameters[1], 2))
        }
    }
}
