import RoostModel
import RoostTerminal
import RoostWire

/// What lies above the panes, the topmost last.
///
/// Decides who gets an event, and hands on what the overlays want; its owner does that.
struct OverlayStack {
    /// An overlay that is open: an answer of the server finds it by its number, if it is still there.
    typealias ID = Int

    private var open: [(id: ID, overlay: any Overlay)] = []
    private var nextID = 0

    var isEmpty: Bool { open.isEmpty }

    /// The topmost gets keys, mouse and pastes before panes and bindings.
    var top: (any Overlay)? { open.last?.overlay }

    /// Something that is open says what time it is.
    var showsTimes: Bool { open.contains { $0.overlay.showsTimes } }

    // MARK: Opening and closing

    /// Puts an overlay on top.
    ///
    /// - Returns: What it wants to begin with.
    mutating func push(_ overlay: any Overlay, in context: UIContext) -> [(id: ID, effect: OverlayEffect)] {
        open.append((nextID, overlay))
        nextID += 1
        return update(open.count - 1) { $0.tick(in: context) }
    }

    /// Takes an overlay away.
    ///
    /// - Returns: The overlay; nil when it has gone before.
    mutating func remove(_ id: ID) -> (any Overlay)? {
        guard let index = open.firstIndex(where: { $0.id == id }) else { return nil }
        return open.remove(at: index).overlay
    }

    /// Takes away what lies on a single pane.
    ///
    /// - Returns: Whether there was something.
    mutating func removeFollowers() -> Bool {
        let count = open.count
        open.removeAll { $0.overlay.followedPane != nil }
        return open.count < count
    }

    /// The pane that something lies on, with the place where the pane was.
    var followedPane: (pane: PaneID, frame: Rect)? {
        open.lazy.compactMap { $0.overlay.followedPane }.first
    }

    /// How far a pane is scrolled by what lies on it.
    var scrolled: ScrollReport.Place? {
        open.lazy.compactMap { $0.overlay.scrolled }.first
    }

    /// A button went down, or the wheel turned, elsewhere than in the pane that the topmost lies on.
    func isOutsideFollowedPane(_ event: MouseEvent) -> Bool {
        guard event.action == .press, let followed = top?.followedPane else { return false }
        return !followed.frame.contains(row: event.row, column: event.column)
    }

    // MARK: Events

    /// Gives an event to the topmost.
    mutating func handle(_ event: InputEvent, in context: UIContext) -> [(id: ID, effect: OverlayEffect)] {
        guard !open.isEmpty else { return [] }
        return update(open.count - 1) { $0.handle(event, in: context) }
    }

    /// Gives a command to the topmost; nil when it has no use for it.
    mutating func perform(
        _ command: ClientCommand, in context: UIContext
    ) -> [(id: ID, effect: OverlayEffect)]? {
        guard let index = open.indices.last,
            let effects = open[index].overlay.perform(command, in: context)
        else { return nil }
        let id = open[index].id
        return effects.map { (id, $0) }
    }

    /// Gives an answer to the overlay that asked; nil when it has gone.
    mutating func receive(
        _ response: Response, for request: Request, to id: ID, in context: UIContext
    ) -> [(id: ID, effect: OverlayEffect)]? {
        open.firstIndex { $0.id == id }.map { index in
            update(index) { $0.receive(response, for: request, in: context) }
        }
    }

    /// Tells all that sessions, the workspace or the time have changed.
    mutating func tick(in context: UIContext) -> [(id: ID, effect: OverlayEffect)] {
        open.indices.flatMap { index in update(index) { $0.tick(in: context) } }
    }

    /// Draws all, the topmost last.
    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        for index in open.indices { open[index].overlay.draw(on: &canvas, in: context) }
    }

    private mutating func update(
        _ index: Int, _ body: (inout any Overlay) -> [OverlayEffect]
    ) -> [(id: ID, effect: OverlayEffect)] {
        let id = open[index].id
        return body(&open[index].overlay).map { (id, $0) }
    }
}
