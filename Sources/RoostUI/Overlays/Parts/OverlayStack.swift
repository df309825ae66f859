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

    /// Who gets keys, mouse and pastes before panes and bindings: the topmost, but what lies on a single pane only
    /// while that has the keys.
    func top(for focused: PaneID?) -> (any Overlay)? { index(for: focused).map { open[$0].overlay } }

    private func index(for focused: PaneID?) -> Int? {
        open.lastIndex { $0.overlay.followedPane.map { $0.pane == focused } ?? true }
    }

    /// Something that is open says what time it is.
    var showsTimes: Bool { open.contains { $0.overlay.showsTimes } }

    /// What the server has to tell of besides sessions and the workspace.
    var topics: Topics { open.reduce(into: []) { $0.formUnion($1.overlay.topics) } }

    // MARK: Opening and closing

    /// Puts an overlay on top.
    ///
    /// - Parameters:
    ///   - overlay: The new one.
    ///   - known: What the server tells of already: an overlay that needs no more hears of it at once.
    ///   - context: What there is.
    /// - Returns: What it wants to begin with.
    mutating func push(
        _ overlay: any Overlay, hearing known: Topics = [], in context: UIContext
    ) -> [(id: ID, effect: OverlayEffect)] {
        open.append((nextID, overlay))
        nextID += 1
        let isHearing = !overlay.topics.isEmpty && known.isSuperset(of: overlay.topics)
        return update(open.count - 1) { overlay in
            overlay.tick(in: context) + (isHearing ? overlay.subscribed(in: context) : [])
        }
    }

    /// Takes an overlay away.
    ///
    /// - Returns: The overlay; nil when it has gone before.
    mutating func remove(_ id: ID) -> (any Overlay)? {
        guard let index = open.firstIndex(where: { $0.id == id }) else { return nil }
        return open.remove(at: index).overlay
    }

    /// Takes away what lies on a pane.
    mutating func removeFollowers(of pane: PaneID) {
        open.removeAll { $0.overlay.followedPane?.pane == pane }
    }

    /// The pane that something lies on in a cell of the canvas.
    func followedPane(atRow row: Int, column: Int) -> PaneID? {
        open.lazy.compactMap { $0.overlay.followedPane }
            .first { $0.frame.contains(row: row, column: column) }?.pane
    }

    /// The first line that each scrolled pane shows.
    var scrolled: [PaneID: Int] {
        var lines: [PaneID: Int] = [:]
        for (_, overlay) in open {
            if let pane = overlay.followedPane?.pane, let line = overlay.scrolledLine { lines[pane] = line }
        }
        return lines
    }

    /// Something lies on a pane.
    func isFollowing(_ pane: PaneID) -> Bool {
        open.contains { $0.overlay.followedPane?.pane == pane }
    }

    /// A button went down, or the wheel turned, elsewhere than in the pane that an overlay lies on.
    static func isOutside(_ event: MouseEvent, _ overlay: any Overlay) -> Bool {
        guard event.action == .press, let followed = overlay.followedPane else { return false }
        return !followed.frame.contains(row: event.row, column: event.column)
    }

    // MARK: Events

    /// Gives an event to the one that is spoken to.
    mutating func handle(_ event: InputEvent, in context: UIContext) -> [(id: ID, effect: OverlayEffect)] {
        index(for: context.focusedPane).map { update($0) { $0.handle(event, in: context) } } ?? []
    }

    /// Gives an event to what lies on a pane, whoever has the keys.
    mutating func handle(
        _ event: InputEvent, on pane: PaneID, in context: UIContext
    ) -> [(id: ID, effect: OverlayEffect)] {
        open.lastIndex { $0.overlay.followedPane?.pane == pane }
            .map { update($0) { $0.handle(event, in: context) } } ?? []
    }

    /// Gives a command to the one that is spoken to; nil when it has no use for it.
    mutating func perform(
        _ command: ClientCommand, in context: UIContext
    ) -> [(id: ID, effect: OverlayEffect)]? {
        guard let index = index(for: context.focusedPane),
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

    /// Tells those that have topics that the server tells of them from now on.
    mutating func subscribed(in context: UIContext) -> [(id: ID, effect: OverlayEffect)] {
        open.indices.filter { !open[$0].overlay.topics.isEmpty }.flatMap { index in
            update(index) { $0.subscribed(in: context) }
        }
    }

    /// Hands on that print-mode tasks have changed.
    mutating func hear(_ event: TasksEvent, in context: UIContext) -> [(id: ID, effect: OverlayEffect)] {
        open.indices.filter { open[$0].overlay.topics.contains(.tasks) }.flatMap { index in
            update(index) { $0.hear(event, in: context) }
        }
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
