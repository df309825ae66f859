import NIOCore
import RoostModel
import RoostTasks

/// A WebSocket of a client: what it may see, and how far it is.
///
/// At most one frame is on its way: what is not sent yet waits in the session's window, not here.
struct Socket {
    /// What the address said.
    struct Parameters: Hashable, Sendable {
        let session: String
        var token: String?
        var last: MessageID?
        var isPlain = false
        /// It gets cells and not output.
        var isScreen = false
        var peer = ""
    }

    /// Own messages that wait; a client that does not read them is let go.
    static let mostDirect = 64

    let channel: any Channel
    let parameters: Parameters
    let connectedAt: Timestamp
    var access: Access?
    /// Nil until it is let in.
    var session: SessionID?
    /// The last message that it was sent.
    var cursor = MessageID(rawValue: 0)
    /// It was told the first status: messages follow.
    var isLive = false
    /// A frame is on its way.
    var isSending = false
    /// What there is for it is being sent.
    var isPumping = false
    /// What it missed is being fetched.
    var isCatchingUp = false
    /// For it alone.
    var direct: [SocketMessage] = []
    /// What it missed, before the session's window.
    var backlog: [(id: MessageID, message: SocketMessage)] = []
    /// Milliseconds that only grow.
    var lastHeard: Int64
    /// Closed when ``direct`` is sent.
    var closing: CloseCode?
    /// What a terminal in a browser is at; nil for any other client.
    var screen: ScreenView?
    var timer: Scheduled<Void>?
    var expiry: Scheduled<Void>?

    init(_ channel: any Channel, _ parameters: Parameters, at now: Timestamp, milliseconds: Int64) {
        self.channel = channel
        self.parameters = parameters
        connectedAt = now
        lastHeard = milliseconds
        // What it is told before it is let in must not send it back to the beginning.
        cursor = parameters.last ?? cursor
    }

    var json: JSONValue {
        .members([
            "user_id": .text(access?.claims.userID), "address": .string(parameters.peer),
            "connected_at": .time(connectedAt), "last_message_id": .integer(cursor.rawValue),
        ])
    }
}
