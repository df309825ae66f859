/// What a frame's body is.
///
/// Numbers are never used twice.
public enum FrameKind: UInt16, Sendable, CaseIterable {
    /// Both ways, first: ``Hello`` as JSON. The form of this frame is the same in every version.
    case hello = 1
    /// Client to server: `UInt32` number, then a ``Request`` as a ``Message``.
    case request = 2
    /// Server to client: `UInt32` number of the request, then a ``Response`` as a ``Message``.
    case response = 3
    /// Server to client: ``WorkspaceEvent`` as JSON, whenever windows, panes or sizes change.
    case workspace = 4
    /// Server to client: the `SessionInfo`s that changed, as a JSON ``SessionsEvent``.
    case sessions = 5
    /// Server to client: ``ScreenUpdate``.
    case screen = 6
    /// Client to server: ``ScreenAcknowledgement``; the next update of that session may come.
    case acknowledge = 7
    /// Client to server: ``KeyInput``.
    case key = 8
    /// Client to server: ``MouseInput``.
    case mouse = 9
    /// Client to server: ``PasteInput``.
    case paste = 10
    /// Client to server: ``ViewSize``.
    case resize = 11
    /// Server to client: ``Notice`` as a ``Message``: a message, a bell, a clipboard write, a notification.
    case notice = 12
    /// Server to client, last: ``Goodbye`` as a ``Message``.
    case goodbye = 13
    /// Client to server: ``FocusInput``: the outer terminal gained or lost the focus.
    case focus = 14
    /// Client to server: ``Appearance``: the outer terminal's colours, as soon as it has told them.
    case appearance = 15
    /// Server to a client that subscribed to workspaces: ``WorkspaceRemoved`` as JSON.
    case workspaceRemoved = 16
    /// Server to a client that subscribed to tasks: ``TasksEvent`` as JSON.
    case tasks = 17
}
