import RoostModel
import RoostTerminal

/// Decides what the mouse does: focus, borders, selection, or something for a program.
///
/// A button that goes down decides for what follows until it comes up again, wherever the pointer goes meanwhile.
struct MouseRouter {
    /// What a selection is made of.
    enum Granularity: Hashable {
        case cell, word, line
    }

    /// What has to happen.
    enum Effect: Hashable {
        case focus(PaneID)
        /// Row and column are those of the session's screen.
        case send(SessionID, MouseEvent)
        /// In cells of the workspace's area.
        case moveBorder(PaneID, Layout.Axis, to: Int)
        /// From a cell of the pane's content; the pointer may already be elsewhere.
        case select(PaneID, row: Int, column: Int, Granularity)
        /// Look at what has scrolled away, by this many lines up.
        case scroll(PaneID, lines: Int)
        case click(StatusRow.Target)
        case perform(CommandEffect)
    }

    /// What the router has to know of the screen.
    struct Scene {
        let plan: PanePlan
        let status: StatusRow
        /// The row of the status row.
        let statusRow: Int
        /// What the program in a session wants to hear.
        let tracking: (SessionID) -> MouseTracking
        let isAlternateScreen: (SessionID) -> Bool
        /// The first row and column of a session's screen that its pane shows.
        let scroll: (PanePlan.Placed) -> (row: Int, column: Int)
    }

    /// What the button that is down is for.
    private enum Grip {
        case border(PaneID, Layout.Axis, at: Int)
        case program(PanePlan.Placed)
        /// Nothing is selected before the pointer moves.
        case text(PanePlan.Placed, row: Int, column: Int)
        case nothing
    }

    /// Lines that one step of the wheel scrolls.
    static let wheelLines = 3
    /// Two clicks on one cell within this many milliseconds are a double click.
    private static let doubleClick: Int64 = 400

    private var grip: Grip?
    private var last: (at: Int64, row: Int, column: Int, count: Int)?

    /// Takes the next event, in cells of the canvas.
    mutating func handle(_ event: MouseEvent, at now: Int64, in scene: Scene) -> [Effect] {
        if event.button.isWheel { return wheel(event, in: scene) }
        switch event.action {
        case .press: return press(event, at: now, in: scene)
        case .move: return move(event, in: scene)
        case .release:
            defer { grip = nil }
            guard case .program(let placed) = grip else { return [] }
            return [send(event, to: placed, in: scene)]
        }
    }

    // MARK: Buttons

    private mutating func press(_ event: MouseEvent, at now: Int64, in scene: Scene) -> [Effect] {
        grip = .nothing
        let count = clicks(event, at: now)
        if event.row == scene.statusRow {
            guard event.button == .left, let target = scene.status.target(at: event.column) else { return [] }
            return [.click(target)]
        }
        guard let placed = scene.plan.pane(atRow: event.row, column: event.column) else {
            if event.button == .left { grip = border(beside: event, in: scene.plan).map(Grip.border) }
            return []
        }
        var effects: [Effect] = placed.isFocused ? [] : [.focus(placed.pane)]
        if event.row == placed.frame.row {
            if event.button == .left {
                grip = border(above: event, in: scene.plan).map(Grip.border) ?? .nothing
                if count == 2 { effects.append(.perform(.layout(.zoom(pane: placed.pane)))) }
            }
            return effects
        }
        let content = placed.content
        if scene.tracking(placed.session) != .none, !event.modifiers.contains(.shift) {
            grip = .program(placed)
            return effects + [send(event, to: placed, in: scene)]
        }
        guard event.button == .left else { return effects }
        let (row, column) = (event.row - content.row, event.column - content.column)
        grip = .text(placed, row: row, column: column)
        if count == 2 { effects.append(.select(placed.pane, row: row, column: column, .word)) }
        if count == 3 { effects.append(.select(placed.pane, row: row, column: column, .line)) }
        return effects
    }

    private mutating func clicks(_ event: MouseEvent, at now: Int64) -> Int {
        var count = 1
        if let last, event.button == .left, now - last.at <= Self.doubleClick, last.row == event.row,
            last.column == event.column, last.count < 3
        {
            count = last.count + 1
        }
        last = event.button == .left ? (now, event.row, event.column, count) : nil
        return count
    }

    private mutating func move(_ event: MouseEvent, in scene: Scene) -> [Effect] {
        switch grip {
        case .border(let pane, let axis, let before):
            let place =
                axis == .horizontal
                ? event.column + scene.plan.origin.column : event.row + scene.plan.origin.row
            guard place != before else { return [] }
            grip = .border(pane, axis, at: place)
            return [.moveBorder(pane, axis, to: place)]
        case .program(let placed): return [send(event, to: placed, in: scene)]
        case .text(let placed, let row, let column):
            grip = .nothing
            return [.select(placed.pane, row: row, column: column, .cell)]
        case .nothing: return []
        case nil:
            // Nothing is down: only a program that wants every move hears of it.
            guard let placed = scene.plan.pane(atRow: event.row, column: event.column),
                event.row > placed.frame.row, scene.tracking(placed.session) == .any
            else { return [] }
            return [send(event, to: placed, in: scene)]
        }
    }

    // MARK: Wheel

    private func wheel(_ event: MouseEvent, in scene: Scene) -> [Effect] {
        guard event.action == .press else { return [] }
        let isUp = event.button == .wheelUp
        if event.row == scene.statusRow {
            return event.button == .wheelUp || event.button == .wheelDown
                ? [.perform(.layout(.selectWindowOffset(isUp ? -1 : 1)))] : []
        }
        guard let placed = scene.plan.pane(atRow: event.row, column: event.column),
            event.row > placed.frame.row
        else { return [] }
        if !event.modifiers.contains(.shift),
            scene.tracking(placed.session) != .none || scene.isAlternateScreen(placed.session)
        {
            return [send(event, to: placed, in: scene)]
        }
        guard isUp else { return [] }
        let scroll = Effect.scroll(placed.pane, lines: Self.wheelLines)
        return placed.isFocused ? [scroll] : [.focus(placed.pane), scroll]
    }

    // MARK: Places

    /// The event in the cells of a session's screen, kept inside of its pane.
    private func send(_ event: MouseEvent, to placed: PanePlan.Placed, in scene: Scene) -> Effect {
        let content = placed.content
        var inside = event
        let scroll = scene.scroll(placed)
        inside.row = max(0, min(event.row - content.row, content.rows - 1)) + scroll.row
        inside.column = max(0, min(event.column - content.column, content.columns - 1)) + scroll.column
        return .send(placed.session, inside)
    }

    /// The vertical line under the pointer, by the pane on its left.
    private func border(
        beside event: MouseEvent, in plan: PanePlan
    ) -> (PaneID, Layout.Axis, at: Int)? {
        let left = plan.panes.first {
            $0.frame.column + $0.frame.columns == event.column
                && ($0.frame.row..<$0.frame.row + $0.frame.rows).contains(event.row)
        }
        return left.map { ($0.pane, .horizontal, event.column + plan.origin.column) }
    }

    /// The title row under the pointer as the line below the pane above it.
    private func border(
        above event: MouseEvent, in plan: PanePlan
    ) -> (PaneID, Layout.Axis, at: Int)? {
        let above = plan.panes.first {
            $0.frame.row + $0.frame.rows == event.row
                && ($0.frame.column..<$0.frame.column + $0.frame.columns).contains(event.column)
        }
        return above.map { ($0.pane, .vertical, event.row + plan.origin.row) }
    }
}
