package import RoostWire

/// What an attached client hears.
package enum ClientEvent: Sendable {
    /// The server took the client in: at first, and again after each reconnection.
    case attached(Attached)
    case workspace(WorkspaceEvent)
    case sessions(SessionsEvent)
    /// Only for who subscribed to them.
    case tasks(TasksEvent)
    /// To be answered by a ``RoostWire/ScreenAcknowledgement`` frame once it is shown.
    case screen(ScreenUpdate)
    case notice(Notice)
    /// The server let the client go; nothing more comes. `upgrading` is never told: the connection comes back.
    case goodbye(Goodbye)
    /// The connection broke, for this reason; it is being made again.
    case disconnected(String)
    /// It cannot come back: give up with this message. Nothing more comes.
    case failed(ClientError)
}
