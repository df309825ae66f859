/// The two screens of the main display, and resets.
///
/// The status line has no alternate screen: there nothing switches.
extension Terminal {
    /// ?47 and ?1047: the cursor stays where it is.
    mutating func switchScreen(toAlternate: Bool, clearing: Bool) {
        guard toAlternate != isAlternateScreen, !status.isEntered else { return }
        if !toAlternate, clearing { screen.grid.clear(rows: 0..<screen.rows, with: eraseCell()) }
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
            screen.grid.clear(rows: 0..<screen.rows, with: eraseCell())
        } else {
            if isAlternateScreen {
                screen.grid.clear(rows: 0..<screen.rows, with: .blank)
                exchangeScreens()
            }
            restoreCursor()
        }
    }

    private mutating func exchangeScreens() {
        if !hiddenScreen.exists { hiddenScreen.grid = Grid(screen.size) }
        swap(&screen, &hiddenScreen)
        screen.takeCursor(from: &hiddenScreen)
        isAlternateScreen.toggle()
        // A row's stamp alone tells what it shows, so a viewer need not know which screen the row was on.
        events.post(.alternateScreen(isAlternateScreen))
    }

    /// DECSC.
    mutating func saveCursor() {
        screen.saved = screen.cursor
    }

    /// DECRC.
    mutating func restoreCursor() {
        screen.restoreCursor()
    }

    /// RIS: everything but the scrollback is as at the start.
    mutating func reset() {
        selectMainDisplay()
        status = StatusLine(.none, columns: screen.columns)
        changeColumns(to: givenSize.columns)
        if isAlternateScreen { exchangeScreens() }
        screen.grid.clear(rows: 0..<screen.rows, with: .blank)
        screen.cursor = CursorState()
        screen.saved = CursorState()
        screen.margins = Margins(screen.size)
        screen.keyboard = KeyboardStack()
        hiddenScreen = .unused
        modes = Modes()
        tabStops = TabStops()
        colors = ColorState()
        titles.stack = []
        shell.commandStart = nil
    }

    /// DECSTR. https://vt100.net/docs/vt510-rm/DECSTR.html
    mutating func softReset() {
        selectMainDisplay()
        modes.softReset()
        screen.margins = Margins(screen.size)
        screen.saved = CursorState()
        let before = screen.cursor
        screen.cursor = CursorState()
        (screen.cursor.row, screen.cursor.column) = (before.row, before.column)
        screen.cursor.pen.link = before.pen.link
    }

    /// DECSCL: the level is told in answers; 7-bit and 8-bit controls make no difference in UTF-8.
    mutating func setConformance(_ level: Int, _ controls: Int) {
        guard (61...65).contains(level) else { return }
        softReset()
        modes.conformance.level = level - 60
        modes.conformance.is7Bit = level == 61 || controls == 1
    }
}
