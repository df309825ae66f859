import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

extension Inbox {
    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let items = items(in: context)
        let width = min(Panel.wide - 2, canvas.columns - 2)
        let chosen = chosen(in: context)
        let details = chosen.map { Self.details($0, width: width - 2, context) } ?? []
        let listRows = min(max(1, items.count), max(1, canvas.rows / 3))
        let panel = Panel(
            rows: listRows + (chosen == nil ? 0 : 1 + details.count), columns: width, in: context, on: canvas
        )
        panel.draw(title: "Needs you", trailing: counts(in: context), keys: keys(for: chosen), on: &canvas)
        let area = panel.content
        frame = panel.frame
        list = Rect(row: area.row, column: area.column, rows: min(listRows, area.rows), columns: area.columns)
        place(in: items, height: list.rows)
        answers = []
        canvas.cursor = nil
        guard list.rows > 0 else { return }
        guard let chosen else {
            canvas.write(
                "nobody needs you", row: list.row, column: list.column, style: panel.style(.dim),
                limit: list.columns)
            return
        }
        for (offset, index) in cursor.visible.enumerated() {
            draw(items[index], row: list.row + offset, panel: panel, on: &canvas, in: context)
            if index == cursor.index { panel.select(row: list.row + offset, on: &canvas) }
        }
        let divider = list.row + list.rows
        guard divider < area.row + area.rows else { return }
        panel.divide(at: divider, text: Self.heading(chosen, context), on: &canvas)
        for (offset, line) in details.enumerated() where divider + 1 + offset < area.row + area.rows {
            draw(line, row: divider + 1 + offset, area: area, panel: panel, on: &canvas)
        }
    }

    /// `3 of 6 sessions, 2 tasks`.
    private func counts(in context: UIContext) -> String {
        let needy = needy(in: context).count
        let total = max(known(in: context).count, needy)
        let sessions = "\(needy) of \(total) session\(total == 1 ? "" : "s")"
        let count = tasks.rows.count
        return count == 0 ? sessions : "\(sessions), \(count) task\(count == 1 ? "" : "s")"
    }

    private func keys(for item: Item?) -> String {
        switch item {
        case .session(let session): keys(for: session)
        case .task(let row): Self.keys(for: row.task)
        case nil: "Esc"
        }
    }

    private func keys(for session: SessionInfo) -> String {
        guard let attention = session.attention else { return "Esc" }
        let labels = Self.labels(attention).map(\.label)
        var keys: [String] = []
        if let first = labels.first, let last = labels.last {
            keys.append(labels.count == 1 ? "\(first) answer" : "\(first)-\(last) answer")
        }
        keys += ["Enter go there", "t type"]
        if attention.url != nil || attention.code != nil {
            keys.append("c copy \(attention.url == nil ? "code" : "link")")
        }
        keys += ["s \(isSnoozed(session) ? "wake" : "snooze")", "Esc"]
        return keys.joined(separator: " · ")
    }

    /// The cells of a line: a sign, whose it is, its name, its state and since when, and what it needs.
    private struct Line {
        var glyph: GlyphRole
        var role: ThemeRole
        var provider: String
        var name: String
        var state: String
        var time: String
        var need: String
        var needRole = ThemeRole.overlay
    }

    private func line(_ item: Item, in context: UIContext) -> Line {
        switch item {
        case .session(let session):
            let label = SessionLabel(session)
            let isSnoozed = isSnoozed(session)
            return Line(
                glyph: label.glyph, role: isSnoozed ? .dim : label.role ?? .overlay,
                provider: label.provider, name: SessionNames.name(session),
                state: SessionNames.state(session), time: SessionNames.time(session, in: context),
                need: SessionNames.need(session), needRole: isSnoozed ? .dim : .overlay)
        case .task(let row):
            let elapsed = context.now.milliseconds(since: row.task.stateSince)
            return Line(
                glyph: row.label.glyph, role: row.label.role, provider: row.task.request.provider,
                name: "task \(row.task.id)", state: row.label.word, time: Elapsed.coarse(elapsed) ?? "now",
                need: Self.need(row.task))
        }
    }

    private func draw(
        _ item: Item, row: Int, panel: Panel, on canvas: inout Canvas, in context: UIContext
    ) {
        let line = line(item, in: context)
        let fixed: [(text: String, width: Int, role: ThemeRole)] = [
            (panel.look.glyph(line.glyph), 1, line.role), (line.provider, 7, .overlay),
            (line.name, 9, .overlay), (line.state, 11, line.role), (line.time, 6, .dim),
        ]
        var column = list.column
        for cell in fixed {
            let room = min(cell.width, list.column + list.columns - column)
            guard room > 0 else { return }
            canvas.write(
                TextWidth.clip(cell.text, to: room), row: row, column: column, style: panel.style(cell.role),
                limit: room)
            column += cell.width + 1
        }
        let room = list.column + list.columns - column
        guard room > 0 else { return }
        canvas.write(
            TextWidth.clip(line.need, to: room), row: row, column: column,
            style: panel.style(line.needRole), limit: room)
    }

    private static func heading(_ item: Item, _ context: UIContext) -> String {
        switch item {
        case .session(let session): heading(session, context)
        case .task(let row): heading(row.task, context)
        }
    }

    /// `codex web, ~/src/web, asked 12:40:53, seen on: screen + title`.
    private static func heading(_ session: SessionInfo, _ context: UIContext) -> String {
        guard let attention = session.attention else { return SessionNames.full(session) }
        let directory = session.cwd.isEmpty ? [] : [session.cwd]
        let custom = session.customState.map { [$0.name] } ?? []
        let facts =
            [SessionNames.full(session)] + custom + directory + [
                "asked \(context.timeWithSeconds(attention.since))"
            ]
        let source = attention.source.isEmpty ? [] : ["seen on: \(attention.source)"]
        return (facts + source).joined(separator: ", ")
    }

    /// A row of the details.
    private enum Detail {
        case text(String)
        case fact(String, String)
        case answers([(label: String, text: String, isSelected: Bool)])
    }

    private static func details(_ item: Item, width: Int, _ context: UIContext) -> [Detail] {
        let room = min(10, max(1, context.size.rows / 2 - 2))
        switch item {
        case .session(let session): return details(session, width: width, room: room, context)
        case .task(let row): return details(row.task).prefix(room).map { .text($0) }
        }
    }

    private static func details(
        _ session: SessionInfo, width: Int, room: Int, _ context: UIContext
    ) -> [Detail] {
        guard let attention = session.attention, width > 0 else { return [] }
        var details = attention.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .prefix(room).map { Detail.text(String($0)) }
        if let url = attention.url {
            // The whole address: it has to be read, or taken with the mouse of the outer terminal.
            details += url.chunks(of: width - 6).enumerated().map { .fact($0 == 0 ? "link" : "", $1) }
        }
        if let code = attention.code { details.append(.fact("code", code)) }
        var row: [(label: String, text: String, isSelected: Bool)] = []
        var used = 0
        for (label, option) in labels(attention) {
            let width = TextWidth.of(option.label) + label.count + 6
            if !row.isEmpty, used + width > max(20, context.size.columns - 6) {
                details.append(.answers(row))
                row = []
                used = 0
            }
            row.append((label, option.label, option.isSelected))
            used += width
        }
        return row.isEmpty ? details : details + [.answers(row)]
    }

    private mutating func draw(
        _ detail: Detail, row: Int, area: Rect, panel: Panel, on canvas: inout Canvas
    ) {
        let end = area.column + area.columns
        switch detail {
        case .text(let text):
            canvas.write(
                TextWidth.clip(text, to: area.columns), row: row, column: area.column,
                style: panel.look[.overlay],
                limit: area.columns)
        case .fact(let name, let text):
            canvas.write(name, row: row, column: area.column, style: panel.style(.dim), limit: area.columns)
            canvas.write(
                text, row: row, column: area.column + 5, style: panel.style(.accent),
                limit: max(0, area.columns - 5))
        case .answers(let row_):
            var column = area.column + 1
            for answer in row_ where column < end {
                let start = column
                column += canvas.write(
                    "[\(answer.label)]", row: row, column: column, style: panel.style(.overlayKey),
                    limit: end - column)
                column += canvas.write(
                    " " + TextWidth.clip(answer.text, to: max(0, end - column - 1)), row: row, column: column,
                    style: answer.isSelected ? panel.style(.accent) : panel.look[.overlay],
                    limit: max(0, end - column))
                answers.append((row, start..<column, answer.label))
                column += 3
            }
        }
    }
}

extension String {
    /// Pieces of so many characters.
    fileprivate func chunks(of length: Int) -> [String] {
        guard length > 0 else { return [] }
        var rest = self[...]
        var pieces: [String] = []
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }
}
