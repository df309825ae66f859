import RoostClient
import RoostModel
import RoostTerminal
import RoostWire

/// What a session's screen looks like, for lists: from the mirror where there is one, otherwise asked for.
struct SessionPreview: Sendable {
    /// How long an asked-for screen is good enough.
    private static let lifetime: Int64 = 2000

    private struct Captured: Sendable {
        var lines: [Line]
        var at: Timestamp
    }

    private var captured: [SessionID: Captured] = [:]
    private var asked: [SessionID: Timestamp] = [:]

    /// Requests for a session that is shown now and whose screen is not known, or not well enough any more.
    mutating func requests(for session: SessionInfo?, in context: UIContext) -> [OverlayEffect] {
        guard let session, Self.mirror(of: session.number, in: context) == nil else { return [] }
        if let last = asked[session.number], context.now.milliseconds(since: last) < Self.lifetime {
            return []
        }
        if session.state.isEnded, captured[session.number] != nil { return [] }
        asked[session.number] = context.now
        return [.request(.session(.capture(target: "\(session.number)", format: .ansi, scrollback: false)))]
    }

    /// Takes a screen; gives whether it was one that had been asked for.
    mutating func receive(
        _ response: Response, for request: Request, sessions: [SessionInfo], in context: UIContext
    ) -> Bool {
        guard case .session(.capture(let target, .ansi, _)) = request, case .capture(let text) = response,
            let session = sessions.first(where: { "\($0.number)" == target })
        else { return false }
        captured[session.number] = Captured(
            lines: Self.lines(of: text, rows: session.rows, columns: session.cols), at: context.now)
        return true
    }

    /// The rows of a session's screen up to its last text; nil when they are not known.
    func lines(of session: SessionID, in context: UIContext) -> [Line]? {
        let lines = Self.mirror(of: session, in: context)?.lines ?? captured[session]?.lines
        guard let lines else { return nil }
        let end = (lines.lastIndex { !$0.text().isEmpty } ?? -1) + 1
        return Array(lines.prefix(end))
    }

    /// The mirror of a session that can be seen; any other is as old as the last look at it.
    private static func mirror(of session: SessionID, in context: UIContext) -> ScreenMirror? {
        if context.workspace != nil, !PanePlaces(context).panes.contains(where: { $0.session == session }) {
            return nil
        }
        return context.mirrors[session]
    }

    /// Reads a screen in ANSI form by showing it to a terminal.
    static func lines(of text: String, rows: Int, columns: Int) -> [Line] {
        var options = TerminalOptions()
        options.scrollbackLimit = 0
        let size = TerminalSize(rows: rows, columns: columns)
        var terminal = Terminal(size: size, options: options)
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(size.rows)
        terminal.feed(Array(rows.joined(separator: "\r\n").utf8))
        return (0..<size.rows).map { terminal.line($0) }
    }

    /// Draws the last rows of a screen into a rectangle.
    func draw(
        _ session: SessionID, in area: Rect, background: Style, on canvas: inout Canvas, context: UIContext
    ) {
        guard area.isVisible else { return }
        guard let lines = lines(of: session, in: context) else {
            canvas.write("…", row: area.row, column: area.column, style: background, limit: area.columns)
            return
        }
        for (row, line) in lines.suffix(area.rows).enumerated() {
            canvas.draw(line, row: area.row + row, column: area.column, columns: area.columns)
        }
        // Cells without a background of their own take the panel's, so that the picture is of one piece.
        canvas.restyle(area) { style in
            var style = style
            if style.background == .standard, !style.attributes.contains(.inverse) {
                style.background = background.background
                if style.foreground == .standard { style.foreground = background.foreground }
            }
            return style
        }
    }
}
