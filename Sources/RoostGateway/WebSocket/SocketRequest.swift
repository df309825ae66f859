import RoostTasks

/// What a client says over a WebSocket.
enum SocketRequest: Hashable, Sendable {
    case ping
    case pong
    /// Interrupts what runs.
    case cancel
    /// Typed and submitted as a person would; `timeout` in seconds.
    case command(String, priority: Int, timeout: Double?)
    case token(String)
    /// Typed where the session asks for it, and kept nowhere.
    case secret(String)

    /// The word for what it is.
    var type: String {
        switch self {
        case .ping: "ping"
        case .pong: "pong"
        case .cancel: "cancel"
        case .command: "command"
        case .token, .secret: "auth"
        }
    }

    private static let commandLimit = 1 << 20
    /// Seconds.
    private static let longestTimeout: Double = 86_400

    /// Reads a message.
    ///
    /// - Throws: ``APIError`` that says what is wrong with it, without a part of it.
    init(_ text: String) throws(APIError) {
        guard let message = JSONParser.parse(text), message.members != nil else {
            throw Self.malformed("it is no JSON object")
        }
        guard let type = message["type"]?.string else { throw Self.malformed("it has no type") }
        if let data = message["data"], data.members == nil { throw Self.malformed("its data is no object") }
        let data = message["data"] ?? .object([])
        switch type {
        case "ping": self = .ping
        case "pong": self = .pong
        case "cancel": self = .cancel
        case "command": self = try Self.command(data)
        case "auth": self = try Self.auth(data)
        default: throw Self.malformed("its type is none of command, cancel, auth, ping, pong")
        }
    }

    private static func command(_ data: JSONValue) throws(APIError) -> SocketRequest {
        guard let text = data["command"]?.string, !text.isEmpty, text.utf8.count <= commandLimit else {
            throw malformed("its command is no text, or an empty one")
        }
        guard let metadata = data["metadata"] else { return .command(text, priority: 0, timeout: nil) }
        guard metadata.members != nil else { throw malformed("its metadata is no object") }
        var priority = 0
        if let value = metadata["priority"] {
            guard let number = value.int, (-1000...1000).contains(number) else {
                throw malformed("its priority is no number from -1000 to 1000")
            }
            priority = number
        }
        guard let value = metadata["timeout"] else { return .command(text, priority: priority, timeout: nil) }
        guard let seconds = value.double, seconds > 0, seconds <= longestTimeout else {
            throw malformed("its timeout is no number of seconds up to a day")
        }
        return .command(text, priority: priority, timeout: seconds)
    }

    private static func auth(_ data: JSONValue) throws(APIError) -> SocketRequest {
        let given = ["token", "code", "api_key"].compactMap { name in
            data[name]?.string.map { (name, $0) }
        }
        guard given.count == 1, let (name, value) = given.first, !value.isEmpty, value.utf8.count <= 16 << 10
        else { throw malformed("it has not just one of token, code, api_key") }
        guard name != "token" else { return .token(value) }
        guard !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw malformed("its \(name) has control characters in it")
        }
        return .secret(value)
    }

    private static func malformed(_ cause: String) -> APIError {
        APIError(
            .badRequest, "read the message", cause: cause,
            advice: #"send {"type": "command", "data": {"command": "…"}}"#)
    }
}
