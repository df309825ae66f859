/// A place in the text of the main screen and its scrollback.
struct TextMark: Equatable {
    /// The line's number, see ``Terminal/scrollbackRange``.
    var line: Int
    /// 0-based.
    var column: Int
}

/// What a shell told of itself (OSC 133).
struct ShellMarks {
    /// B: where the command that is being typed begins.
    var commandStart: TextMark?
    /// C: what the shell had when it handed the terminal to its last command; from B on what it had at its prompt,
    /// for shells that mark nothing else.
    var rest: RestingState?
    /// C, and B where there is no C: nobody has said that the command has ended.
    var isRunning = false
    /// There was a C or a D: it need not be guessed where commands begin.
    var tellsCommands = false

    /// Whether anything is known of commands.
    var hasTold: Bool { tellsCommands || rest != nil }
}

/// OSC 133: what the shell says about prompts and commands.
/// https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md
extension Terminal {
    /// Number of the line that the cursor is on.
    private var cursorLine: Int { scrollback.range.upperBound + screen.cursor.row }

    /// Where the cursor is in the text.
    private var cursorMark: TextMark { TextMark(line: cursorLine, column: screen.cursor.column) }

    /// Does what the letter says, which the options of the mark follow.
    mutating func markPrompt(_ parts: [Substring]) {
        switch parts[0] {
        case "A", "N":
            shell.commandStart = nil
            if shell.isRunning { comeToRest(.prompt) }
            events.post(.promptStarted(line: cursorLine))
        case "B":
            shell.commandStart = isAlternateScreen ? nil : cursorMark
            if !shell.tellsCommands { handOver() }
            events.post(.commandStarted(line: cursorLine))
        case "C":
            events.post(.commandExecuted(text: commandText(parts.dropFirst()), line: cursorLine))
            shell.commandStart = nil
            shell.tellsCommands = true
            handOver()
        case "D":
            shell.commandStart = nil
            shell.tellsCommands = true
            shell.isRunning = false
            let exitCode = parts.count > 1 ? Int(parts[1]) : nil
            comeToRest(exitCode == 0 ? .accidents : .everything)
            events.post(.commandFinished(exitCode: exitCode))
        default: break
        }
    }

    /// From now on the terminal is a command's.
    private mutating func handOver() {
        // A shell writes to the screen: this is no prompt of one.
        guard !status.isActive else { return }
        shell.rest = restingState
        shell.isRunning = true
    }

    /// Undoes what the last command left behind.
    private mutating func comeToRest(_ extent: RestingState.Extent) {
        guard let rest = shell.rest, !status.isActive else { return }
        parseAgain(controls(returningTo: rest, extent))
    }

    private func commandText(_ options: ArraySlice<Substring>) -> String {
        for option in options {
            if option.hasPrefix("cmdline_url=") {
                return Self.printableLines(OperatingSystemCommand.percentDecoded(option.dropFirst(12)))
            }
            if option.hasPrefix("cmdline=") { return Self.printableLines(String(option.dropFirst(8))) }
        }
        guard let start = shell.commandStart, !isAlternateScreen else { return "" }
        return self.text(from: start, to: cursorMark)
    }

    /// Newlines stay, other control characters go; at most 16 KiB.
    private static func printableLines(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return Self.trimmed(
            lines.map { OperatingSystemCommand.printable(String($0), limit: 16_384) }.joined(separator: "\n"))
    }

    /// The text between two places of the main screen and its scrollback; at most 500 lines.
    private func text(from start: TextMark, to end: TextMark) -> String {
        var text = ""
        let first = max(start.line, scrollback.range.lowerBound)
        guard first <= end.line, end.line - first < 500 else { return "" }
        for number in first...end.line {
            let isOnScreen = number >= scrollback.range.upperBound
            let line =
                isOnScreen
                ? self.line(number - scrollback.range.upperBound) : scrollbackLine(number) ?? Line()
            let from = number == start.line ? start.column : 0
            let to = number == end.line ? end.column : line.cells.count
            if from < to { text += line.text(of: from..<to, trimmed: !line.isWrapped) }
            if !line.isWrapped, number < end.line { text += "\n" }
        }
        return Self.trimmed(text)
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last == "\n" || last == " " { text.removeLast() }
        return String(text)
    }
}
