import RoostModel
import RoostPTY
import RoostTerminal
import RoostWire

// What a session shows of a turn that somebody waits for.
extension Session {
    /// Lines of the scrollback that are looked through for an answer.
    private static let answerReach = 5000

    /// The session as it is, with what its program printed up to now.
    func latestInfo() -> SessionInfo {
        readable()
        detect()
        settle()
        return info
    }

    /// The session as it is, and whether a prompt still stands where it was typed.
    func progress(of turn: Turn) -> (info: SessionInfo, isPromptLeft: Bool) {
        guard let top = watch.promptTop, top < screen.terminal.size.rows else { return (info, false) }
        let gained = GainedText(prompt: turn.prompt)
        return (
            info,
            (top..<screen.terminal.size.rows).contains { gained.isShown(in: screen.terminal.line($0).text()) }
        )
    }

    /// What the screen gained since a prompt, without the program's own prompt box.
    func gained(since turn: Turn) -> String? {
        // Without a box the program's or the shell's prompt is where the cursor is.
        let end = watch.promptTop ?? screen.terminal.cursor.row
        var rows: [Line] = []
        if !screen.terminal.isAlternateScreen {
            rows = screen.terminal.scrollbackRange.suffix(Self.answerReach).compactMap {
                screen.terminal.scrollbackLine($0)
            }
        }
        rows += (0..<min(max(end, 0), screen.terminal.size.rows)).map { screen.terminal.line($0) }
        var lines: [String] = []
        var isOpen = false
        for row in rows {
            let text = row.text(trimmed: !row.isWrapped)
            if isOpen, !lines.isEmpty { lines[lines.count - 1] += text } else { lines.append(text) }
            isOpen = row.isWrapped
        }
        return GainedText(prompt: turn.prompt).text(in: lines)
    }

    /// The rows of the screen as text.
    var shownLines: [String] { (0..<screen.terminal.size.rows).map { screen.terminal.line($0).text() } }

    /// The processes that may be the program a person talks to: the session's own, and who has the foreground.
    var talkingProcesses: [Int32] {
        guard let child = pump.child else { return [] }
        let foreground = PTY.foregroundProcessGroup(child.descriptor)
        return foreground.map { $0 == child.pid ? [$0] : [$0, child.pid] } ?? [child.pid]
    }
}
