import RoostConfig
import RoostModel
import RoostTerminal

/// The row above a pane: what runs there, how it is called, what it does and where.
struct TitleRow {
    private let session: SessionInfo
    private let label: SessionLabel

    /// A title for a session.
    init(_ session: SessionInfo) {
        self.session = session
        label = SessionLabel(session)
    }

    private typealias Part = (text: String, role: ThemeRole?)

    /// The longest of the possible titles that fits.
    private func parts(room: Int, isShort: Bool, state: ViewState) -> [Part] {
        let glyph = state.look.glyph(label.glyph, frame: state.busyFrame)
        let head: [Part] = [(" \(glyph) ", label.role)]
        let name = label.name ?? label.provider
        if isShort { return [head + [(name + " ", nil)], head].first { Self.width($0) <= room } ?? [] }
        let both = label.name.map { "\(label.provider)  \($0)" } ?? label.provider
        let words = label.stateText(now: state.now, timeOfDay: state.timeOfDay)
        let what: [Part] = words.map { [("  \($0)", label.role)] } ?? []
        let custom: [Part] = session.customState.map { [("  \($0.name)", nil)] } ?? []
        let directory =
            session.cwd.isEmpty ? "" : " \(state.look.glyph(.separator)) \(state.abbreviated(session.cwd))"
        let branch = session.branch.map { " (\($0))" } ?? ""
        let end: [Part] = [(" ", nil)]
        let choices: [[Part]] = [
            head + [(both, nil)] + what + custom + [(directory + branch, nil)] + end,
            head + [(both, nil)] + what + custom + [(directory, nil)] + end,
            head + [(both, nil)] + what + custom + end,
            head + [(both, nil)] + what + end,
            head + [(name, nil)] + what + end,
            head + [(name, nil)] + end,
            head + [(TextWidth.clip(name, to: max(0, room - 4)), nil)] + end,
            head,
        ]
        return choices.first { Self.width($0) <= room } ?? []
    }

    private static func width(_ parts: [Part]) -> Int {
        parts.reduce(0) { $0 + TextWidth.of($1.text) }
    }

    /// Draws the row at the top of a pane's frame.
    func draw(_ placed: PanePlan.Placed, plan: PanePlan, state: ViewState, on canvas: inout Canvas) {
        let frame = placed.frame
        let look = state.look
        let line = placed.isFocused ? look[.borderFocused] : look[.border]
        let title = placed.isFocused ? look[.titleFocused] : look[.title]
        let horizontal = look.line(up: false, down: false, left: true, right: true)
        canvas.fill(
            Rect(row: frame.row, column: frame.column, rows: 1, columns: frame.columns), style: line,
            text: horizontal)
        let zoomed = plan.isZoomed && frame.columns >= 30 ? " \(look.glyph(.zoomed)) zoomed " : ""
        // Nothing else says that there are others.
        let mark = plan.alone.map { " \($0.number)/\($0.count) " } ?? zoomed
        let trailing = mark.isEmpty ? 0 : TextWidth.of(mark) + 1
        var column = frame.column + 1
        let room = max(0, frame.columns - 2 - trailing)
        for part in parts(room: room, isShort: plan.hasShortTitles, state: state) {
            column += canvas.write(
                part.text, row: frame.row, column: column,
                style: part.role.map { look.style($0, on: title) } ?? title)
        }
        let end = frame.column + frame.columns - trailing
        // The terminal's status line has no row of its own: it stands here as far as there is room.
        if let status = session.statusLine, !status.isEmpty, end - column > 4 {
            column +=
                canvas.write(
                    TextWidth.clip(" \(status)", to: end - column - 2) + " ", row: frame.row,
                    column: column + 1,
                    style: title) + 1
        }
        if let progress = session.progress, end > column {
            let length = end - column
            canvas.fill(
                Rect(
                    row: frame.row, column: column, rows: 1,
                    columns: length * max(0, min(100, progress)) / 100),
                style: look[.progress], text: look.isASCII ? "=" : "━")
        }
        if trailing > 0 { canvas.write(mark, row: frame.row, column: end, style: title) }
    }
}
