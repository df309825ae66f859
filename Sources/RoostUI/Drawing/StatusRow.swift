import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The last row: workspace, windows, a message, who needs a person, host and clock.
///
/// What does not fit goes in this order: the key for the next attention, the host, who it is that needs a
/// person, the windows that are not active, the workspace's name, the clock.
struct StatusRow {
    /// What a click on a part of the row does.
    enum Target: Hashable {
        case workspace
        case window(number: Int)
        case attention
    }

    /// A part of the row.
    struct Piece {
        var text: String
        var style: Style
        var target: Target?
    }

    /// Pieces with the columns they begin at.
    private(set) var pieces: [(column: Int, piece: Piece)] = []

    /// Lays out the row for a width.
    ///
    /// A message takes the room that it needs; the hint takes what is left.
    init(_ state: ViewState, columns: Int) {
        let message = Self.message(state)
        let need = message.map { TextWidth.of($0.text) + 2 } ?? 0
        let choices = [(0, 0), (0, 1), (0, 2), (0, 3), (1, 3), (2, 3), (2, 4), (3, 4)]
        func width(_ pieces: [Piece]) -> Int { pieces.reduce(0) { $0 + TextWidth.of($1.text) } }
        var (left, right): ([Piece], [Piece]) = ([], [])
        for choice in choices {
            left = Self.left(state, level: choice.0)
            right = Self.right(state, level: choice.1)
            if width(left) + need + width(right) + 1 <= columns { break }
        }
        var column = 0
        for piece in left {
            pieces.append((column, piece))
            column += TextWidth.of(piece.text)
        }
        var end = columns - width(right)
        if end < column { (end, right) = (columns, []) }
        let room = end - column - 3
        if var piece = message {
            piece.text = "  " + TextWidth.clip(piece.text, to: max(0, room))
            pieces.append((column, piece))
        } else if state.showsHint, let hint = Self.hint(state.configuration, room: room) {
            pieces.append((column, Piece(text: "  " + hint, style: state.look[.statusDim])))
        }
        for piece in right {
            pieces.append((end, piece))
            end += TextWidth.of(piece.text)
        }
    }

    // MARK: Parts

    /// What has to be said in the middle.
    private static func message(_ state: ViewState) -> Piece? {
        let look = state.look
        switch state.connection {
        case .lost: return Piece(text: "server gone, reconnecting", style: look[.error])
        case .connecting: return Piece(text: "connecting to the server", style: look[.message])
        case .connected: break
        }
        if let message = state.message {
            return Piece(text: message.text, style: message.isError ? look[.error] : look[.message])
        }
        return state.workspace?.warning.map { Piece(text: $0, style: look[.error]) }
    }

    /// `C-b ? help · C-b % split · C-b d detach (sessions go on)`, with the keys that are bound, as far as it fits.
    private static func hint(_ configuration: Configuration, room: Int) -> String? {
        let words = [
            ("help", "help"), ("split-right", "split"), ("detach", "detach (sessions go on)"),
            ("detach", "detach"),
        ]
        var hint = ""
        for (command, word) in words {
            guard let keys = KeyNames.sequence(for: command, in: configuration) else { continue }
            let next = (hint.isEmpty ? "" : " · ") + "\(keys) \(word)"
            if TextWidth.of(hint) + TextWidth.of(next) <= room, !hint.contains("\(keys) detach") {
                hint += next
            }
        }
        return hint.isEmpty ? nil : hint
    }

    /// Workspace and windows.
    ///
    /// 0: all; 1: the active window only; 2: without the workspace; 3: nothing.
    private static func left(_ state: ViewState, level: Int) -> [Piece] {
        guard level < 3, let workspace = state.workspace?.workspace, let view = state.view else { return [] }
        let look = state.look
        var pieces: [Piece] = []
        if level < 2 {
            let name = workspace.name + (state.isReadOnly ? " (read-only)" : "")
            pieces.append(Piece(text: " \(name)  ", style: look[.status], target: .workspace))
        } else {
            pieces.append(Piece(text: " ", style: look[.status]))
        }
        let windows = level == 0 ? workspace.windows : workspace.windows.filter { $0.id == view.window }
        for (index, window) in windows.enumerated() {
            if index > 0 { pieces.append(Piece(text: " ", style: look[.status])) }
            let isActive = window.id == view.window
            let urgent = window.panes.compactMap { state.sessions[$0.session] }.map(SessionLabel.init)
                .max { $0.urgency < $1.urgency }
            let style = isActive ? look[.statusActive] : look[.status]
            pieces.append(
                Piece(
                    text: "\(window.number) \(name(of: window, view, state))", style: style,
                    target: .window(number: window.number)))
            if isActive {
                let zoom = view.zoomed == nil ? "" : "Z"
                pieces.append(Piece(text: look.glyph(.activity) + zoom, style: style))
            } else if let urgent, urgent.urgency > 0 {
                pieces.append(
                    Piece(
                        text: look.glyph(urgent.glyph, frame: 0),
                        style: urgent.role.map { look.style($0, on: look[.status]) } ?? look[.status],
                        target: .window(number: window.number)))
            }
        }
        return pieces
    }

    private static func name(of window: Window, _ view: ClientView, _ state: ViewState) -> String {
        let name =
            window.name ?? window.session(of: view.pane(of: window)).flatMap { state.sessions[$0]?.name }
            ?? "window"
        return TextWidth.clip(name, to: 20)
    }

    /// Attention, host and clock.
    ///
    /// 0: all; 1: no key; 2: no host; 3: only how many need a person; 4: no clock.
    private static func right(_ state: ViewState, level: Int) -> [Piece] {
        let look = state.look
        var pieces: [Piece] = []
        if let first = state.needy.first {
            let label = SessionLabel(first)
            let glyph = look.glyph(label.glyph, frame: 0)
            let count = state.needy.count
            var text = "\(glyph) \(count)"
            if level < 3 {
                let who = label.name.map { "\(label.provider) \($0)" } ?? label.provider
                text += " \(count == 1 ? "needs" : "need") you: \(TextWidth.clip(who, to: 24))"
            }
            pieces.append(
                Piece(text: text, style: look.style(.attention, on: look[.status]), target: .attention))
            if level < 1, let key = KeyNames.sequence(for: "next-attention", in: state.configuration) {
                pieces.append(Piece(text: "  \(key)", style: look[.statusDim], target: .attention))
            }
        }
        var place: [String] = []
        if level < 2, let host = state.workspace?.host, !host.isEmpty {
            place.append(TextWidth.clip(host, to: 20))
        }
        if level < 4, state.configuration.clock { place.append(state.timeOfDay(state.now)) }
        if !place.isEmpty {
            if !pieces.isEmpty {
                pieces.append(Piece(text: " \(look.glyph(.vertical)) ", style: look[.statusDim]))
            }
            pieces.append(Piece(text: place.joined(separator: " "), style: look[.status]))
        }
        return pieces
    }

    // MARK: Use

    /// What a click in a column means.
    func target(at column: Int) -> Target? {
        pieces.last { $0.column <= column && column < $0.column + TextWidth.of($0.piece.text) }?.piece.target
    }

    /// Draws the row.
    func draw(row: Int, look: Look, on canvas: inout Canvas) {
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: look[.status])
        for (column, piece) in pieces {
            canvas.write(piece.text, row: row, column: column, style: piece.style)
        }
    }
}
