import RoostConfig
import RoostModel
import RoostTerminal

extension HistoryOverlay {
    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let panel = Panel(rows: canvas.rows * 3 / 4, columns: Panel.wide - 2, in: context, on: canvas)
        let shown = shown
        let info = session.flatMap { context.sessions[$0] }
        let name = info.map { "  \(SessionNames.full($0))" } ?? ""
        panel.draw(
            title: "History\(name)", trailing: filter == .all ? "" : filter.rawValue,
            keys: isTyping
                ? "Enter keep · Esc all"
                : "Enter jump there · o output · / search · f filter · y copy · e send again · Esc",
            on: &canvas)
        let area = panel.content
        frame = panel.frame
        canvas.cursor = nil
        guard area.rows > 0, area.columns > 0 else { return }
        drawTimeline(panel, row: area.row, area: area, on: &canvas, in: context)
        list = Rect(row: area.row + 1, column: area.column, rows: area.rows - 1, columns: area.columns)
        if let query, list.rows > 0 {
            canvas.write(
                "/ ", row: list.row, column: list.column, style: panel.style(.accent), limit: list.columns)
            if isTyping {
                query.draw(
                    on: &canvas, row: list.row, column: list.column + 2, columns: list.columns - 2,
                    style: panel.look[.overlay])
            } else {
                canvas.write(
                    query.text, row: list.row, column: list.column + 2, style: panel.look[.overlay],
                    limit: max(0, list.columns - 2))
            }
            list.row += 1
            list.rows -= 1
        }
        cursor.fit(count: shown.count, height: list.rows)
        guard list.rows > 0 else { return }
        if shown.isEmpty {
            canvas.write(
                pending.isEmpty && isAsked ? "nothing happened yet" : "asking the server", row: list.row,
                column: list.column, style: panel.style(.dim), limit: list.columns)
        }
        for (offset, index) in cursor.visible.enumerated() {
            draw(shown[index], row: list.row + offset, panel: panel, on: &canvas, in: context)
            if index == cursor.index { panel.select(row: list.row + offset, on: &canvas) }
        }
    }

    /// `busy ███▒▒░░██  09:12 ─ 12:41`.
    private func drawTimeline(
        _ panel: Panel, row: Int, area: Rect, on canvas: inout Canvas, in context: UIContext
    ) {
        guard let first = entries.first else { return }
        let from = context.moment(first.at)
        let until = context.timeOfDay(context.now)
        let room = area.columns - TextWidth.of(from) - TextWidth.of(until) - 2
        guard room > 4 else { return }
        let style = panel.style(.dim)
        canvas.write(from, row: row, column: area.column, style: style)
        let timeline = Timeline(entries, until: context.now, columns: room)
        let start = area.column + TextWidth.of(from) + 1
        timeline.draw(row: row, column: start, base: panel.look[.overlay], look: panel.look, on: &canvas)
        canvas.write(until, row: row, column: start + room + 1, style: style)
    }

    private func draw(
        _ entry: HistoryEntry, row: Int, panel: Panel, on canvas: inout Canvas, in context: UIContext
    ) {
        let result = result(entry)
        let kind = Self.kind(entry)
        var column = list.column
        let end = list.column + list.columns
        for (text, width, role) in [(context.moment(entry.at), 9, ThemeRole.dim), (kind.word, 9, kind.role)] {
            canvas.write(
                TextWidth.clip(text, to: width), row: row, column: column, style: panel.style(role),
                limit: max(0, end - column))
            column += width + 1
        }
        let width = TextWidth.of(result)
        let room = end - column - (width > 0 ? width + 2 : 0)
        let fits = room >= 8
        let text = Self.detail(entry)
        canvas.write(
            TextWidth.clip(text, to: max(0, fits ? room : end - column)), row: row, column: column,
            style: panel.look[.overlay], limit: max(0, end - column))
        if fits { canvas.write(result, row: row, column: end - width, style: panel.style(.dim)) }
    }

    /// `prompt`, `command`, or what a status began with.
    private static func kind(_ entry: HistoryEntry) -> (word: String, role: ThemeRole) {
        switch entry.type {
        case .command: return (entry.isPrompt == true ? "prompt" : "command", .accent)
        case .output: return ("output", .dim)
        case .error: return ("error", .error)
        case .auth: return ("login", .authentication)
        case .status:
            guard let kind = entry.attention else { return ("state", .dim) }
            return (kind.rawValue.replacing("_", with: " "), Theme.roles(of: kind).style)
        }
    }

    static func detail(_ entry: HistoryEntry) -> String {
        let text: String =
            switch entry.transition?.change {
            case .attention(_, let text): text
            case .state(let state, let end):
                ([state.rawValue.replacing("_", with: " ")] + [end?.reason].compactMap(\.self))
                    .joined(separator: ": ")
            case .attentionOver, .customState, .resized, .outputLost, .memoryLimit, nil: entry.text
            }
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// `0.2 s, exit 0`, or how long somebody was needed.
    private func result(_ entry: HistoryEntry) -> String {
        var parts: [String] = []
        if entry.attention != nil,
            let end = entries.first(where: { $0.at >= entry.at && $0.isAttentionOver })
        {
            parts.append("for \(Elapsed.exact(end.at.milliseconds(since: entry.at)))")
        }
        if let milliseconds = entry.durationMilliseconds {
            parts.append(
                milliseconds < 60_000
                    ? "\(milliseconds / 1000).\(milliseconds / 100 % 10) s" : Elapsed.exact(milliseconds))
        }
        if let code = entry.exitCode { parts.append("exit \(code)") }
        return parts.joined(separator: ", ")
    }
}

extension HistoryEntry {
    /// For what a person was needed from here on; nil for everything else.
    fileprivate var attention: Attention.Kind? {
        if case .attention(let kind, _) = transition?.change { kind } else { nil }
    }

    fileprivate var isAttentionOver: Bool {
        if case .attentionOver = transition?.change { true } else { false }
    }

    /// A change that is worth a line: somebody was needed, or it ended.
    var isNews: Bool {
        switch transition?.change {
        case .state(let state, _): state.isEnded
        case .attention, .customState(_?), .outputLost, .memoryLimit: true
        case .attentionOver, .customState(nil), .resized, nil: false
        }
    }
}
