/// The status line: choosing what it is, and writing to it.
extension Terminal {
    /// The row below the screen that the program writes by itself; nil while there is none (DECSSDT).
    ///
    /// It has the screen's columns and is no part of the screen: no row, no scrollback, no cursor that is
    /// shown. ``changeCount`` grows when it does anything.
    public var statusLine: Line? {
        status.isShown ? line(0, of: status.screen.grid) : nil
    }

    /// DECSSDT: none, an indicator, which is none here, or one that the program writes.
    ///
    /// One that becomes writable is blank; choosing what it is already changes nothing.
    mutating func selectStatusDisplay(_ which: Int) {
        guard modes.conformance.level >= 2, let kind = StatusLine.Kind(rawValue: UInt8(clamping: which))
        else {
            return
        }
        guard kind != status.kind else { return }
        selectMainDisplay()
        status = StatusLine(kind, columns: screen.columns)
    }

    /// DECASD: where everything goes from here on; without a writable status line it can only be the screen.
    mutating func selectActiveDisplay(_ which: Int) {
        guard modes.conformance.level >= 2 else { return }
        switch which {
        case 0: selectMainDisplay()
        case 1:
            guard status.kind == .writable, !status.isActive else { return }
            status.isActive = true
            exchangeDisplays()
        default: break
        }
    }

    /// Leaves the status line, whose text stays.
    mutating func selectMainDisplay() {
        if status.isEntered { exchangeDisplays() }
        status.isActive = false
    }

    /// Goes from one display to the other.
    mutating func exchangeDisplays() {
        swap(&screen, &status.screen)
        status.isEntered.toggle()
    }

    /// Does what concerns the main display alone, whichever is written.
    mutating func onMainDisplay(_ body: (inout Terminal) -> Void) {
        guard status.isEntered else { return body(&self) }
        exchangeDisplays()
        body(&self)
        exchangeDisplays()
    }

    /// Rows and columns of the main display, whichever is written.
    var mainSize: TerminalSize { status.isEntered ? status.screen.size : screen.size }

    /// The margins of the main display, whichever is written.
    var mainMargins: Margins { status.isEntered ? status.screen.margins : screen.margins }
}
