/// What a shell had when it handed its terminal to a command: the state to which the terminal comes back after it.
///
/// What the shell itself asked for, in its start-up files or at its prompt, is part of it and stays.
package struct RestingState: Equatable, Sendable {
    var flags = ModeFlags.initial
    /// Without the kitty flags, which are those of `keyboard`.
    var input = InputModes()
    /// Of the main screen.
    var keyboard = KeyboardStack()
    var cursorShape = CursorShape.block
    var traits = Traits.standard

    /// What is compared, not restored: what differs from the start in the shell's own terminal is its own affair.
    struct Traits: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        /// The main screen is shown.
        static let mainScreen = Traits(rawValue: 1 << 0)
        /// No style is set for what is printed next.
        static let plainPen = Traits(rawValue: 1 << 1)
        /// Bytes are ASCII.
        static let plainCharsets = Traits(rawValue: 1 << 2)
        /// Addresses count from the screen's corner.
        static let screenOrigin = Traits(rawValue: 1 << 3)
        /// The whole screen scrolls.
        static let wholeMargins = Traits(rawValue: 1 << 4)
        /// There is no status line (DECSSDT).
        static let noStatusLine = Traits(rawValue: 1 << 5)

        static let standard: Traits = [
            .mainScreen, .plainPen, .plainCharsets, .screenOrigin, .wholeMargins, .noStatusLine,
        ]
    }

    /// How much of what a command left is undone.
    package enum Extent: Sendable {
        /// The command failed, was killed, or nobody knows: all of it.
        case everything
        /// The command ended well: what may have been its purpose stays (line wrap, scroll region, colours, the
        /// shape of the cursor: `tput rmam` does nothing else).
        case accidents
        /// A prompt begins and nobody said that the command had ended: what line editors turn on before their
        /// prompt stays as well (keys and pastes).
        case prompt
    }
}

extension RestingState {
    /// The same with what a line editor has turned on since, for itself: keys and pastes.
    package func keepingLineEditor(of now: RestingState) -> RestingState {
        var rest = self
        rest.input.applicationCursorKeys = now.input.applicationCursorKeys
        rest.input.applicationKeypad = now.input.applicationKeypad
        rest.input.bracketedPaste = now.input.bracketedPaste
        return rest
    }
}

extension Terminal {
    /// What a shell has now that is at its prompt, or hands the terminal to a command.
    package var restingState: RestingState {
        var traits: RestingState.Traits = []
        if !isAlternateScreen { traits.insert(.mainScreen) }
        if screen.cursor.pen == .plain { traits.insert(.plainPen) }
        if screen.cursor.charsets == Charsets() { traits.insert(.plainCharsets) }
        if !screen.cursor.isOrigin { traits.insert(.screenOrigin) }
        if screen.margins == Margins(screen.size) { traits.insert(.wholeMargins) }
        if status.kind == .none { traits.insert(.noStatusLine) }
        return RestingState(
            flags: modes.flags, input: modes.input,
            keyboard: isAlternateScreen ? hiddenScreen.keyboard : screen.keyboard,
            cursorShape: modes.cursorShape, traits: traits)
    }
}

// MARK: - Snapshots

extension RestingState {
    /// Flags, input modes, keyboard (flags, count, pushed flags), shape of the cursor, traits.
    func encode(into bytes: inout [UInt8]) {
        bytes.append(number: UInt64(flags.rawValue))
        input.encode(into: &bytes)
        bytes.append(keyboard.flags)
        bytes.append(number: keyboard.pushed.count)
        bytes += keyboard.pushed
        bytes += [cursorShape.rawValue, traits.rawValue]
    }

    /// Reads what ``encode(into:)`` wrote.
    init(from reader: inout SnapshotReader) throws(SnapshotError) {
        flags = ModeFlags(rawValue: UInt32(try reader.count(limit: Int(UInt32.max))))
        input = try reader.inputModes()
        keyboard = try reader.keyboardStack()
        guard let shape = CursorShape(rawValue: try reader.byte()) else { throw .invalid("cursor") }
        cursorShape = shape
        traits = Traits(rawValue: try reader.byte())
    }
}
