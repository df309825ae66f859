import RoostModel
import RoostTasks

/// What the gateway says over a WebSocket.
enum SocketMessage: Hashable, Sendable {
    case status(SocketStatus)
    case output(String, at: Timestamp)
    case error(APIError, SocketErrorCode, recoverable: Bool)
    case ping
    case pong
    /// To a terminal in a browser, first: what it shows, and whether it may type.
    case ready(name: String, uuid: String, canWrite: Bool)
    /// A ``CellFrame``.
    case screen(JSONValue)
    /// Lines that have left the screen.
    case scrollback(JSONValue)
    /// A line for the person.
    case notice(String, isError: Bool)

    /// About how much memory it takes.
    var byteCount: Int {
        switch self {
        case .status(let status):
            512 + status.directory.utf8.count + status.title.utf8.count
                + (status.customState?.data?.utf8.count ?? 0)
        case .output(let text, _): 64 + text.utf8.count
        case .error, .ping, .pong, .ready, .notice: 256
        // These never wait in a window.
        case .screen, .scrollback: 0
        }
    }

    /// As it is sent.
    ///
    /// - Parameters:
    ///   - session: The session's UUID; empty before it is known.
    ///   - id: Its number.
    ///   - now: When it is sent.
    ///   - plain: Escape sequences are taken out of output.
    /// - Returns: JSON on one line.
    func text(session: String, id: MessageID, at now: Timestamp, plain: Bool = false) -> String {
        JSONValue.members([
            "type": .string(type), "session_id": session.isEmpty ? .null : .string(session),
            "data": data(plain: plain),
            "timestamp": .time(now), "message_id": .integer(id.rawValue),
        ]).description
    }

    /// The word for what it is.
    var type: String {
        switch self {
        case .status: "status"
        case .output: "output"
        case .error: "error"
        case .ping: "ping"
        case .pong: "pong"
        case .ready: "ready"
        case .screen: "screen"
        case .scrollback: "scrollback"
        case .notice: "notice"
        }
    }

    private func data(plain: Bool) -> JSONValue {
        switch self {
        case .status(let status): status.json
        case .output(let text, let at):
            .members([
                "output": .string(plain ? EscapeScanner.plain(text) : text),
                "output_type": .string("stdout"),
                "timestamp": .seconds(at),
            ])
        case .error(let error, let code, let recoverable):
            .members([
                "error": .string(error.message), "error_code": .string(code.rawValue),
                "recoverable": .bool(recoverable), "advice": .string(error.advice),
                "details": error.details ?? .null,
            ])
        case .ping, .pong: .object([])
        case .ready(let name, _, let canWrite):
            .members(["name": .string(name), "writable": .bool(canWrite)])
        case .screen(let frame): frame
        case .scrollback(let lines): lines
        case .notice(let text, let isError):
            .members(["text": .string(text), "is_error": .bool(isError)])
        }
    }
}

/// What programs tell apart among errors on a WebSocket; never rename one.
enum SocketErrorCode: String, CaseIterable, Sendable {
    case processTerminated = "PROCESS_TERMINATED"
    case sessionNotFound = "SESSION_NOT_FOUND"
    case invalidMessage = "INVALID_MESSAGE"
    case unauthorized = "UNAUTHORIZED"
    case forbidden = "FORBIDDEN"
    case rateLimited = "RATE_LIMITED"
    case tooManyConnections = "TOO_MANY_CONNECTIONS"
    case commandTimeout = "COMMAND_TIMEOUT"
    case notReady = "NOT_READY"
    case queueFull = "QUEUE_FULL"
    case serverRestarting = "SERVER_RESTARTING"
    case internalError = "INTERNAL"
}

/// What a client is told of a session: at first, and when any of it changes.
struct SocketStatus: Hashable, Sendable {
    let state: SessionState
    let attention: Attention?
    let customState: CustomState?
    let directory: String
    let title: String
    let lastActivity: Timestamp
    /// Commands that wait to be typed.
    var queued = 0
    /// Messages are missing before this one; the screen stands for them.
    var gap = false
    var screen: String?

    init(_ info: SessionInfo, queued: Int = 0) {
        state = info.state
        attention = info.attention
        customState = info.customState
        directory = info.cwd
        title = info.tellableTitle
        lastActivity = info.lastActivity
        self.queued = queued
    }

    /// Whether a client need not hear of the other: the time of the last activity alone is no news.
    func says(asMuchAs other: SocketStatus) -> Bool {
        state == other.state && attention == other.attention && customState == other.customState
            && directory == other.directory && title == other.title
    }

    var json: JSONValue {
        var data = JSONValue.members([
            "state": .string(state.rawValue),
            "authentication_required": .bool(attention?.kind == .authentication),
            "current_directory": .string(directory), "last_activity": .seconds(lastActivity),
            "connected": .bool(true), "attention": attention?.json ?? .null,
            "custom_state": customState?.json ?? .null, "title": .string(title),
            "queued": .integer(queued),
        ])
        guard gap else { return data }
        data = data.adding("gap", .bool(true))
        return data.adding("screen", .text(screen))
    }
}
