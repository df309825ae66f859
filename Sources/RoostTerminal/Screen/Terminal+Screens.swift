/// The two screens, and resets.
///
/// The status line has no alternate screen: there nothing switches.
extension Terminal {
    /// ?47 and ?1047: the cursor stays where it is.
    mutating func switchScreen(toAlternate: Bool, clearing: Bool) {
        guard toAlternate != isAlternateScreen, !status.isEntered else { return }
        if !toAlternate, clearing { grid.clear(rows: 0..<size.rows, with: eraseCell()) }
        exchangeScreens()
    }

    /// ?1049: saves the cursor, and enters an empty screen; the reverse on leaving.
    mutating func switchScreenSavingCursor(toAlternate: Bool) {
        guard !status.isEntered else { return }
        if toAlternate {
            if !isAlternateScreen {
                saveCursor()
                exchangeScreens()
            }
            grid.clear(rows: 0..<size.rows, with: eraseCell())
        } else {
            if isAlternateScreen {
                grid.clear(rows: 0..<size.rows, with: .blank)
                exchangeScreens()
            }
            restoreCursor()
        }
    }

    private mutating func exchangeScreens() {
        if !hiddenGrid.exists { hiddenGrid = Grid(size) }
        swap(&grid, &hiddenGrid)
        isAlternateScreen.toggle()
        let flags = keyboard
        keyboard = hiddenKeyboard
        hiddenKeyboard = flags
        isWrapPending = false
        // What a row shows is told by its stamp alone, so that a viewer need not know which screen it was on.
        post(.alternateScreen(isAlternateScreen))
    }

    /// RIS: everything but the scrollback is as at the start.
    mutating func reset() {
        removeStatusLine()
        changeColumns(to: givenSize.columns)
        if isAlternateScreen { exchangeScreens() }
        hiddenGrid = .none
        softReset()
        pen = .plain
        grid.clear(rows: 0..<size.rows, with: .blank)
        moveTo(row: 0, column: 0)
        modes = .initial
        input = InputModes()
        keyboard = KeyboardStack()
        hiddenKeyboard = KeyboardStack()
        savedCursors = (SavedCursor(), SavedCursor())
        tabStops = TabStops()
        savedModes = [:]
        inertModes = [:]
        colors = ColorState()
        conformance = Conformance()
        cursorShape = .block
        titleStack = []
        commandStart = nil
    }

    /// DECSTR. https://vt100.net/docs/vt510-rm/DECSTR.html
    mutating func softReset() {
        selectMainDisplay()
        modes.remove([
            .insert, .origin, .reverseWrap, .extendedReverseWrap, .leftRightMargins, .keyboardAction,
        ])
        modes.insert([.autoWrap, .cursorVisible])
        input.applicationCursorKeys = false
        input.applicationKeypad = false
        input.modifyOtherKeys = 0
        margins = Margins(size)
        charsets = Charsets()
        let link = pen.link
        pen = .plain
        pen.link = link
        protection = .none
        isRectangleExact = false
        isWrapPending = false
        savedCursor = SavedCursor()
    }

    /// DECSCL: the level is told in answers; 7-bit and 8-bit controls make no difference in UTF-8.
    mutating func setConformance(_ level: Int, _ controls: Int) {
        guard (61...65).contains(level) else { return }
        softReset()
        conformance.level = level - 60
        conformance.is7Bit = level == 61 || controls == 1
    }
}
