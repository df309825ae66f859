/// The reverse of `encodeSnapshot()`. Every part is checked: bytes of a file never trap.
extension Terminal {
    /// Makes a terminal from ``encodeSnapshot()``.
    ///
    /// All rows get new stamps, so that no viewer takes them for what it has.
    ///
    /// - Throws: What is wrong with the bytes.
    public init(snapshot: [UInt8], options: TerminalOptions) throws(SnapshotError) {
        let body = try SnapshotEnvelope.unwrap(snapshot)
        self = try Self.restored(body, options)
    }

    private static func restored(
        _ body: ArraySlice<UInt8>, _ options: TerminalOptions
    ) throws(SnapshotError) -> Terminal {
        var reader = SnapshotReader(LEB128Reader(body))
        let rows = try reader.count(limit: 1000)
        let columns = try reader.count(limit: 2000)
        let size = TerminalSize(rows: rows, columns: columns)
        guard size.rows == rows, size.columns == columns else { throw .invalid("size") }
        var terminal = Terminal(size: size, options: options)
        try terminal.restore(from: &reader)
        return terminal
    }

    private mutating func restore(from reader: inout SnapshotReader) throws(SnapshotError) {
        let flags = try reader.byte()
        guard flags & ~SnapshotFlags.all == 0 else { throw .invalid("screen") }
        if flags & SnapshotFlags.columns != 0 {
            let given = try reader.count(limit: 2000)
            guard TerminalSize(rows: 1, columns: given).columns == given, given != screen.columns,
                screen.columns == Self.wideColumns
            else {
                throw .invalid("columns")
            }
            givenColumns = given
        }
        let isAlternate = flags & SnapshotFlags.alternate != 0
        try restoreCells(from: &reader)
        if try reader.flag() {
            // Cells are filled in the place of the screen that is shown, because filling a row may sweep the
            // tables, and a sweep looks at all screens.
            hiddenScreen = Screen(screen.size)
            swap(&screen, &hiddenScreen)
            try restoreCells(from: &reader)
            swap(&screen, &hiddenScreen)
        }
        guard !isAlternate || hiddenScreen.exists else { throw .invalid("main screen") }
        isAlternateScreen = isAlternate
        try restoreScrollback(from: &reader)
        try restoreCursor(from: &reader)
        try restoreModes(from: &reader)
        try restoreSaved(from: &reader)
        try restoreTexts(from: &reader)
        try restoreParser(from: &reader)
        if flags & SnapshotFlags.status != 0 { try restoreStatusLine(from: &reader) }
        if flags & SnapshotFlags.heldText != 0 {
            let isData = try reader.flag()
            let bytes = Array(try reader.bytes(limit: HeldText.limit))
            guard let held = HeldText(bytes: bytes, isData: isData) else { throw .invalid("held text") }
            parser.held = held
        }
        if flags & SnapshotFlags.rest != 0 {
            shell.isRunning = try reader.flag()
            shell.tellsCommands = try reader.flag()
            if try reader.flag() { shell.rest = try RestingState(from: &reader) }
            guard shell.hasTold else { throw .invalid("shell") }
        }
        // No terminal counts so far that it could come to where numbers end.
        changes.lastStamp = UInt64(try reader.count(limit: 1 << 62))
        changes.count = UInt64(try reader.count(limit: 1 << 62))
        guard reader.isAtEnd else { throw .invalid("end") }
        // Numbers go on at a distance that no terminal travels between two snapshots, so that none is given
        // twice even if this one is older than what a viewer saw.
        changes.lastStamp &+= 1 << 32
        screen.grid.touch()
        hiddenScreen.grid.touch()
        status.screen.grid.touch()
        _ = screen.grid.stampChanges(&changes.lastStamp)
        _ = status.screen.grid.stampChanges(&changes.lastStamp)
        changes.count &+= 1
        changes.shown = displayState
    }

    private mutating func restoreCells(from reader: inout SnapshotReader) throws(SnapshotError) {
        for row in 0..<screen.rows {
            let line = try reader.line()
            guard line.cells.count <= screen.columns else { throw .invalid("row") }
            load(line, row: row)
        }
    }

    private mutating func restoreScrollback(from reader: inout SnapshotReader) throws(SnapshotError) {
        let first = try reader.count(limit: 1 << 48)
        let count = try reader.count(limit: 1 << 32)
        scrollback = Scrollback(limit: options.scrollbackLimit, first: first)
        for _ in 0..<count { scrollback.append(try reader.bytes(limit: 1 << 26)) }
    }

    private mutating func restoreCursor(from reader: inout SnapshotReader) throws(SnapshotError) {
        screen.cursor.row = try reader.count(limit: screen.rows - 1)
        screen.cursor.column = try reader.count(limit: screen.columns - 1)
        screen.cursor.isWrapPending = try reader.flag()
        screen.cursor.pen = tables.styles.pack(try reader.style())
        screen.cursor.charsets = try reader.charsets()
        var margins = screen.margins
        margins.top = try reader.count(limit: screen.rows - 1)
        margins.bottom = try reader.count(limit: screen.rows)
        margins.left = try reader.count(limit: screen.columns - 1)
        margins.right = try reader.count(limit: screen.columns)
        guard margins.top < margins.bottom, margins.left < margins.right else { throw .invalid("margins") }
        screen.margins = margins
    }

