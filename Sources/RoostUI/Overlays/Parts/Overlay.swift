import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Something drawn above the panes that takes keys and mouse: a list, a dialog, copy mode.
///
/// An overlay is a value that decides; whoever owns it does what it answers.
protocol Overlay: Sendable {
    /// Draws itself above what is on the canvas.
    mutating func draw(on canvas: inout Canvas, in context: UIContext)
    /// A key, a mouse event in cells of the canvas, or a paste.
    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect]
    /// The answer to a request that it asked for.
    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect]
    /// Sessions or the workspace have changed.
    mutating func tick(in context: UIContext) -> [OverlayEffect]
    /// It is told of its topics from now on: what was before has to be asked for, also after the server was away.
    mutating func subscribed(in context: UIContext) -> [OverlayEffect]
    /// Print-mode tasks have changed; only if that is one of its topics.
    mutating func hear(_ event: TasksEvent, in context: UIContext) -> [OverlayEffect]
    /// A command was given while it is on top.
    ///
    /// - Returns: Nil when it has no use for it: the command is done as if nothing was open.
    mutating func perform(_ command: ClientCommand, in context: UIContext) -> [OverlayEffect]?
    /// Nothing reaches panes and bindings while it is open: dialogs and copy mode.
    var wantsAllInput: Bool { get }
    /// The prefix key works while it is open, and so do all bindings after it.
    var allowsPrefix: Bool { get }
    /// The pane that it lies on, with the place of the pane's content; nil for a dialog over everything.
    ///
    /// It gets keys while the pane has them.
    var followedPane: (pane: PaneID, frame: Rect)? { get }
    /// The first line that the pane shows on which it lies, counted as `ScreenUpdate.scrollback` counts; nil when
    /// that shows its newest lines.
    var scrolledLine: Int? { get }
    /// It says what time it is, or how long something takes: it is drawn every second.
    var showsTimes: Bool { get }
    /// What was typed and done, to be offered the next time; nil for all but the command prompt.
    var acceptedLine: String? { get }
    /// What it has to be told of besides sessions and the workspace as long as it is open.
    var topics: Topics { get }
}

/// What an overlay wants to be done.
enum OverlayEffect: Sendable {
    /// It goes away.
    case close
    /// It looks different now.
    case redraw
    /// A command as if its key had been typed.
    case perform(CommandEffect)
    /// A request; its answer comes to `receive`.
    case request(Request)
    /// A frame for the server that has no answer.
    case send(Frame)
    /// Another overlay takes its place on top.
    case open(any Overlay)
    /// A line for the status row.
    case message(String, isError: Bool)
    /// Text for the server's paste buffers, and as far as there is a way for the clipboard outside; what it is called
    /// when that is said.
    case copy(String, what: String)
    /// Bytes for the focused session, as if pasted.
    case insertPaste([UInt8])
    /// A question was answered with yes: a `y` that comes soon after it is for nobody.
    case answered
}

extension Overlay {
    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] { [] }

    mutating func tick(in context: UIContext) -> [OverlayEffect] { [] }

    mutating func subscribed(in context: UIContext) -> [OverlayEffect] { [] }

    mutating func hear(_ event: TasksEvent, in context: UIContext) -> [OverlayEffect] { [] }

    mutating func perform(_ command: ClientCommand, in context: UIContext) -> [OverlayEffect]? { nil }

    var wantsAllInput: Bool { true }
    var allowsPrefix: Bool { false }
    var followedPane: (pane: PaneID, frame: Rect)? { nil }
    var scrolledLine: Int? { nil }
    var showsTimes: Bool { true }
    var acceptedLine: String? { nil }
    var topics: Topics { [] }
}
