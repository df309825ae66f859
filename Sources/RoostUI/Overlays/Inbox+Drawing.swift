import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

extension Inbox {
    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let needy = needy(in: context)
        let width = min(Panel.wide - 2, canvas.columns - 2)
        let session = chosen(in: context)
        let details = session.map { Self.details($0, width: width - 2, context) } ?? []
        let listRows = min(max(1, needy.count), max(1, canvas.rows / 3))
        let panel = Panel(
            rows: listRows + (session == nil ? 0 : 1 + details.count), columns: width, in: context, on: canvas
        )
        let total = max(known(in: context).count, needy.count)
        panel.draw(
            title: "Needs you", trailing: "\(needy.count) of \(total) session\(total == 1 ? "" : "s")",
            keys: keys(for: session), on: &canvas)
        let area = panel.content
        frame = panel.frame
        list = Rect(row: area.row, column: area.column, rows: min(listRows, area.rows), columns: area.columns)
        place(in: needy, height: list.rows)
        answers = []
        canvas.cursor = nil
        guard list.rows > 0 else { return }
        guard let session else {
            canvas.write(
                "nobody needs you", row: list.row, column: list.column, style: panel.style(.dim),
                limit: list.columns)
            return
        }
        for (offset, index) in cursor.visible.enumerated() {
            draw(needy[index], row: list.row + offset, panel: panel, on: &canvas, in: context)
            if index == cursor.index { panel.select(row: list.row + offset, on: &canvas) }
        }
        let divider = list.row + list.rows
        guard divider < area.row + area.rows else { return }
        panel.divide(at: divider, text: Self.heading(session, context), on: &canvas)
        for (offset, line) in details.enumerated() where divider + 1 + offset < area.row + area.rows {
            draw(line, row: divider + 1 + offset, area: area, panel: panel, on: &canvas)
        }
    }

    private func keys(for session: SessionInfo?) -> String {
        guard let session, let attention = session.attention else { return "Esc" }
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

    private func draw(
        _ session: SessionInfo, row: Int, panel: Panel, on canvas: inout Canvas, in context: UIContext
    ) {
        let label = SessionLabel(session)
        let role = isSnoozed(session) ? .dim : label.role ?? .overlay
        let fixed: [(text: String, width: Int, role: ThemeRole)] = [
            (panel.look.glyph(label.glyph), 1, role), (label.provider, 7, .overlay),
            (SessionNames.name(session), 9, .overlay), (SessionNames.state(session), 11, role),
            (SessionNames.time(session, in: context), 6, .dim),
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
            TextWidth.clip(SessionNames.need(session), to: room), row: row, column: column,
            style: panel.style(isSnoozed(session) ? .dim : .overlay), limit: room)
    }

    /// `codex web, ~/src/web, asked 12:40:53, seen on: screen + title`.
    private static func heading(_ session: SessionInfo, _ context: UIContext) -> String {
        guard let attention = session.attention else { return SessionNames.full(session) }
        let directory = session.cwd.isEmpty ? [] : [session.cwd]
        let facts =
            [SessionNames.full(session)] + directory + ["asked \(context.timeWithSeconds(attention.since))"]
        let source = attention.source.isEmpty ? [] : ["seen on: \(attention.source)"]
        return (facts + source).joined(separator: ", ")
    }

    /// A row of the details.
    private enum Detail {
        case text(String)
        case fact(String, String)
        case answers([(label: String, text: String, isSelected: Bool)])
    }

    private static func details(_ session: SessionInfo, width: Int, _ context: UIContext) -> [Detail] {
        guard let attention = session.attention, width > 0 else { return [] }
        let room = min(10, max(1, context.size.rows / 2 - 2))
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
