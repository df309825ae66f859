import RoostTasks
import RoostTerminal

/// What a terminal in a browser says over its WebSocket.
enum ScreenRequest: Hashable, Sendable {
    /// It shows the frame of that sequence; the next may come.
    case acknowledge(UInt64)
    case keys([Key])
    case paste([UInt8])
    case mouse(MouseEvent)
    case size(rows: Int, columns: Int)
    case focus(Bool)
    /// Lines that have left the screen.
    case scrollback(from: Int, count: Int)
    /// What every WebSocket of a session knows.
    case common(SocketRequest)

    /// Lines that are given at once.
    static let mostLines = 500
    /// Characters of a text that is typed key by key; longer ones are pasted.
    private static let mostCharacters = 256

    /// Reads a message.
    ///
    /// - Throws: ``APIError`` that says what is wrong with it, without a part of it.
    init(_ text: String) throws(APIError) {
        guard let message = JSONParser.parse(text), let type = message["type"]?.string,
            let known = Self.readers[type]
        else {
            self = .common(try SocketRequest(text))
            return
        }
        guard let data = message["data"], data.members != nil else {
            throw Self.malformed("its data is no object")
        }
        self = try known(Fields(data))
    }

    /// Whether it changes the session, for which a token has to allow writing.
    var isChange: Bool {
        switch self {
        case .keys, .paste, .mouse, .size, .common(.command), .common(.cancel), .common(.secret): true
        case .acknowledge, .focus, .scrollback, .common: false
        }
    }

    private typealias Reader = @Sendable (Fields) throws(APIError) -> ScreenRequest

    private static let readers: [String: Reader] = [
        "ack": { (fields: Fields) throws(APIError) in
            .acknowledge(UInt64(try number("sequence", 0...Int.max >> 11, fields)))
        },
        "key": { (fields: Fields) throws(APIError) in try key(fields) },
        "text": { (fields: Fields) throws(APIError) in try text(fields) },
        "paste": { (fields: Fields) throws(APIError) in
            guard let text = try fields.string("text", atMost: 1 << 20) else {
                throw malformed("it has no text")
            }
            return .paste(Array(text.utf8))
        },
        "mouse": { (fields: Fields) throws(APIError) in try mouse(fields) },
        "size": { (fields: Fields) throws(APIError) in
            let range = 1...CreateSessionBody.largestSize
            return .size(
                rows: try number("rows", range, fields), columns: try number("cols", range, fields))
        },
        "focus": { (fields: Fields) throws(APIError) in
            guard let isFocused = try fields.bool("focused") else { throw malformed("it has no focused") }
            return .focus(isFocused)
        },
        "scrollback": { (fields: Fields) throws(APIError) in
            .scrollback(
                from: try number("from", 0...Int.max >> 11, fields),
                count: try number("count", 1...mostLines, fields))
        },
    ]

    private static func number(
        _ name: String, _ range: ClosedRange<Int>, _ fields: Fields
    ) throws(APIError) -> Int {
        guard let number = try fields.integer(name, in: range) else { throw malformed("it has no \(name)") }
        return number
    }

    /// A key by its name, as `roost send --keys` has it.
    private static func key(_ fields: Fields) throws(APIError) -> ScreenRequest {
        guard let name = try fields.string("key", atMost: 64), let key = Key(name: name) else {
            throw malformed("its key is none")
        }
        return .keys([key])
    }

    /// What an input method or a dead key made: typed as if there were a key for each character.
    private static func text(_ fields: Fields) throws(APIError) -> ScreenRequest {
        guard let text = try fields.string("text"), !text.isEmpty,
            text.unicodeScalars.count <= mostCharacters,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw malformed("its text is no text of up to \(mostCharacters) characters without controls") }
        return .keys(text.unicodeScalars.map { Key(code: .character($0)) })
    }

    private static let actions: [String: MouseEvent.Action] = [
        "press": .press, "release": .release, "move": .move,
    ]
    private static let buttons: [String: MouseEvent.Button] = [
        "none": .none, "left": .left, "middle": .middle, "right": .right, "wheel_up": .wheelUp,
        "wheel_down": .wheelDown, "wheel_left": .wheelLeft, "wheel_right": .wheelRight,
    ]
    private static let modifiers: [String: Modifiers] = [
        "shift": .shift, "alt": .alt, "control": .control,
    ]

    private static func mouse(_ fields: Fields) throws(APIError) -> ScreenRequest {
        guard let action = try fields.string("action").flatMap({ actions[$0] }),
            let button = try fields.string("button").flatMap({ buttons[$0] })
        else { throw malformed("its action or button is none") }
        let range = 0...CreateSessionBody.largestSize
        let held = try fields.strings("modifiers", atMost: 3) ?? []
        return .mouse(
            MouseEvent(
                action: action, button: button, row: try number("row", range, fields),
                column: try number("column", range, fields),
                modifiers: held.reduce(into: []) { $0.formUnion(modifiers[$1] ?? []) }))
    }

    private static func malformed(_ cause: String) -> APIError {
        APIError(
            .badRequest, "read the message", cause: cause,
            advice: #"send {"type": "key", "data": {"key": "C-c"}}"#)
    }
}
