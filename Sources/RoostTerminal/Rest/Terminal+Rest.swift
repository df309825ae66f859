/// Between a command and the next prompt: what a program that was killed has left behind goes.
///
/// The controls are those that programs use themselves: printed into a stream, they mean the same to any terminal.
extension Terminal {
    /// How to bring the terminal back to what a shell had.
    ///
    /// - Parameters:
    ///   - rest: What the shell had.
    ///   - extent: How much is undone.
    /// - Returns: The controls; none if nothing is out of place.
    package func controls(returningTo rest: RestingState, _ extent: RestingState.Extent) -> [UInt8] {
        var controls = ""
        let isLeaving = isAlternateScreen && rest.traits.contains(.mainScreen)
        if status.kind != .none, rest.traits.contains(.noStatusLine) { controls += "\u{1B}[0$~" }
        controls += geometry(rest, extent, isLeaving: isLeaving)
        let cursor = isLeaving ? cursorAfterLeaving : screen.cursor
        if isLeaving {
            controls += leavingAlternateScreen
            if cursor.isOrigin, hasSavedCursor, rest.traits.contains(.screenOrigin) {
                controls += "\u{1B}[?6l\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H"
            }
        }
        controls += modeControls(rest, extent)
        if extent != .prompt { controls += keyControls(rest) }
        controls += mouseControls(rest)
        if cursor.charsets != Charsets(), rest.traits.contains(.plainCharsets) {
            controls += "\u{1B}(B\u{1B})B\u{1B}*B\u{1B}+B\u{0F}"
        }
        if extent == .everything {
            if cursor.pen != .plain, rest.traits.contains(.plainPen) {
                controls += "\u{1B}[m\u{1B}]8;;\u{1B}\\"
            }
            controls += cursorStyle(rest)
        }
        return Array(controls.utf8)
    }

    /// On entering the alternate screen the program saved the cursor (?1049).
    private var hasSavedCursor: Bool { hiddenScreen.saved != CursorState() }

    /// The cursor on the main screen: leaving brings back what was saved, with the character sets, the style and the
    /// origin that the program had set before it entered.
    private var cursorAfterLeaving: CursorState { hasSavedCursor ? hiddenScreen.saved : screen.cursor }

    /// To the main screen, below what it shows: where the program found the cursor, if it has saved that.
    ///
    /// The alternate screen has keyboard flags of its own, and the next program there would inherit them.
    private var leavingAlternateScreen: String {
        let plainKeys =
            screen.keyboard == KeyboardStack() ? "" : "\u{1B}[<\(KeyboardStack.limit + 1)u\u{1B}[=0u"
        if hasSavedCursor { return plainKeys + "\u{1B}[?1049l" }
        let last = (0..<hiddenScreen.rows).last { hiddenScreen.grid.length($0) > 0 } ?? -1
        let isFull = last + 1 >= hiddenScreen.rows
        return plainKeys + "\u{1B}[?47l\u{1B}[\(last + (isFull ? 1 : 2))H" + (isFull ? "\r\n" : "")
    }

    /// Margins and origin, which send the cursor home: it goes back to where it is.
    private func geometry(
        _ rest: RestingState, _ extent: RestingState.Extent, isLeaving: Bool
    ) -> String {
        var controls = ""
        if screen.cursor.isOrigin, rest.traits.contains(.screenOrigin) { controls += "\u{1B}[?6l" }
        if extent != .accidents, rest.traits.contains(.wholeMargins), screen.margins != Margins(screen.size) {
            if modes.contains(.leftRightMargins), !rest.flags.contains(.leftRightMargins) {
                controls += "\u{1B}[?69l"
            }
            controls += "\u{1B}[r"
        }
        guard !controls.isEmpty, !isLeaving else { return controls }
        return controls + "\u{1B}[\(screen.cursor.row + 1);\(screen.cursor.column + 1)H"
    }

    /// Modes of the screen.
    private func modeControls(_ rest: RestingState, _ extent: RestingState.Extent) -> String {
        var controls = ""
        for (flag, control, isPurpose) in Self.restoredFlags {
            let (now, before) = (modes.contains(flag), rest.flags.contains(flag))
            guard now != before, !isPurpose || extent != .accidents else { continue }
            controls += "\u{1B}[\(control)\(before ? "h" : "l")"
        }
        if modes.input.newLineMode, !rest.input.newLineMode { controls += "\u{1B}[20l" }
        return controls
    }

    /// Flags, how they are set, and whether to leave them changed may be all that a command is for.
    private static let restoredFlags: [(flag: ModeFlags, control: String, isPurpose: Bool)] = [
        (.insert, "4", false), (.keyboardAction, "2", false), (.sendReceive, "12", false),
        (.cursorVisible, "?25", false), (.synchronized, "?2026", false), (.clusters, "?2027", false),
        (.colorScheme, "?2031", false), (.sizeReports, "?2048", false), (.nationalCharsets, "?42", false),
        (.reverseWrap, "?45", true), (.extendedReverseWrap, "?1045", true),
        (.autoWrap, "?7", true), (.reverseVideo, "?5", true),
    ]

    /// What a line editor may turn on for itself: only what the shell did not have goes.
    private func keyControls(_ rest: RestingState) -> String {
        var controls = ""
        let flags: [(path: KeyPath<InputModes, Bool>, number: Int)] = [
            (\.applicationCursorKeys, 1), (\.applicationKeypad, 66), (\.bracketedPaste, 2004),
            (\.backarrowSendsBackspace, 67),
        ]
        for (path, number) in flags where modes.input[keyPath: path] && !rest.input[keyPath: path] {
            controls += "\u{1B}[?\(number)l"
        }
        if modes.input.modifyOtherKeys != rest.input.modifyOtherKeys {
            controls += "\u{1B}[>4;\(rest.input.modifyOtherKeys)m"
        }
        let keyboard = isAlternateScreen ? hiddenScreen.keyboard : screen.keyboard
        if keyboard != rest.keyboard {
            let all = rest.keyboard.pushed + [rest.keyboard.flags]
            controls += "\u{1B}[<\(KeyboardStack.limit + 1)u\u{1B}[=\(all[0])u"
            for flags in all.dropFirst() { controls += "\u{1B}[>\(flags)u" }
        }
        return controls
    }

    /// Reports that a program asks for: at a prompt they would be typed.
    private func mouseControls(_ rest: RestingState) -> String {
        var controls = ""
        let input = modes.input
        if input.mouseTracking != .none, rest.input.mouseTracking == .none {
            controls += "\u{1B}[?9;1000;1002;1003l"
        }
        if input.mouseEncoding != .legacy, rest.input.mouseEncoding == .legacy {
            controls += "\u{1B}[?1005;1006;1015;1016l"
        }
        if input.focusEvents, !rest.input.focusEvents { controls += "\u{1B}[?1004l" }
        if input.alternateScroll, !rest.input.alternateScroll { controls += "\u{1B}[?1007l" }
        return controls
    }

    /// DECSCUSR.
    private func cursorStyle(_ rest: RestingState) -> String {
        let blinks = rest.flags.contains(.cursorBlinks)
        guard modes.cursorShape != rest.cursorShape || modes.contains(.cursorBlinks) != blinks else {
            return ""
        }
        let number = rest.cursorShape == .block ? 2 : rest.cursorShape == .underline ? 4 : 6
        return "\u{1B}[\(blinks ? number - 1 : number) q"
    }
}
