/// A terminal as programs see it: bytes in, cells, replies and events out.
///
/// It speaks what xterm speaks: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, with the VT510's
/// manual (https://vt100.net/docs/vt510-rm/) behind it. No bytes make it trap, and nothing that was printed
/// ever comes back in ``takeReplies()``: those are composed of numbers and constants.
///
/// Invariant: the cursor is on the screen and the margins are within it.
public struct Terminal: ~Copyable {
    // Everything has a value of its own, so that the initialiser that throws has nothing half-made to destroy.
    var options = TerminalOptions()
    /// Rows and columns of both screens.
    public internal(set) var size = TerminalSize(rows: 1, columns: 2)
    /// The columns that the screens were given, while the program has chosen others (DECCOLM).
    var givenColumns: Int?

    // What is on the screen.
    var grid = Grid.none
    /// The screen that is not shown; the alternate one is made when it is used.
    var hiddenGrid = Grid.none
    /// Whether a full-screen program shows its own screen (?47, ?1047, ?1049).
    public internal(set) var isAlternateScreen = false
    /// The cells of the status line; while it is entered those of the main display.
    var statusGrid = Grid.none
    var status = StatusLine(.none, columns: 2)
    var scrollback = Scrollback(limit: 0)
    var styles = StyleTable()
    var clusters = ClusterTable()
    var characters = CharacterTable.shared
    var encoder = LineEncoder()
    var parser = Parser()
    var transitions = TransitionTable.dec

    // Where and how the next character goes.
    var row = 0
    var column = 0
    /// The last column was written; the next character goes to the next row.
    var isWrapPending = false
    var pen = PackedStyle.plain
    /// A cell without a character in the style of `templatePen`, which is what was last printed with.
    var template: UInt64 = 0
    var templatePen = PackedStyle.plain
    var charsets = Charsets() { didSet { updatePrinting() } }
    var margins = Margins(TerminalSize(rows: 1, columns: 2))
    var modes = ModeFlags.initial { didSet { updatePrinting() } }
    /// Neither insert mode nor another charset: runs of ASCII go straight into the cells.
    var isPrintingPlain = true
    /// The last printed scalar for REP, 0 after anything else.
    var lastPrinted: UInt32 = 0

    var savedCursors = (main: SavedCursor(), alternate: SavedCursor())
    var tabStops = TabStops()
    var input = InputModes()
    /// Of the screen that is shown, and of the other.
    var keyboard = KeyboardStack() { didSet { input.kittyFlags = keyboard.flags } }
    var hiddenKeyboard = KeyboardStack()
    /// How erasing treats protected characters (SPA, DECSCA).
    var protection = Protection.none
    var isRectangleExact = false
    var conformance = Conformance()
    var cursorShape = CursorShape.block
    /// XTSAVE: what each private mode was.
    var savedModes: [Int: Bool] = [:]
    /// Modes that are remembered for DECRQM alone.
    var inertModes: [Int: Bool] = [:]
    var colors = ColorState()

    // What the program told us.
    /// OSC 2.
    public internal(set) var title = ""
    /// OSC 1.
    public internal(set) var iconName = ""
    var titleStack: [(title: String, icon: String)] = []
    var commandStart: TextMark?
    var replies: [UInt8] = []
    var events: [TerminalEvent] = []
    var notificationParts = NotificationParts()

    var lastStamp: UInt64 = 0
    /// Grows whenever anything that a viewer shows changed: rows, cursor, modes, title.
    public internal(set) var changeCount: UInt64 = 0
    var shown = ViewState()

    /// How DECSCA or SPA was used last: each kind of erasing respects one of them.
    enum Protection: UInt8 {
        case none, iso, dec
    }

    /// A place in the text, by the line's number.
    struct TextMark: Equatable {
        var line: Int
        var column: Int
    }

    /// Makes a blank terminal.
    public init(size: TerminalSize, options: TerminalOptions) {
        self.init(size: size, options: options, firstLine: 0)
    }

