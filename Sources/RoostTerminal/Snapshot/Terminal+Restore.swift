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
        var reader = SnapshotReader(ByteReader(body))
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
            guard TerminalSize(rows: 1, columns: given).columns == given, given != size.columns,
                size.columns == Self.wideColumns
            else {
                throw .invalid("columns")
            }
            givenColumns = given
        }
        let isAlternate = flags & SnapshotFlags.alternate != 0
        try restoreScreen(from: &reader)
        if try reader.flag() {
            hiddenGrid = Grid(size)
            swap(&grid, &hiddenGrid)
            try restoreScreen(from: &reader)
            swap(&grid, &hiddenGrid)
        }
        guard !isAlternate || hiddenGrid.exists else { throw .invalid("main screen") }
        isAlternateScreen = isAlternate
        try restoreScrollback(from: &reader)
        try restoreCursor(from: &reader)
        try restoreModes(from: &reader)
        try restoreSaved(from: &reader)
        try restoreTexts(from: &reader)
        try restoreParser(from: &reader)
        if flags & SnapshotFlags.status != 0 { try restoreStatusLine(from: &reader) }
        // No terminal counts so far that it could come to where numbers end.
        lastStamp = UInt64(try reader.count(limit: 1 << 62))
        changeCount = UInt64(try reader.count(limit: 1 << 62))
        guard reader.isAtEnd else { throw .invalid("end") }
        // Numbers go on at a distance that no terminal travels between two snapshots, so that none is given
        // twice even if this one is older than what a viewer saw.
        lastStamp &+= 1 << 32
        grid.touch()
        hiddenGrid.touch()
        statusGrid.touch()
        _ = grid.stampChanges(&lastStamp)
        _ = statusGrid.stampChanges(&lastStamp)
        changeCount &+= 1
        replies = []
        events = []
        shown = viewState
    }

    private mutating func restoreScreen(from reader: inout SnapshotReader) throws(SnapshotError) {
        for row in 0..<size.rows {
            let line = try reader.line()
            guard line.cells.count <= size.columns else { throw .invalid("row") }
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
        row = try reader.count(limit: size.rows - 1)
        column = try reader.count(limit: size.columns - 1)
        isWrapPending = try reader.flag()
        pen = styles.pack(try reader.style())
        charsets = try reader.charsets()
        margins.top = try reader.count(limit: size.rows - 1)
        margins.bottom = try reader.count(limit: size.rows)
        margins.left = try reader.count(limit: size.columns - 1)
        margins.right = try reader.count(limit: size.columns)
        guard margins.top < margins.bottom, margins.left < margins.right else { throw .invalid("margins") }
    }

    private mutating func restoreModes(from reader: inout SnapshotReader) throws(SnapshotError) {
        modes = ModeFlags(rawValue: UInt32(try reader.count(limit: Int(UInt32.max))))
        let input = try reader.inputModes()
        guard let protection = Protection(rawValue: try reader.byte()) else { throw .invalid("protection") }
        self.protection = protection
        isRectangleExact = try reader.flag()
        conformance.level = max(1, try reader.count(limit: 5))
        conformance.is7Bit = try reader.flag()
        guard let shape = CursorShape(rawValue: try reader.byte()) else { throw .invalid("cursor") }
        cursorShape = shape
        lastPrinted = UInt32(try reader.count(limit: 0x10_FFFF))
        keyboard = try reader.keyboardStack()
        hiddenKeyboard = try reader.keyboardStack()
        self.input = input
    }

    private mutating func restoreSaved(from reader: inout SnapshotReader) throws(SnapshotError) {
        savedCursors.main = try restoreSavedCursor(from: &reader)
        savedCursors.alternate = try restoreSavedCursor(from: &reader)
        var words: [UInt64] = []
        for _ in tabStops.words.indices {
            var word: UInt64 = 0
            for shift in 0..<8 as Range<UInt64> { word |= UInt64(try reader.byte()) << (8 * shift) }
            words.append(word)
        }
        tabStops = TabStops(words: words) ?? tabStops
        savedModes = try reader.modes()
        inertModes = try reader.modes()
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
    ) throws(SnapshotError) -> SavedCursor {
        var saved = SavedCursor()
        saved.row = try reader.count(limit: 1000)
        saved.column = try reader.count(limit: 2000)
        saved.isWrapPending = try reader.flag()
        saved.pen = styles.pack(try reader.style())
        saved.charsets = try reader.charsets()
        saved.isOrigin = try reader.flag()
        return saved
    }

    private mutating func restoreTexts(from reader: inout SnapshotReader) throws(SnapshotError) {
        title = try reader.plainString(limit: 4096)
        iconName = try reader.plainString(limit: 4096)
        for _ in 0..<(try reader.count(limit: 10)) {
            let saved = try reader.plainString(limit: 4096)
            titleStack.append((saved, try reader.plainString(limit: 4096)))
        }
        let hasStart = try reader.flag()
        let start = TextMark(line: try reader.count(limit: 1 << 48), column: try reader.count(limit: 2000))
        commandStart = hasStart ? start : nil
        notificationParts.identifier = try reader.string(limit: 1024)
        notificationParts.title = try reader.string(limit: NotificationParts.limit)
        notificationParts.body = try reader.string(limit: NotificationParts.limit)
    }

    private mutating func restoreParser(from reader: inout SnapshotReader) throws(SnapshotError) {
        guard let state = Parser.State(rawValue: try reader.byte()) else { throw .invalid("parser state") }
        parser.state = state
        parser.parameters = try reader.parameters()
        parser.collected = UInt32(try reader.count(limit: Int(UInt32.max)))
        guard let kind = Parser.StringKind(rawValue: try reader.byte()) else { throw .invalid("string") }
        parser.stringKind = kind
        parser.string = Array(try reader.bytes(limit: kind.limit))
        parser.deviceControl = UInt32(try reader.count(limit: Int(UInt32.max)))
        parser.partialCharacter = Array(try reader.bytes(limit: 3))
    }

    private mutating func restoreStatusLine(from reader: inout SnapshotReader) throws(SnapshotError) {
        guard let kind = StatusLine.Kind(rawValue: try reader.byte()), kind != .none else {
            throw .invalid("status line")
        }
        status.kind = kind
        guard kind == .writable else { return }
        status.isActive = try reader.flag()
        let line = try reader.line()
        guard line.cells.count <= size.columns else { throw .invalid("status line") }
        // Cells are filled in the place of the main display, because a sweep of the tables looks at both.
        statusGrid = Grid(status.size)
        swap(&grid, &statusGrid)
        load(line, row: 0)
        swap(&grid, &statusGrid)
        status.cursor = try restoreSavedCursor(from: &reader)
        status.saved = try restoreSavedCursor(from: &reader)
        guard status.cursor.row == 0, status.cursor.column < size.columns else {
            throw .invalid("status line")
        }
    }
}
