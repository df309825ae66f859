import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The last row: workspace, windows, a message, who needs a person, host and clock.
///
/// As many windows are shown as fit, the active one among them, and signs at both ends stand for the others. What
/// does not fit goes in this order: the key for the next attention, the host, what is long in names, windows far
/// from the active one, the workspace's name, the clock, the names of windows, and who it is that needs a person; how
/// many do stays. A message takes the room of all that, but of who needs a person only as much as it has to; a warning,
/// which may stand for days, takes none of a window's nor of theirs, and is cut.
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
    /// Message and warning take the room that they need, as far as they may; the hint takes what is left.
    init(_ state: ViewState, columns: Int) {
        let message = Self.message(state)
        let warning = message == nil ? Self.warning(state) : nil
        let (left, right) = Self.ends(
            state, message: message.map { $0.width + 2 } ?? 0, warning: warning.map { $0.width + 2 } ?? 0,
            columns: columns)
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
        } else if let text = warning?.text(room: room) {
            pieces.append((column, Piece(text: "  " + text, style: state.look[.error])))
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

    /// A message is cut to so many cells, with the blanks before it, before it is shown less of who needs a person.
    private static let leastMessage = 26

    /// What stands left and right of the message.
    ///
    /// - Parameters:
    ///   - state: What there is to show.
    ///   - message: Columns that the message needs; 0: there is none.
    ///   - warning: Columns that the warning needs; 0: there is none.
    ///   - columns: Of the whole row: the least that is shown takes them from the message.
    /// - Returns: The pieces of both ends, from the left.
    private static func ends(
        _ state: ViewState, message: Int, warning: Int, columns: Int
    ) -> (left: [Piece], right: [Piece]) {
        typealias Choice = (head: [Piece], names: WindowStrip.Names, right: AttentionPart.Extent)
        let attention = AttentionPart(state)
        let name = workspaceName(state)
        guard let windows = WindowStrip(state) else {
            let right = attention.pieces(.all)
            return ([], width(right) <= columns ? right : [])
        }
        // One blank before and after the message, or between the ends.
        func first(_ choices: some Sequence<Choice>, in room: Int) -> (left: [Piece], right: [Piece])? {
            for choice in choices {
                let right = attention.pieces(choice.right)
                let left = windows.fitting(room - width(choice.head) - width(right) - 1, choice.names)
                if let left { return (choice.head + left, right) }
            }
            return nil
        }
        let blank = [Piece(text: " ", style: state.look[.status])]
        // All windows, and who needs a person.
        let roomy: [Choice] = [
            (name, .full(all: true), .all), (name, .full(all: true), .withoutKey),
            (name, .full(all: true), .withoutHost), (name, .brief(all: true), .withoutHost),
            (name, .brief(all: true), .who),
        ]
        let narrow: [Choice] = [
            (name, .brief(all: false), .who), (blank, .brief(all: false), .who),
            (blank, .brief(all: false), .whoAlone), (blank, .numbers, .whoAlone),
        ]
        let least: [Choice] = [(blank, .numbers, .count)]
        if warning > 0,
            let ends = first(roomy, in: columns - warning) ?? first(roomy.suffix(1), in: columns)
        {
            return ends
        }
        // A message that is cut stays whole in the list of messages.
        return first(roomy + narrow, in: columns - message)
            ?? first([(blank, .numbers, .whoAlone)] + least, in: columns - min(message, leastMessage))
            ?? first(least, in: columns) ?? (windows.fitting(columns, .numbers) ?? [], [])
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
        return state.message.map {
            Piece(text: $0.text, style: $0.isError ? look[.error] : look[.message])
        }
    }

    /// What is wrong as long as it is.
    private static func warning(_ state: ViewState) -> LastingWarning? {
        state.workspace?.warning.map {
            LastingWarning($0, key: KeyNames.sequence(for: "messages", in: state.configuration))
        }
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
