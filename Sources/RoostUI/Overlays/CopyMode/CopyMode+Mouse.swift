import RoostModel
import RoostTerminal
import RoostWire

/// What the left button is doing.
struct DragState: Hashable, Sendable {
    /// It is down, and selects.
    var isActive = false
    /// The selection was made by the mouse: both ends belong to it.
    var wasMouse: Bool
    /// Above (-1) or below (1) the pane: the view scrolls while the pointer stays there.
    var edge = 0
    /// Where it went down, while nothing is selected yet.
    var start: TextPosition?
    /// The click before, to tell double clicks.
    var lastClick: Click?

    struct Click: Hashable, Sendable {
        var at: Timestamp
        var row: Int
        var column: Int
        var count: Int
    }

    /// A button that is down already when copy mode begins.
    init(isActive: Bool = false) {
        self.isActive = isActive
        wasMouse = isActive
    }
}

extension CopyMode {
    /// Takes a mouse event in cells of the canvas.
    mutating func handle(_ event: MouseEvent, in context: UIContext) -> [OverlayEffect] {
        switch event.button {
        case .wheelUp:
            lifetime.keep()
            scroll(by: -MouseRouter.wheelLines)
            return [.redraw]
        case .wheelDown:
            if isAtBottom, !drag.isActive { return [.close] }
            scroll(by: MouseRouter.wheelLines)
            return isAtBottom && lifetime.endsAtBottom && selection == nil ? [.close] : [.redraw]
        default: break
        }
        switch event.action {
        case .press: return press(event, in: context)
        case .move: return extend(to: event)
        case .release: return release(event, in: context)
        }
    }

    private mutating func press(_ event: MouseEvent, in context: UIContext) -> [OverlayEffect] {
        guard frame.contains(row: event.row, column: event.column) else {
            let other = PanePlaces(context).plan.pane(atRow: event.row, column: event.column)
            guard let other, other.pane != pane else { return lifetime.isTransient ? [.close] : [] }
            return [.request(.layout(workspace: context.workspaceName, .focus(pane: other.pane))), .close]
        }
        guard event.button == .left else { return lifetime.isTransient ? [.close] : [] }
        let count = clicks(event, at: context.now)
        if lifetime.isTransient, count == 1 { return [.close] }
        cursor = place(of: event)
        wantedColumn = cursor.column
        pendingCopy = nil
        drag.isActive = true
        drag.wasMouse = true
        drag.edge = 0
        selection = count == 1 ? nil : CopySelection(anchor: cursor, granularity: count == 2 ? .word : .line)
        drag.start = count == 1 ? cursor : nil
        return [.redraw]
    }

    private mutating func clicks(_ event: MouseEvent, at now: Timestamp) -> Int {
        var count = 1
        if let last = drag.lastClick, now.milliseconds(since: last.at) <= 400, last.row == event.row,
            last.column == event.column, last.count < 3
        {
            count = last.count + 1
        }
        drag.lastClick = DragState.Click(at: now, row: event.row, column: event.column, count: count)
        return count
    }

    private func place(of event: MouseEvent) -> TextPosition {
        clamped(TextPosition(line: top + event.row - frame.row, column: event.column - frame.column))
    }

    private mutating func extend(to event: MouseEvent) -> [OverlayEffect] {
        guard drag.isActive else { return [] }
        if selection == nil { selection = CopySelection(anchor: drag.start ?? cursor, granularity: .cell) }
        if event.modifiers.contains(.alt) || event.modifiers.contains(.control) {
            let isByCell = selection?.granularity == .cell
            selection?.isRectangle = isByCell
        }
        drag.edge = event.row < frame.row ? -1 : event.row >= frame.row + frame.rows ? 1 : 0
        if frame.rows > 0 {
            var inside = event
            inside.row = max(frame.row, min(event.row, frame.row + frame.rows - 1))
            inside.column = max(frame.column, min(event.column, frame.column + max(1, frame.columns) - 1))
            if drag.edge != 0 { scroll(by: drag.edge) }
            cursor = place(of: inside)
        }
        return [.redraw]
    }

    /// Goes on while the pointer rests outside of the pane.
    mutating func scrollWithDrag() {
        scroll(by: drag.edge * MouseRouter.wheelLines)
        cursor = clamped(
            TextPosition(line: drag.edge < 0 ? top : top + frame.rows - 1, column: cursor.column))
    }

    private mutating func release(_ event: MouseEvent, in context: UIContext) -> [OverlayEffect] {
        guard drag.isActive else { return [] }
        drag.isActive = false
        drag.edge = 0
        guard selection != nil, let span = selectedSpan(in: context) else { return [] }
        if drag.lastClick == nil, let selection, selection.granularity != .cell {
            // The second click opened copy mode; a third one in the same cell makes it a line.
            let count = selection.granularity == .word ? 2 : 3
            drag.lastClick = DragState.Click(
                at: context.now, row: event.row, column: event.column, count: count)
        }
        // What was printed while the button was down is shown now.
        let isOutdated = if let mirror = context.mirrors[session] { isOutdated(by: mirror) } else { false }
        return copy(span, stays: !isOutdated, in: context)
    }
}
