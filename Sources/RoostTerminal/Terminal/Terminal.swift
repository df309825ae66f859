/// A terminal as programs see it: bytes in, cells, replies and events out.
///
/// It speaks what xterm speaks: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, with the VT510's
/// manual (https://vt100.net/docs/vt510-rm/) behind it. No bytes make it trap, and nothing that was printed
/// ever comes back in ``takeReplies()``: those are composed of numbers and constants.
///
/// Invariant: all screens have as many columns, and the main and the alternate one as many rows.
public struct Terminal: ~Copyable {
    // Everything has a value of its own, so that the initialiser that throws has nothing half-made to destroy.
    var options = TerminalOptions()
    /// The columns that the screens were given, while the program has chosen others (DECCOLM).
    var givenColumns: Int?

    /// The screen that is written: main, alternate, or while it is entered that of the status line.
    var screen = Screen.unused
    /// Of main and alternate screen the one that is not shown; the alternate one gets cells when it is used.
    ///
    /// Invariant: its cursor is at home, because the cursor goes along when the screens change places.
    var hiddenScreen = Screen.unused
    /// Whether a full-screen program shows its own screen (?47, ?1047, ?1049).
    public internal(set) var isAlternateScreen = false
    var status = StatusLine(.none, columns: 2)
    var scrollback = Scrollback(limit: 0)
    /// What the cells of all screens refer to.
    var tables = CellTables()

    var parser = ParserState()
    /// The cell that printing fills in.
    var template = CellTemplate()
    /// The last printed scalar for REP, as its charset shows it; 0 after anything else.
    ///
    /// Of a cluster it is the first: the others are in the cell.
    var lastPrinted: UInt32 = 0
    var modes = Modes()
    var tabStops = TabStops()
    var colors = ColorState()
    var titles = Titles()
    /// What the shell told of itself.
    var shell = ShellMarks()
    /// The line that ``follow(line:)`` was asked to follow.
    var followed: TextMark?
    /// OSC 99: the parts of a notification that is not complete.
    var notification = NotificationParts()

    var replies = Replies()
    var events = EventQueue()
    var changes = ChangeTracker()

    /// Makes a blank terminal.
    public init(size: TerminalSize, options: TerminalOptions) {
        self.init(size: size, options: options, firstLine: 0)
    }

    init(size: TerminalSize, options: TerminalOptions, firstLine: Int) {
        self.options = options
        screen = Screen(size)
        scrollback = Scrollback(limit: options.scrollbackLimit, first: firstLine)
        _ = screen.grid.stampChanges(&changes.lastStamp)
        changes.shown = displayState
    }

    /// Rows and columns of both screens.
    public var size: TerminalSize { screen.size }

    /// OSC 2; at most 4 KiB, without control characters.
    public var title: String { titles.window }

    /// OSC 1; at most 4 KiB, without control characters.
    public var iconName: String { titles.icon }

    /// The answers to the program's queries, for its input; each is returned once.
    ///
    /// At most 64 KiB wait between two calls: an answer that finds no room is dropped.
    public mutating func takeReplies() -> [UInt8] { replies.take() }

    /// What happened since the last call, in order; at most 512, the oldest are dropped.
    public mutating func takeEvents() -> [TerminalEvent] { events.take() }

    /// Where the cursor is and how it looks.
    public var cursor: Cursor {
        Cursor(
            row: screen.cursor.row, column: screen.cursor.column, isVisible: modes.contains(.cursorVisible),
            shape: modes.cursorShape, blinks: modes.contains(.cursorBlinks))
    }

    /// How keys, mouse and pastes are to be encoded.
    public var inputModes: InputModes {
        var input = modes.input
        input.kittyFlags = screen.keyboard.flags
        return input
    }

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
        modes.set(.synchronized, false)
        finishChanges()
    }

    /// Stops the program where an invariant is broken; for tests, it looks at every cell.
    public func checkInvariants() {
        let (styles, clusters) = (tables.styles.capacity, tables.clusters.capacity)
        screen.checkInvariants(styleCount: styles, clusterCount: clusters)
        precondition(
            screen.margins.top < screen.margins.bottom && screen.margins.left < screen.margins.right,
            "the margins hold cells")
        precondition(hiddenScreen.exists || !isAlternateScreen, "the main screen always exists")
        precondition(hiddenScreen.cursor == CursorState(), "the cursor is on the screen that is shown")
        if hiddenScreen.exists {
            precondition(
                hiddenScreen.rows == screen.rows && hiddenScreen.columns == screen.columns,
                "both screens have one size")
            hiddenScreen.checkInvariants(styleCount: styles, clusterCount: clusters)
        }
        status.checkInvariants(columns: screen.columns, styleCount: styles, clusterCount: clusters)
        changes.frame.grid.checkInvariants(styleCount: styles, clusterCount: clusters)
        precondition(!changes.isFrameShown, "only viewers are shown another picture")
        scrollback.checkInvariants()
        tables.styles.checkInvariants()
        tables.clusters.checkInvariants()
    }
}