    private mutating func restoreModes(from reader: inout SnapshotReader) throws(SnapshotError) {
        let flags = UInt32(try reader.count(limit: Int(UInt32.max)))
        modes.flags = ModeFlags(rawValue: flags & ~SnapshotFlags.origin)
        screen.cursor.isOrigin = flags & SnapshotFlags.origin != 0
        modes.input = try reader.inputModes()
        // The flags in force are those of the keyboard stack below.
        modes.input.kittyFlags = 0
        guard let protection = Modes.Protection(rawValue: try reader.byte()) else {
            throw .invalid("protection")
        }
        modes.protection = protection
        modes.isRectangleExact = try reader.flag()
        modes.conformance.level = max(1, try reader.count(limit: 5))
        modes.conformance.is7Bit = try reader.flag()
        guard let shape = CursorShape(rawValue: try reader.byte()) else { throw .invalid("cursor") }
        modes.cursorShape = shape
        lastPrinted = UInt32(try reader.count(limit: 0x10_FFFF))
        screen.keyboard = try reader.keyboardStack()
        hiddenScreen.keyboard = try reader.keyboardStack()
    }

    private mutating func restoreSaved(from reader: inout SnapshotReader) throws(SnapshotError) {
        let main = try restoreSavedCursor(from: &reader)
        let alternate = try restoreSavedCursor(from: &reader)
        screen.saved = isAlternateScreen ? alternate : main
        hiddenScreen.saved = isAlternateScreen ? main : alternate
        var words: [UInt64] = []
        for _ in tabStops.words.indices {
            var word: UInt64 = 0
            for shift in 0..<8 as Range<UInt64> { word |= UInt64(try reader.byte()) << (8 * shift) }
            words.append(word)
        }
        tabStops = TabStops(words: words) ?? tabStops
        modes.saved = try reader.modes()
        modes.inert = try reader.modes()
        for _ in 0..<(try reader.count(limit: ColorState.count)) {
            let index = try reader.count(limit: ColorState.count - 1)
            colors.palette[index] = try reader.color()
        }
        for _ in 0..<(try reader.count(limit: 10)) {
            let number = Int(try reader.byte())
            guard (10...19).contains(number) else { throw .invalid("colour") }
            colors.dynamic[number] = try reader.color()
        }
    }

    private mutating func restoreSavedCursor(
        from reader: inout SnapshotReader
    ) throws(SnapshotError) -> CursorState {
        var saved = CursorState()
        saved.row = try reader.count(limit: 1000)
        saved.column = try reader.count(limit: 2000)
        saved.isWrapPending = try reader.flag()
        saved.pen = tables.styles.pack(try reader.style())
        saved.charsets = try reader.charsets()
        saved.isOrigin = try reader.flag()
        return saved
    }

    private mutating func restoreTexts(from reader: inout SnapshotReader) throws(SnapshotError) {
        titles.window = try reader.plainString(limit: 4096)
        titles.icon = try reader.plainString(limit: 4096)
        for _ in 0..<(try reader.count(limit: Titles.limit)) {
            let saved = try reader.plainString(limit: 4096)
            titles.stack.append((saved, try reader.plainString(limit: 4096)))
        }
        let hasStart = try reader.flag()
        let start = TextMark(line: try reader.count(limit: 1 << 48), column: try reader.count(limit: 2000))
        shell.commandStart = hasStart ? start : nil
        notification.identifier = try reader.string(limit: 1024)
        notification.title = try reader.string(limit: NotificationParts.limit)
        notification.body = try reader.string(limit: NotificationParts.limit)
    }

    private mutating func restoreParser(from reader: inout SnapshotReader) throws(SnapshotError) {
        guard let state = ParserState.State(rawValue: try reader.byte()) else {
            throw .invalid("parser state")
        }
        parser.state = state
        parser.parameters = try reader.parameters()
        parser.collected = UInt32(try reader.count(limit: Int(UInt32.max)))
        guard let kind = ParserState.StringKind(rawValue: try reader.byte()) else { throw .invalid("string") }
        parser.stringKind = kind
        parser.string = Array(try reader.bytes(limit: kind.limit))
        parser.deviceControl = UInt32(try reader.count(limit: Int(UInt32.max)))
        parser.partialCharacter = Array(try reader.bytes(limit: 3))
        guard (state == .doubtful || state == .doubtfulEscape) == (kind == .doubtful),
            kind != .doubtful || parser.hasDoubtfulString
        else { throw .invalid("string") }
    }

    private mutating func restoreStatusLine(from reader: inout SnapshotReader) throws(SnapshotError) {
        guard let kind = StatusLine.Kind(rawValue: try reader.byte()), kind != .none else {
            throw .invalid("status line")
        }
        status = StatusLine(kind, columns: screen.columns)
        guard status.isShown else { return }
        status.isActive = try reader.flag()
        let line = try reader.line()
        guard line.cells.count <= screen.columns else { throw .invalid("status line") }
        // In the place of the main display, as the hidden screen is.
        swap(&screen, &status.screen)
        load(line, row: 0)
        swap(&screen, &status.screen)
        status.screen.cursor = try restoreSavedCursor(from: &reader)
        status.screen.saved = try restoreSavedCursor(from: &reader)
        guard status.screen.cursor.row == 0, status.screen.cursor.column < screen.columns else {
            throw .invalid("status line")
        }
    }
}
