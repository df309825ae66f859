/// SM, RM, DECSET, DECRST, DECRQM, XTSAVE and XTRESTORE.
extension Terminal {
    /// Private modes that are nothing but a flag, by number.
    private static let flags: [Int: ModeFlags] = [
        4: .smoothScroll, 5: .reverseVideo, 7: .autoWrap, 8: .autoRepeat, 12: .cursorBlinks,
        25: .cursorVisible,
        40: .allowsWideColumns, 41: .moreFix, 42: .nationalCharsets, 45: .reverseWrap, 95: .keepsScreen,
        1045: .extendedReverseWrap, 2026: .synchronized, 2027: .clusters,
    ]

    /// Private modes that programs may set and ask for, and that change nothing here: printer, Hebrew, status
    /// lines, duplex and the like of the VT510.
    private static let inertModes: Set<Int> = [
        18, 19, 30, 34, 35, 36, 57, 60, 61, 64, 68, 73, 81, 96, 97, 98, 99, 100, 101, 102, 103, 104, 106,
        1010,
        1011, 1034, 1036, 1039,
    ]

    /// Modes that are always off: DECRQM answers 4.
    private static let alwaysReset: Set<Int> = [60]
    private static let alwaysResetANSI: Set<Int> = [1, 3, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19]

    private static let tracking: [Int: MouseTracking] = [9: .x10, 1000: .normal, 1002: .button, 1003: .any]
    private static let encodings: [Int: MouseEncoding] = [
        1005: .utf8, 1006: .sgr, 1015: .urxvt, 1016: .sgrPixels,
    ]

    /// SM, RM, DECSET, DECRST.
    mutating func setModes(isPrivate: Bool, _ isOn: Bool) {
        for mode in parser.parameters.all {
            if isPrivate { setPrivateMode(mode, isOn) } else { setMode(mode, isOn) }
        }
    }

    private mutating func setMode(_ mode: Int, _ isOn: Bool) {
        switch mode {
        case 2: set(.keyboardAction, isOn)  // KAM
        case 4: set(.insert, isOn)  // IRM
        case 12: set(.sendReceive, isOn)  // SRM
        case 20: input.newLineMode = isOn  // LNM
        default: break
        }
    }

    private mutating func set(_ flag: ModeFlags, _ isOn: Bool) {
        if isOn { modes.insert(flag) } else { modes.remove(flag) }
    }

    mutating func setPrivateMode(_ mode: Int, _ isOn: Bool) {
        if mode == 95, conformance.level < 5 { return }
        if let flag = Self.flags[mode] { return set(flag, isOn) }
        if let tracking = Self.tracking[mode] {
            if isOn {
                input.mouseTracking = tracking
            } else {
                input.mouseTracking = .none
            }
            return
        }
        if let encoding = Self.encodings[mode] {
            if isOn {
                input.mouseEncoding = encoding
            } else if input.mouseEncoding == encoding {
                input.mouseEncoding = .legacy
            }
            return
        }
        switch mode {
        case 1: input.applicationCursorKeys = isOn  // DECCKM
        case 3: onMainDisplay { $0.setWideColumns(isOn) }  // DECCOLM
        case 6:  // DECOM
            set(.origin, isOn)
            moveToAddress(row: 0, column: 0)
        case 47, 1047: switchScreen(toAlternate: isOn, clearing: mode == 1047)
        case 66: input.applicationKeypad = isOn  // DECNKM
        case 67: input.backarrowSendsBackspace = isOn  // DECBKM
        case 69:  // DECLRMM
            guard conformance.level >= 4 else { return }
            set(.leftRightMargins, isOn)
            onMainDisplay { terminal in
                terminal.margins.left = 0
                terminal.margins.right = terminal.size.columns
            }
        case 1004: input.focusEvents = isOn
        case 1007: input.alternateScroll = isOn
        case 1048: if isOn { saveCursor() } else { restoreCursor() }
        case 1049: switchScreenSavingCursor(toAlternate: isOn)
        case 2004: input.bracketedPaste = isOn
        case 2031:
            set(.colorScheme, isOn)
            post(.colorScheme)
        case 2048:
            set(.sizeReports, isOn)
            if isOn { reportSize() }
        default:
            if Self.inertModes.contains(mode), !Self.alwaysReset.contains(mode) { inertModes[mode] = isOn }
        }
    }

    /// Whether a private mode is on; nil if there is none with this number.
    private func privateMode(_ mode: Int) -> Bool? {
        if let flag = Self.flags[mode] { return modes.contains(flag) }
        if let tracking = Self.tracking[mode] { return input.mouseTracking == tracking }
        if let encoding = Self.encodings[mode] { return input.mouseEncoding == encoding }
        switch mode {
        case 1: return input.applicationCursorKeys
        case 3: return modes.contains(.wideColumns)
        case 6: return modes.contains(.origin)
        case 47, 1047, 1049: return isAlternateScreen
        case 66: return input.applicationKeypad
        case 67: return input.backarrowSendsBackspace
        case 69: return modes.contains(.leftRightMargins)
        case 1004: return input.focusEvents
        case 1007: return input.alternateScroll
        case 1048: return true
        case 2004: return input.bracketedPaste
        case 2031: return modes.contains(.colorScheme)
        case 2048: return modes.contains(.sizeReports)
        default: return Self.inertModes.contains(mode) ? inertModes[mode] ?? false : nil
        }
    }

    private func ansiMode(_ mode: Int) -> Bool? {
        switch mode {
        case 2: modes.contains(.keyboardAction)
        case 4: modes.contains(.insert)
        case 12: modes.contains(.sendReceive)
        case 20: input.newLineMode
        default: nil
        }
    }

    /// DECRQM: 1 set, 2 reset, 4 always reset, 0 unknown.
    mutating func reportMode(_ mode: Int, isPrivate: Bool) {
        guard conformance.level >= 3 else { return }
        let isSet = isPrivate ? privateMode(mode) : ansiMode(mode)
        let isFixed = isPrivate ? Self.alwaysReset.contains(mode) : Self.alwaysResetANSI.contains(mode)
        let state = isFixed ? 4 : isSet.map { $0 ? 1 : 2 } ?? 0
        reply("\u{1B}[\(isPrivate ? "?" : "")\(mode);\(state)$y")
    }

    /// XTSAVE.
    mutating func saveModes() {
        for mode in parser.parameters.all {
            if let isSet = privateMode(mode), savedModes.count < 128 { savedModes[mode] = isSet }
        }
    }

    /// XTRESTORE.
    mutating func restoreModes() {
        for mode in parser.parameters.all {
            if let isSet = savedModes[mode] { setPrivateMode(mode, isSet) }
        }
    }

    /// DECCOLM: 132 columns, or as many as the screens were given: a pane stays as wide as it is drawn.
    ///
    /// The status line is blanked too: https://vt100.net/docs/vt510-rm/DECCOLM.html
    private mutating func setWideColumns(_ isOn: Bool) {
        guard modes.contains(.allowsWideColumns) else { return }
        set(.wideColumns, isOn)
        changeColumns(to: isOn ? Self.wideColumns : givenSize.columns)
        margins = Margins(size)
        modes.remove(.leftRightMargins)
        if !modes.contains(.keepsScreen) {
            eraseDisplay(2, .unconditional)
            statusGrid.clear(rows: 0..<1, with: .blank)
        }
        moveTo(row: 0, column: 0)
    }
}