    init(size: TerminalSize, options: TerminalOptions, firstLine: Int) {
        self.options = options
        self.size = size
        grid = Grid(size)
        scrollback = Scrollback(limit: options.scrollbackLimit, first: firstLine)
        margins = Margins(size)
        status = StatusLine(.none, columns: size.columns)
        _ = grid.stampChanges(&lastStamp)
        shown = viewState
    }

    /// The answers to the program's queries, for its input; each is given once.
    ///
    /// At most 64 KiB wait here: a program that asks without reading gets no more.
    public mutating func takeReplies() -> [UInt8] {
        defer { replies = [] }
        return replies
    }

    /// What happened since the last call, in order; at most 512, the oldest are dropped.
    public mutating func takeEvents() -> [TerminalEvent] {
        defer { events = [] }
        return events
    }

    /// Where the cursor is and how it looks.
    public var cursor: Cursor {
        Cursor(
            row: row, column: column, isVisible: modes.contains(.cursorVisible), shape: cursorShape,
            blinks: modes.contains(.cursorBlinks))
    }

    /// How keys, mouse and pastes are to be encoded.
    public var inputModes: InputModes { input }

    /// Mode 2026: the program is in the middle of a frame, viewers wait.
    public var isSynchronizing: Bool { modes.contains(.synchronized) }

    /// DECSCNM: the whole screen is inverse.
    public var isReverseVideo: Bool { modes.contains(.reverseVideo) }

    /// SRM is off: the terminal itself shows what is typed. https://vt100.net/docs/vt510-rm/SRM.html
    public var echoesLocally: Bool { !modes.contains(.sendReceive) }

    /// Mode 2031: the program wants ``reportColorScheme(isDark:)`` at each change.
    public var reportsColorScheme: Bool { modes.contains(.colorScheme) }

    /// Leaves mode 2026, when the owner waited long enough for the end of the frame.
    public mutating func endSynchronization() {
        modes.remove(.synchronized)
        finishChanges()
    }

    /// The number of a row's content.
    ///
    /// A row that only moved keeps it; changed content gets a new one, and no number is ever used twice. 0
    /// for rows that are not on the screen.
    public func rowStamp(_ row: Int) -> UInt64 {
        row >= 0 && row < size.rows ? grid.stamp(row) : 0
    }

    /// Writes an answer, if there is room.
    mutating func reply(_ text: String) {
        guard replies.count < 65_536 else { return }
        replies.append(contentsOf: text.utf8)
    }

    /// Remembers an event.
    ///
    /// Of those that replace each other only the last is kept, if they follow each other.
    mutating func post(_ event: TerminalEvent) {
        switch (events.last, event) {
        case (.bell, .bell): return
        case (.title, .title), (.progress, .progress), (.workingDirectory, .workingDirectory):
            events[events.count - 1] = event
            return
        default: break
        }
        if events.count >= 512 { events.removeFirst(128) }
        events.append(event)
    }

    /// Stops the program where an invariant is broken; for tests, it looks at every cell.
    public func checkInvariants() {
        precondition(
            row >= 0 && row < size.rows && column >= 0 && column < size.columns, "cursor on the screen")
        precondition(grid.rows == size.rows && grid.columns == size.columns, "the screen has its size")
        precondition(margins.top >= 0 && margins.bottom <= size.rows, "the margins are within the screen")
        precondition(margins.top < margins.bottom && margins.left < margins.right, "the margins hold cells")
        precondition(margins.left >= 0 && margins.right <= size.columns, "the margins are within the screen")
        grid.checkInvariants(styleCount: styles.capacity, clusterCount: clusters.capacity)
        precondition(hiddenGrid.exists || !isAlternateScreen, "the main screen always exists")
        if hiddenGrid.exists {
            precondition(
                hiddenGrid.rows == size.rows && hiddenGrid.columns == size.columns,
                "both screens have one size")
            hiddenGrid.checkInvariants(styleCount: styles.capacity, clusterCount: clusters.capacity)
        }
        checkStatusLine()
        scrollback.checkInvariants()
        styles.checkInvariants()
        clusters.checkInvariants()
    }
}
