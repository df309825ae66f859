/// The state of a terminal in bytes. Feeding the rest of a stream after a restore gives exactly what never
/// having stopped would, wherever the stream was cut. Replies and events that were not taken are not in it.
///
/// The body, numbers in LEB128, strings with their number of bytes before them, styles and lines in their own
/// forms, booleans as a byte:
///
/// ```text
/// rows, columns; 1 if the alternate screen is shown, 2 if there is a status line, 4 if the program has chosen
///     the columns, 8 after a line end within a string, 16 after a shell's first mark of a command; with 4 the columns that
///     were given; the lines of the screen that is shown
/// whether there is another screen; its lines
/// scrollback: number of the first line, count, then for each its bytes with their number before them
/// cursor: row, column, pending wrap; pen; charsets G0...G3, shifted, single; margins top bottom left right
/// modes, input modes, protection, exact rectangles, conformance level, 7-bit, cursor shape, last printed scalar
/// keyboard of this screen, of the other: flags, count, pushed flags
/// saved cursors of main and alternate screen: row, column, pending wrap, pen, charsets, origin mode
/// tab stops: 32 words
/// saved modes, inert modes: count, then number and boolean for each
/// palette: count, then index red green blue for each; dynamic colours the same
/// title, icon name; title stack: count, then title and icon for each
/// start of the command: boolean, line, column
/// parts of a notification: identifier, title, body
/// parser: state, parameters, collected bytes, kind of string, string, key of the DCS, bytes of a character
/// status line, if there is one: kind (DECSSDT); if it is writable whether it is written, its line, its cursor and
///     what was saved of it, both like the saved cursors
/// after a line end within a string: whether it is data, the text that is held
/// after a shell's first mark of a command: whether one runs, whether it tells of them; whether it is known what the
///     shell had before it, and that (`RestingState`)
/// last stamp, change count
/// ```
///
/// What has a flag is only there when the flag says so: without them a
/// snapshot has the bytes that it had before there were any.
extension Terminal {
    /// The whole state, at whatever byte the stream stands.
    ///
    /// See the table above for the form.
    ///
    /// - Complexity: O(*n*) in the text that is kept.
    public func encodeSnapshot() -> [UInt8] {
        encodeSnapshotInParts().bytes
    }

    /// The same, with the places of what will not change any more: the lines of the scrollback, in parts of 512.
    ///
    /// A part is `line` and those after it, by their numbers. Of two snapshots of a terminal a part with the same
    /// number is the same, unless the text was reflowed or cleared in between.
    ///
    /// - Complexity: O(*n*) in the text that is kept.
    public func encodeSnapshotInParts() -> (bytes: [UInt8], parts: [(line: Int, range: Range<Int>)]) {
        var marks: [(line: Int, byte: Int)] = []
        var bytes = SnapshotEnvelope.head
        encodeState(into: &bytes, marks: &marks)
        bytes.append(number: changes.lastStamp)
        bytes.append(number: changes.count)
        SnapshotEnvelope.close(&bytes)
        // What is above the first mark loses lines, what is below the last one gains some.
        let parts = zip(marks, marks.dropFirst()).map { first, next in (first.line, first.byte..<next.byte) }
        return (bytes, parts)
    }

    /// The lines of a part, and the first of each is a multiple of it.
    private static let linesOfPart = 512

    /// Everything but the counters, which depend on how the bytes were split.
    func encodeState() -> [UInt8] {
        var body: [UInt8] = []
        var marks: [(line: Int, byte: Int)] = []
        encodeState(into: &body, marks: &marks)
        return body
    }

    private func encodeState(into body: inout [UInt8], marks: inout [(line: Int, byte: Int)]) {
        // Room for all, because to grow is to copy megabytes; what is not used of it is no memory yet.
        body.reserveCapacity(scrollback.byteCount + 8 * screen.rows * screen.columns)
        body.append(number: screen.rows)
        body.append(number: screen.columns)
        body.append(
            (isAlternateScreen ? SnapshotFlags.alternate : 0)
                | (status.kind == .none ? 0 : SnapshotFlags.status)
                | (givenColumns == nil ? 0 : SnapshotFlags.columns)
                | (parser.held.isOpen ? SnapshotFlags.heldText : 0)
                | (shell.hasTold ? SnapshotFlags.rest : 0))
        if let givenColumns { body.append(number: givenColumns) }
        encodeScreen(screen.grid, into: &body)
        body.append(hiddenScreen.exists)
        encodeScreen(hiddenScreen.grid, into: &body)
        body.append(number: scrollback.range.lowerBound)
        body.append(number: scrollback.range.count)
        scrollback.encodeAll(into: &body, marking: Self.linesOfPart, marks: &marks)
        encodeCursor(into: &body)
        encodeModes(into: &body)
        encodeSaved(into: &body)
        encodeTexts(into: &body)
        encodeParser(into: &body)
        encodeStatusLine(into: &body)
        if parser.held.isOpen {
            body.append(parser.held.isData)
            body.append(number: parser.held.bytes.count)
            body += parser.held.bytes
        }
        if shell.hasTold {
            body.append(shell.isRunning)
            body.append(shell.tellsCommands)
            body.append(shell.rest != nil)
            shell.rest?.encode(into: &body)
        }
    }

