import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Searches everything that any session has ever printed.
struct SearchOverlay: Overlay {
    private static let limit = 500

    private var field = TextField()
    private var hits: [SearchHit] = []
    /// What `hits` are for; nil before the first answer.
    private var answered: String?
    /// What the server is looking for.
    private var asked: String?
    private var askedAt = Timestamp(milliseconds: 0)
    private var milliseconds: Int64 = 0
    private var isOneSession = false
    private var cursor = ListCursor()
    private var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private var jump: Jump?

    init() {}

    // MARK: Drawing

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        // On the way to another pane there is nothing left to see.
        guard jump == nil else { return }
        let panel = Panel(rows: canvas.rows * 3 / 4, columns: Panel.wide - 2, in: context, on: canvas)
        panel.draw(
            title: "Search  > ", trailing: summary,
            keys:
                "Enter jump there · C-s \(isOneSession ? "all sessions" : "this session only") · C-y copy · Esc",
            on: &canvas)
        list = panel.content
        frame = panel.frame
        cursor.fit(count: hits.count, height: list.rows)
        if hits.isEmpty, list.rows > 0 {
            let text =
                field.isEmpty
                ? "type what you look for"
                : answered == nil || asked != nil ? "searching" : "no line has that"
            canvas.write(
                text, row: list.row, column: list.column, style: panel.style(.dim), limit: list.columns)
        }
        for (offset, index) in cursor.visible.enumerated() where list.rows > 0 {
            draw(hits[index], row: list.row + offset, panel: panel, on: &canvas, in: context)
            if index == cursor.index { panel.select(row: list.row + offset, on: &canvas) }
        }
        let start = panel.frame.column + 2 + TextWidth.of("Search  > ")
        let room = panel.frame.columns - 6 - TextWidth.of("Search  > ") - TextWidth.of(summary)
        guard panel.frame.rows > 0, room > 2 else { return }
        field.draw(
            on: &canvas, row: panel.frame.row, column: start,
            columns: max(2, min(room, TextWidth.of(field.text) + 1)), style: panel.look[.overlayTitle])
    }

    /// `41 lines in 6 sessions, 12 ms`.
    private var summary: String {
        guard answered != nil else { return "" }
        let sessions = Set(hits.map(\.session)).count
        let lines = hits.count == Self.limit ? "\(hits.count)+" : "\(hits.count)"
        return
            "\(lines) line\(hits.count == 1 ? "" : "s") in \(sessions) session\(sessions == 1 ? "" : "s"), "
            + "\(milliseconds) ms"
    }

    private func draw(
        _ hit: SearchHit, row: Int, panel: Panel, on canvas: inout Canvas, in context: UIContext
    ) {
        let session = context.sessions[hit.session]
        let name = session.map(SessionNames.full) ?? hit.name
        var column = list.column
        let end = list.column + list.columns
        for (text, width, role) in [(name, 16, ThemeRole.accent), (context.moment(hit.at), 10, .dim)] {
            canvas.write(
                TextWidth.clip(text, to: width), row: row, column: column, style: panel.style(role),
                limit: max(0, end - column))
            column += width + 1
        }
        let room = end - column
        guard room > 0 else { return }
        let found = Self.place(of: field.text, in: hit.text)
        let text = Self.excerpt(hit.text, around: found?.lowerBound, columns: room)
        canvas.write(text, row: row, column: column, style: panel.look[.overlay], limit: room)
        if let found = Self.place(of: field.text, in: text) {
            canvas.restyle(
                Rect(
                    row: row, column: column + found.lowerBound, rows: 1,
                    columns: min(found.count, end - column - found.lowerBound))
            ) { _ in
                panel.look[.match]
            }
        }
    }

    /// The cells of the first word that was looked for.
    private static func place(of query: String, in text: String) -> Range<Int>? {
        let word = query.split(separator: " ").first.map(String.init) ?? ""
        guard !word.isEmpty else { return nil }
        let needle = Array(word.lowercased())
        let hay = Array(text)
        guard hay.count >= needle.count else { return nil }
        for start in 0...(hay.count - needle.count)
        where (0..<needle.count).allSatisfy({ hay[start + $0].lowercased() == String(needle[$0]) }) {
            let before = TextWidth.of(String(hay[..<start]))
            return before..<before + TextWidth.of(String(hay[start..<start + needle.count]))
        }
        return nil
    }

    /// A line cut so that a cell of it can be seen.
    private static func excerpt(_ text: String, around cell: Int?, columns: Int) -> String {
        let line = String(text.drop { $0 == " " })
        let cut = text.count - line.count
        guard let cell, cell - cut > columns * 2 / 3 else { return TextWidth.clip(line, to: columns) }
        return TextWidth.clip("…" + line.dropFirst(cell - cut - columns / 3), to: columns)
    }

    // MARK: Events

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        jump?.tick(in: context) ?? []
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        if let effects = jump?.receive(response, in: context) { return effects }
        if case .failed(let failure) = response {
            if case .history(.search) = request { asked = nil }
            return [.message("\(failure)", isError: true), .redraw]
        }
        guard case .history(.search(let query, _, _)) = request, case .hits(let found) = response else {
            return []
        }
        guard query == asked else { return [] }
        asked = nil
        answered = query
        hits = found
        milliseconds = max(0, context.now.milliseconds(since: askedAt))
        cursor.fit(count: hits.count, height: cursor.height)
        cursor.select(0)
        // Letters that were typed meanwhile are looked for now.
        return field.text == query ? [.redraw] : search(in: context)
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        if jump != nil {
            if case .key = event { return [.close] }
            return []
        }
        switch event {
        case .key(let key):
            switch key.word {
            case "Escape", "C-c", "C-g": return [.close]
            case "Enter":
                if hits.isEmpty || answered != field.text { return search(in: context) }
                return go(in: context)
            case "C-s":
                isOneSession.toggle()
                return search(in: context) + [.redraw]
            case "C-y":
                return hits[safe: cursor.index].map { [.copy($0.text, what: "the line")] }
                    ?? []
            default: if cursor.handle(key, letters: false) { return [.redraw] }
            }
        case .mouse(let event):
            switch cursor.click(event, in: list, of: frame) {
            case .moved: return [.redraw]
            case .taken: return go(in: context)
            case .outside: return [.close]
            case .nothing: return []
            }
        default: break
        }
        guard field.handle(event) else { return [] }
        // The server is asked for one text at a time: what comes meanwhile waits for its answer.
        return asked == nil ? search(in: context) + [.redraw] : [.redraw]
    }

    private mutating func search(in context: UIContext) -> [OverlayEffect] {
        guard field.text.contains(where: { $0 != " " }) else {
            hits = []
            answered = nil
            return []
        }
        asked = field.text
        askedAt = context.now
        let target = isOneSession ? context.focused.map { "\($0)" } : nil
        return [.request(.history(.search(query: field.text, target: target, limit: Self.limit)))]
    }

    private mutating func go(in context: UIContext) -> [OverlayEffect] {
        guard let hit = hits[safe: cursor.index] else { return [] }
        var jump = Jump(
            to: OutputPlace(session: hit.session, offset: hit.offset, type: .output, text: hit.text),
            marking: Self.found(field.text, in: hit.text),
            title: "\(hit.name)  \(context.moment(hit.at))", in: context)
        defer { self.jump = jump }
        return jump.begin(in: context)
    }

    /// What is highlighted of a line: all that was looked for if it stands together, else its first word.
    private static func found(_ query: String, in text: String) -> String {
        let query = query.trimmingBlanks
        if text.lowercased().contains(query.lowercased()) { return query }
        return query.split(separator: " ").first.map(String.init) ?? query
    }
}
