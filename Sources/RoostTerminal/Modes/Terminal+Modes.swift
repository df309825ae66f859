/// SM, RM, DECSET, DECRST, XTSAVE and XTRESTORE.
extension Terminal {
    /// SM, RM, DECSET, DECRST.
    mutating func setModes(isPrivate: Bool, _ isOn: Bool) {
        for mode in parser.parameters.all {
            if isPrivate { setPrivateMode(mode, isOn) } else { setMode(mode, isOn) }
        }
    }

    private mutating func setMode(_ mode: Int, _ isOn: Bool) {
        switch mode {
        case 2: modes.set(.keyboardAction, isOn)  // KAM
        case 4: modes.set(.insert, isOn)  // IRM
        case 12: modes.set(.sendReceive, isOn)  // SRM
        case 20: modes.input.newLineMode = isOn  // LNM
        default: break
        }
    }

    mutating func setPrivateMode(_ number: Int, _ isOn: Bool) {
        switch PrivateMode.table[number] {
        case .flag(let flag):
            if flag == .keepsScreen, modes.conformance.level < 5 { return }
            if flag == .synchronized, isOn, !isSynchronizing { onMainDisplay { $0.beginFrame() } }
            modes.set(flag, isOn)
        case .input(let flag): modes.input[flag] = isOn
        case .mouseTracking(let tracking): modes.input.mouseTracking = isOn ? tracking : .none
        case .mouseEncoding(let encoding):
            if isOn {
                modes.input.mouseEncoding = encoding
            } else if modes.input.mouseEncoding == encoding {
                modes.input.mouseEncoding = .legacy
            }
        case .wideColumns: onMainDisplay { $0.setWideColumns(isOn) }
        case .origin:
            screen.cursor.isOrigin = isOn
            screen.moveToAddress(row: 0, column: 0)
        case .leftRightMargins:
            guard modes.conformance.level >= 4 else { return }
            modes.set(.leftRightMargins, isOn)
            onMainDisplay { terminal in
                terminal.screen.margins.left = 0
                terminal.screen.margins.right = terminal.screen.columns
            }
        case .alternateScreen(let clearing): switchScreen(toAlternate: isOn, clearing: clearing)
        case .savedCursor: if isOn { saveCursor() } else { restoreCursor() }
        case .alternateScreenSavingCursor: switchScreenSavingCursor(toAlternate: isOn)
        case .colorScheme:
            modes.set(.colorScheme, isOn)
            events.post(.colorScheme)
        case .sizeReports:
            modes.set(.sizeReports, isOn)
            if isOn { reportSize() }
        case .inert: modes.inert[number] = isOn
        case .alwaysReset, nil: break
        }
    }

    /// XTSAVE.
    mutating func saveModes() {
        for mode in parser.parameters.all {
            guard let isSet = privateMode(mode), modes.saved.count < Modes.savedLimit else { continue }
            modes.saved[mode] = isSet
        }
    }

    /// XTRESTORE.
    mutating func restoreModes() {
        for mode in parser.parameters.all {
            if let isSet = modes.saved[mode] { setPrivateMode(mode, isSet) }
        }
    }

    /// DECCOLM: 132 columns, or as many as the screens were given: a pane stays as wide as it is drawn.
    ///
    /// The status line is blanked too: https://vt100.net/docs/vt510-rm/DECCOLM.html
    private mutating func setWideColumns(_ isOn: Bool) {
        guard modes.contains(.allowsWideColumns) else { return }
        modes.set(.wideColumns, isOn)
        changeColumns(to: isOn ? Self.wideColumns : givenSize.columns)
        screen.margins = Margins(screen.size)
        modes.set(.leftRightMargins, false)
        if !modes.contains(.keepsScreen) {
            eraseDisplay(2, .unconditional)
            status.screen.grid.clear(rows: 0..<1, with: .blank)
        }
        screen.moveTo(row: 0, column: 0)
    }
}
