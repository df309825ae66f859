import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// All sessions of the server, narrowed by typing, with a picture of the chosen one.
struct SessionSwitcher: Overlay {
    /// Which sessions are listed; Tab goes on to the next.
    enum Filter: String, CaseIterable, Hashable, Sendable {
        case all
        case needy = "needs you"
        case running
        case ended

        /// Shells that are over and out of sight are listed where they are looked for: as ended ones, or by name.
        func accepts(_ session: SessionInfo, isSearched: Bool) -> Bool {
            switch self {
            case .all:
                isSearched || session.kind != .shell || !session.state.isEnded || session.workspace != nil
            case .needy: session.attention != nil && !session.state.isEnded
            case .running: !session.state.isEnded
            case .ended: session.state.isEnded
            }
        }
    }

    private var field = TextField()
    private var filter = Filter.all
    private var cursor = ListCursor()
    /// As the server listed them; what is newer comes with the context.
    private var listed: [SessionInfo]?
    private var isAsked = false
    private var preview = SessionPreview()
    /// Where the list was drawn.
    private var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)

    init() {}

    // MARK: Sessions

    /// The sessions that fit, best first.
    private func matches(in context: UIContext) -> [SessionInfo] {
        let words = field.text.split(separator: " ").map(String.init)
        let all = known(in: context).filter { filter.accepts($0, isSearched: !words.isEmpty) }
        guard !words.isEmpty else { return context.ordered(all) }
        let scored = all.compactMap { session in Self.score(session, words).map { (session, $0) } }
        return scored.sorted { one, other in
            one.1 == other.1 ? one.0.name.precedesNaturally(other.0.name) : one.1 > other.1
        }
        .map(\.0)
    }

    private func known(in context: UIContext) -> [SessionInfo] {
        guard let listed else { return Array(context.sessions.values) }
        let numbers = Set(listed.map(\.number))
        return listed.map { context.sessions[$0.number] ?? $0 }
            + context.sessions.values.filter { !numbers.contains($0.number) && $0.workspace != nil }
    }

    /// How well words fit: each one to name, provider, directory or title, the name counting most.
    static func score(_ session: SessionInfo, _ words: [String]) -> Int? {
        var total = 0
        for word in words {
            let fields = [
                (session.name, 24), ("\(SessionLabel(session).provider) \(session.name)", 12),
                (session.workspace ?? "", 4), (session.customState?.name ?? "", 4), (session.cwd, 0),
                (session.title, 0),
            ]
            guard
                let best = fields.compactMap({ text, bonus in
                    FuzzyMatch(word, in: text).map { $0.score + bonus }
                }).max()
            else { return nil }
            total += best
        }
        return total
    }

    private func chosen(in context: UIContext) -> SessionInfo? { matches(in: context)[safe: cursor.index] }

    // MARK: Drawing

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let panel = Panel(rows: canvas.rows * 3 / 4, columns: Panel.wide - 2, in: context, on: canvas)
        let matches = matches(in: context)
        panel.draw(
            title: "Sessions  > ", trailing: "\(filter.rawValue) \(matches.count)",
            keys: "Enter go · Tab filter · C-k kill · C-o new · C-r rename · C-v split here · Esc",
            on: &canvas)
        let area = panel.content
        frame = panel.frame
        let hasPreview = area.columns >= 70
        let rows = matches.map { cells(of: $0, in: context) }
        // The picture is cut anyway: it gets a third of the whole, where the list needs the rest.
        let half = min(56, area.columns / 2 + 2)
        let need = min(SessionColumns.width(of: rows) + 1, area.columns * 2 / 3)
        list = Rect(
            row: area.row, column: area.column, rows: area.rows,
            columns: hasPreview ? max(half, need) : area.columns)
        let columns = SessionColumns(rows, room: list.columns - (hasPreview ? 1 : 0))
        cursor.fit(count: matches.count, height: list.rows)
        if matches.isEmpty, list.rows > 0 {
            canvas.write(
                listed == nil ? "asking the server" : "no session fits", row: list.row, column: list.column,
                style: panel.style(.dim), limit: list.columns)
        }
        for (offset, index) in cursor.visible.enumerated() where list.rows > 0 {
            let label = SessionLabel(matches[index])
            let role = label.role ?? .overlay
            var column = list.column
            func write(_ text: String, _ role: ThemeRole) {
                column +=
                    canvas.write(
                        text, row: list.row + offset, column: column, style: panel.style(role),
                        limit: list.column + list.columns - column) + 1
            }
            write(panel.look.glyph(label.glyph), role)
            for cell in columns.texts(rows[index]) {
                switch cell.column {
                case .provider, .name: write(cell.text, .overlay)
                case .state: write(cell.text, role)
                case .time, .place: write(cell.text, .dim)
                }
            }
            if index == cursor.index {
                panel.select(
                    row: list.row + offset, column: list.column - 1, columns: list.columns + 1, on: &canvas)
            }
        }
        if hasPreview {
            let column = list.column + list.columns
            panel.divide(column: column, on: &canvas)
            let place = Rect(
                row: area.row, column: column + 2, rows: area.rows,
                columns: max(0, area.column + area.columns - column - 2))
            if let chosen = matches[safe: cursor.index] {
                preview.draw(
                    chosen.number, in: place, background: panel.look[.overlay], on: &canvas, context: context)
            }
        }
        drawField(panel, on: &canvas)
    }

    private func drawField(_ panel: Panel, on canvas: inout Canvas) {
        let start = panel.frame.column + 2 + TextWidth.of("Sessions  > ")
        let room = min(list.columns, panel.frame.columns - 4) - TextWidth.of("Sessions  > ") - 1
        guard panel.frame.rows > 0, room > 2 else { return }
        let shown = max(2, min(room, TextWidth.of(field.text) + 1))
        field.draw(
            on: &canvas, row: panel.frame.row, column: start, columns: shown, style: panel.look[.overlayTitle]
        )
    }

    private func cells(of session: SessionInfo, in context: UIContext) -> SessionColumns.Cells {
        let place = session.workspace.map { name in
            let window = context.workspace?.workspace.windows.first {
                name == context.workspaceName && $0.panes.contains { $0.session == session.number }
            }
            return window.map { "\(name):\($0.number)" } ?? name
        }
        return SessionColumns.Cells(
            provider: SessionLabel(session).provider, name: SessionNames.name(session),
            state: SessionNames.states(session), time: SessionNames.time(session, in: context),
            place: place ?? "")
    }

    // MARK: Events

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        var effects: [OverlayEffect] = []
        if !isAsked {
            isAsked = true
            effects.append(.request(.session(.list(all: true))))
        }
        return effects + preview.requests(for: chosen(in: context), in: context)
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        if preview.receive(response, for: request, sessions: known(in: context), in: context) {
            return [.redraw]
        }
        switch response {
        case .sessions(let sessions):
            listed = sessions
            cursor.fit(count: matches(in: context).count, height: cursor.height)
            return preview.requests(for: chosen(in: context), in: context) + [.redraw]
        case .failed(let failure):
            // A screen that cannot be had is only a picture less.
            if case .session(.capture) = request { return [] }
            return [.message("\(failure)", isError: true)]
        default: return [.request(.session(.list(all: true)))]
        }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        cursor.fit(count: matches(in: context).count, height: cursor.height)
        switch event {
        case .key(let key): return handle(key, in: context)
        case .mouse(let event): return handle(event, in: context)
        default: return edit(event, in: context)
        }
    }

    private mutating func handle(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "C-c", "C-g":
            guard !field.isEmpty else { return [.close] }
            field = TextField()
            cursor.select(0)
            return moved(in: context)
        case "Enter": return go(in: context)
        case "C-v": return chosen(in: context).map(split) ?? []
        case "Tab": return turn(1, in: context)
        case "BTab": return turn(-1, in: context)
        case "C-o", "M-n": return [.open(NewSession()), .close]
        case "C-k", "M-k":
            guard let session = chosen(in: context) else { return [] }
            isAsked = false
            let name = SessionNames.full(session)
            return session.state.isEnded
                ? [
                    .open(
                        Confirm(
                            "remove \(name), with its history?", brief: "remove \(name)?",
                            then: [.request(.session(.remove(target: "\(session.number)")))]))
                ]
                : [
                    .open(
                        Confirm(
                            "end \(name)?", then: [.request(.session(.kill(target: "\(session.number)")))]))
                ]
        case "C-r", "M-r":
            isAsked = false
            return chosen(in: context).map { [.open(LinePrompt.rename($0))] } ?? []
        case "C-y":
            return chosen(in: context).map { [.copy($0.name, what: "the name")] } ?? []
        default:
            if cursor.handle(key, letters: false) { return moved(in: context) }
            return edit(.key(key), in: context)
        }
    }

    private mutating func edit(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        guard field.handle(event) else { return [] }
        cursor.select(0)
        return moved(in: context)
    }

    private mutating func turn(_ step: Int, in context: UIContext) -> [OverlayEffect] {
        let all = Filter.allCases
        let index = all.firstIndex(of: filter) ?? 0
        filter = all[(index + step + all.count) % all.count]
        cursor.select(0)
        return moved(in: context)
    }

    /// Another session is chosen: its picture may be missing.
    private mutating func moved(in context: UIContext) -> [OverlayEffect] {
        cursor.fit(count: matches(in: context).count, height: cursor.height)
        return preview.requests(for: chosen(in: context), in: context) + [.redraw]
    }

    private mutating func handle(_ event: MouseEvent, in context: UIContext) -> [OverlayEffect] {
        switch cursor.click(event, in: list, of: frame) {
        case .moved: moved(in: context)
        case .taken: go(in: context)
        case .outside: [.close]
        case .nothing: []
        }
    }

    private func go(in context: UIContext) -> [OverlayEffect] {
        guard let session = chosen(in: context) else { return [] }
        return [.request(.layout(workspace: context.workspaceName, .goTo(session.number))), .close]
    }

    private func split(_ session: SessionInfo) -> [OverlayEffect] {
        [.request(.layout(workspace: nil, .splitShowing(session.number, axis: .horizontal))), .close]
    }
}
