import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The last row: workspace, windows, a message, who needs a person, host and clock.
///
/// As many windows are shown as fit, the active one among them, and signs at both ends stand for the others. What
/// does not fit goes in this order: the key for the next attention, the host, what is long in names, windows far
/// from the active one, the workspace's name, the clock, and who it is that needs a person; how many do stays.
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

        var width: Int { TextWidth.of(text) }
    }

    /// Pieces with the columns they begin at.
    private(set) var pieces: [(column: Int, piece: Piece)] = []

    /// Lays out the row for a width.
    ///
    /// A message takes the room that it needs; the hint takes what is left.
    init(_ state: ViewState, columns: Int) {
        let message = Self.message(state)
        let need = message.map { TextWidth.of($0.text) + 2 } ?? 0
        let (left, right) = Self.ends(state, room: columns - need, columns: columns)
        var column = 0
        for piece in left {
            pieces.append((column, piece))
            column += piece.width
        }
        let end = columns - Self.width(right)
        let room = end - column - 3
        if var piece = message, room > 0 {
            piece.text = "  " + TextWidth.clip(piece.text, to: room)
            pieces.append((column, piece))
        } else if state.showsHint, let hint = Self.hint(state.configuration, room: room) {
            pieces.append((column, Piece(text: "  " + hint, style: state.look[.statusDim])))
        }
        column = end
        for piece in right {
            pieces.append((column, piece))
            column += piece.width
        }
    }

    static func width(_ pieces: [Piece]) -> Int { pieces.reduce(0) { $0 + $1.width } }

    // MARK: Parts

    /// What stands left and right of the message.
    ///
    /// - Parameters:
    ///   - state: What there is to show.
    ///   - room: Columns without those that the message needs; may be less than none.
    ///   - columns: Of the whole row: the least that is shown takes them from the message.
    /// - Returns: The pieces of both ends, from the left.
    private static func ends(
        _ state: ViewState, room: Int, columns: Int
    ) -> (left: [Piece], right: [Piece]) {
        let attention = AttentionPart(state)
        let name = workspaceName(state)
        guard let windows = WindowStrip(state) else {
            let right = attention.pieces(.all)
            return ([], width(right) <= columns ? right : [])
        }
        // One blank before and after the message, or between the ends.
        func left(_ head: [Piece], _ names: WindowStrip.Names, _ right: [Piece], in room: Int) -> [Piece]? {
            windows.fitting(room - width(head) - width(right) - 1, names).map { head + $0 }
        }
        for extent in [AttentionPart.Extent.all, .withoutKey, .withoutHost] {
            let right = attention.pieces(extent)
            if let left = left(name, .full(all: true), right, in: room) { return (left, right) }
        }
        let blank = [Piece(text: " ", style: state.look[.status])]
        let choices: [(head: [Piece], names: WindowStrip.Names, right: AttentionPart.Extent)] = [
            (name, .brief(all: true), .withoutHost), (name, .brief(all: true), .who),
            (name, .brief(all: false), .who), (blank, .brief(all: false), .who),
            (blank, .brief(all: false), .whoAlone), (blank, .brief(all: false), .count),
            (blank, .numbers, .count),
        ]
        for choice in choices {
            let right = attention.pieces(choice.right)
            if let left = left(choice.head, choice.names, right, in: room) { return (left, right) }
        }
        // The message is cut: it stays whole in the list of messages.
        let right = attention.pieces(.count)
        if let left = left(blank, .numbers, right, in: columns) { return (left, right) }
        return (windows.fitting(columns, .numbers) ?? [], [])
    }

    private static func workspaceName(_ state: ViewState) -> [Piece] {
        let name = (state.workspace?.workspace.name ?? "") + (state.isReadOnly ? " (read-only)" : "")
        return [Piece(text: " \(name)  ", style: state.look[.status], target: .workspace)]
    }

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

    // MARK: Use

    /// What a click in a column means.
    func target(at column: Int) -> Target? {
        pieces.last { $0.column <= column && column < $0.column + $0.piece.width }?.piece.target
    }

    /// Draws the row.
    func draw(row: Int, look: Look, on canvas: inout Canvas) {
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: look[.status])
        for (column, piece) in pieces {
            canvas.write(piece.text, row: row, column: column, style: piece.style)
        }
    }
}
