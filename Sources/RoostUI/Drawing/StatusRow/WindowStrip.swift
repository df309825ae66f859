import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The windows in the status row: all of them, or those around the active one that fit.
struct WindowStrip {
    /// How windows are written.
    enum Names: Hashable {
        /// With what runs and where; `all`: or not at all.
        case full(all: Bool)
        case brief(all: Bool)
        /// The active window's number, and the signs of the others.
        case numbers

        fileprivate var needsAll: Bool {
            switch self {
            case .full(let all), .brief(let all): all
            case .numbers: false
            }
        }
    }

    private struct Entry {
        var number: Int
        var name: WindowName
        /// What is behind the name: of the active window that it is, of others who needs a person most.
        var mark: StatusRow.Piece?
        var urgency: Int
    }

    private let entries: [Entry]
    private let active: Int
    private let look: Look

    /// The windows of the workspace that is shown; nil without any.
    init?(_ state: ViewState) {
        guard let workspace = state.workspace?.workspace, let view = state.view,
            let active = workspace.windows.firstIndex(where: { $0.id == view.window })
        else { return nil }
        self.active = active
        let look = state.look
        self.look = look
        entries = workspace.windows.map { window in
            let urgent = window.panes.compactMap { state.sessions[$0.session] }.map(SessionLabel.init)
                .max { $0.urgency < $1.urgency }
            let isActive = window.id == view.window
            var mark: StatusRow.Piece?
            if isActive {
                let zoom = view.zoomed == nil ? "" : "Z"
                mark = StatusRow.Piece(text: look.glyph(.activity) + zoom, style: look[.statusActive])
            } else if let urgent, urgent.urgency > 0 {
                mark = StatusRow.Piece(
                    text: look.glyph(urgent.glyph, frame: 0),
                    style: urgent.role.map { look.style($0, on: look[.status]) } ?? look[.status])
            }
            return Entry(
                number: window.number, name: state.name(of: window), mark: mark,
                urgency: isActive ? 0 : urgent?.urgency ?? 0)
        }
    }

    /// The windows for a room in cells; nil when not even the active one fits, or not all where all are wanted.
    func fitting(_ room: Int, _ names: Names) -> [StatusRow.Piece]? {
        if names.needsAll {
            let pieces = pieces(entries.indices, names)
            return StatusRow.width(pieces) <= room ? pieces : nil
        }
        var shown = active..<active + 1
        var best = pieces(shown, names)
        guard StatusRow.width(best) <= room else { return nil }
        guard names != .numbers else { return best }
        while true {
            let wider = [shown.lowerBound..<shown.upperBound + 1, shown.lowerBound - 1..<shown.upperBound]
                .filter { $0.lowerBound >= 0 && $0.upperBound <= entries.count }
            let fitting = wider.lazy.map { ($0, pieces($0, names)) }
                .first { StatusRow.width($0.1) <= room }
            guard let (range, pieces) = fitting else { return best }
            (shown, best) = (range, pieces)
        }
    }

    private func pieces(_ shown: Range<Int>, _ names: Names) -> [StatusRow.Piece] {
        let blank = StatusRow.Piece(text: " ", style: look[.status])
        var pieces: [StatusRow.Piece] = []
        pieces += hidden(entries[..<shown.lowerBound], sign: "<", nearest: shown.lowerBound - 1)
        for index in shown {
            let entry = entries[index]
            let style = index == active ? look[.statusActive] : look[.status]
            let target = StatusRow.Target.window(number: entry.number)
            if !pieces.isEmpty { pieces.append(blank) }
            pieces.append(StatusRow.Piece(text: text(entry, names), style: style, target: target))
            if var mark = entry.mark {
                mark.target = target
                pieces.append(mark)
            }
        }
        let rest = hidden(entries[shown.upperBound...], sign: ">", nearest: shown.upperBound)
        return pieces + (rest.isEmpty ? [] : [blank] + rest)
    }

    private func text(_ entry: Entry, _ names: Names) -> String {
        switch names {
        case .full: "\(entry.number) \(TextWidth.clip(entry.name.full, to: 20))"
        case .brief: "\(entry.number) \(TextWidth.clip(entry.name.brief, to: 12))"
        case .numbers: "\(entry.number)"
        }
    }

    /// A sign for the windows that do not fit, with that of the most urgent of them; a click goes to the nearest.
    private func hidden(_ entries: ArraySlice<Entry>, sign: String, nearest: Int) -> [StatusRow.Piece] {
        guard let near = self.entries[safe: nearest], !entries.isEmpty else { return [] }
        let target = StatusRow.Target.window(number: near.number)
        let sign = StatusRow.Piece(text: sign, style: look[.statusDim], target: target)
        guard let urgent = entries.max(by: { $0.urgency < $1.urgency }), urgent.urgency > 0,
            var mark = urgent.mark
        else { return [sign] }
        mark.target = .window(number: urgent.number)
        return [sign, mark]
    }
}

extension ViewState {
    /// What a window is called in rows.
    func name(of window: Window) -> WindowName {
        let session = window.session(of: view?.pane(of: window) ?? window.active)
        return WindowName(given: window.name, session: session.flatMap { sessions[$0] }, home: home)
    }
}
