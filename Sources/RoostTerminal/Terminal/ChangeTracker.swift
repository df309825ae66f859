/// Tells viewers what changed: each changed row gets a new number, and a counter grows with anything they show.
struct ChangeTracker: ~Copyable {
    /// The number that a row got last; none is used twice.
    var lastStamp: UInt64 = 0
    /// Grows whenever anything that a viewer shows changed.
    var count: UInt64 = 0
    /// The same, but for a title alone.
    var displayCount: UInt64 = 0
    /// What viewers show beside the rows, when ``count`` grew last.
    var shown = DisplayState()
    /// What is shown while the program is in the middle of a frame.
    var frame = WholeFrame()
    /// The terminal is as ``frame`` has it, and what it is itself is there.
    var isFrameShown = false
}

/// What a viewer shows beside the rows.
struct DisplayState: Equatable {
    var cursor = Cursor()
    var isAlternateScreen = false
    var isReverseVideo = false
    var isSynchronizing = false
    var input = InputModes()
    var title = ""
    var size = TerminalSize(rows: 1, columns: 2)
    var hasStatusLine = false

    /// Whether anything but the title is another one.
    func differsBesidesTitle(from other: DisplayState) -> Bool {
        var other = other
        other.title = title
        return self != other
    }
}

extension Terminal {
    /// Grows whenever anything that a viewer shows changed: rows, cursor, modes, title.
    public var changeCount: UInt64 { changes.count }

    /// Grows whenever anything in the pane changed: rows, cursor, modes, but no title.
    public var displayCount: UInt64 { changes.displayCount }

    /// The number of a row's content.
    ///
    /// A row that only moved keeps it; changed content gets a new one, and no number is ever used twice. 0
    /// for rows that are not on the screen.
    public func rowStamp(_ row: Int) -> UInt64 {
        row >= 0 && row < screen.rows ? screen.grid.stamp(row) : 0
    }

    var displayState: DisplayState {
        DisplayState(
            cursor: cursor, isAlternateScreen: isAlternateScreen, isReverseVideo: isReverseVideo,
            isSynchronizing: isSynchronizing, input: inputModes, title: title, size: size,
            hasStatusLine: status.isShown)
    }

    /// Gives changed rows their numbers.
    ///
    /// Called once after all bytes that came together, so that the hot path only marks rows.
    mutating func finishChanges() {
        let now = displayState
        let isStatusChanged = status.screen.grid.stampChanges(&changes.lastStamp)
        let isRowChanged = screen.grid.stampChanges(&changes.lastStamp) || isStatusChanged
        guard isRowChanged || now != changes.shown else { return }
        changes.count &+= 1
        if isRowChanged || now.differsBesidesTitle(from: changes.shown) { changes.displayCount &+= 1 }
        changes.shown = now
    }
}