    private func encodeScreen(_ grid: borrowing Grid, into body: inout [UInt8]) {
        for row in 0..<grid.rows {
            tables.encode(row: row, of: grid)
            tables.encoder.append(to: &body)
        }
    }

    private func encodeCursor(into body: inout [UInt8]) {
        let (cursor, margins) = (screen.cursor, screen.margins)
        body.append(number: cursor.row)
        body.append(number: cursor.column)
        body.append(cursor.isWrapPending)
        tables.styles.resolve(cursor.pen).encode(into: &body)
        cursor.charsets.encode(into: &body)
        for margin in [margins.top, margins.bottom, margins.left, margins.right] {
            body.append(number: margin)
        }
    }

    private func encodeModes(into body: inout [UInt8]) {
        body.append(
            number: UInt64(modes.flags.rawValue | (screen.cursor.isOrigin ? SnapshotFlags.origin : 0)))
        inputModes.encode(into: &body)
        body.append(modes.protection.rawValue)
        body.append(modes.isRectangleExact)
        body.append(number: modes.conformance.level)
        body.append(modes.conformance.is7Bit)
        body.append(modes.cursorShape.rawValue)
        body.append(number: UInt64(lastPrinted))
        for stack in [screen.keyboard, hiddenScreen.keyboard] {
            body.append(stack.flags)
            body.append(number: stack.pushed.count)
            body += stack.pushed
        }
    }

    private func encodeSaved(into body: inout [UInt8]) {
        encode(isAlternateScreen ? hiddenScreen.saved : screen.saved, into: &body)
        encode(isAlternateScreen ? screen.saved : hiddenScreen.saved, into: &body)
        for word in tabStops.words {
            for shift in 0..<8 { body.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * shift))) }
        }
        for modes in [modes.saved, modes.inert] {
            body.append(number: modes.count)
            for (mode, isOn) in modes.sorted(by: { $0.key < $1.key }) {
                body.append(number: mode)
                body.append(isOn)
            }
        }
        body.append(number: colors.palette.count)
        for (index, color) in colors.palette.sorted(by: { $0.key < $1.key }) {
            body.append(number: index)
            body += [color.red, color.green, color.blue]
        }
        body.append(number: colors.dynamic.count)
        for (number, color) in colors.dynamic.sorted(by: { $0.key < $1.key }) {
            body += [UInt8(number), color.red, color.green, color.blue]
        }
    }

    private func encode(_ saved: CursorState, into body: inout [UInt8]) {
        body.append(number: saved.row)
        body.append(number: saved.column)
        body.append(saved.isWrapPending)
        tables.styles.resolve(saved.pen).encode(into: &body)
        saved.charsets.encode(into: &body)
        body.append(saved.isOrigin)
    }

    private func encodeTexts(into body: inout [UInt8]) {
        body.append(string: title)
        body.append(string: iconName)
        body.append(number: titles.stack.count)
        for saved in titles.stack {
            body.append(string: saved.window)
            body.append(string: saved.icon)
        }
        body.append(shell.commandStart != nil)
        body.append(number: shell.commandStart?.line ?? 0)
        body.append(number: shell.commandStart?.column ?? 0)
        body.append(string: notification.identifier)
        body.append(string: notification.title)
        body.append(string: notification.body)
    }

    private func encodeParser(into body: inout [UInt8]) {
        body.append(parser.state.rawValue)
        parser.parameters.encode(into: &body)
        body.append(number: UInt64(parser.collected))
        body.append(parser.stringKind.rawValue)
        body.append(number: parser.string.count)
        body += parser.string
        body.append(number: UInt64(parser.deviceControl))
        body.append(number: parser.partialCharacter.count)
        body += parser.partialCharacter
    }

    private func encodeStatusLine(into body: inout [UInt8]) {
        guard status.kind != .none else { return }
        body.append(status.kind.rawValue)
        guard status.kind == .writable else { return }
        body.append(status.isActive)
        encodeScreen(status.screen.grid, into: &body)
        encode(status.screen.cursor, into: &body)
        encode(status.screen.saved, into: &body)
    }
}

/// What the byte behind the rows and columns of a snapshot is made of.
enum SnapshotFlags {
    static let alternate: UInt8 = 1
    static let status: UInt8 = 2
    static let columns: UInt8 = 4
    static let heldText: UInt8 = 8
    static let rest: UInt8 = 16
    static let all = alternate | status | columns | heldText | rest

    /// Origin mode, among the bits of ``ModeFlags``.
    static let origin: UInt32 = 1 << 6
}

extension Charsets {
    fileprivate func encode(into body: inout [UInt8]) {
        for index in 0..<4 as Range<UInt8> { body.append(self[index].rawValue) }
        body += [shifted, single]
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ flag: Bool) {
        append(flag ? 1 : 0)
    }
}
