import RoostModel
import RoostTerminal

/// Where everything lies on the canvas: which panes, their title rows and contents.
///
/// Made anew whenever the layout or the size changes; drawing and the mouse read the same plan.
struct PanePlan {
    /// One pane that can be seen.
    struct Placed {
        let pane: PaneID
        let session: SessionID
        /// On the canvas, title row included; may stick out of it.
        let frame: Rect
        let isFocused: Bool

        /// The cells of the program.
        var content: Rect { Workspace.content(of: frame) }
    }

    /// In reading order.
    let panes: [Placed]
    /// The part of the canvas that the workspace covers.
    let area: Rect
    /// What the workspace's own coordinates begin at; subtract it to get those of the canvas.
    let origin: (row: Int, column: Int)
    let isZoomed: Bool
    /// Which of how many panes is shown, where there is no room for the others; nil: all are, or one is zoomed.
    let alone: (number: Int, count: Int)?
    /// Titles are just glyph and name.
    let hasShortTitles: Bool

    /// What can be seen depends on where the cursor is.
    var followsCursor: Bool { origin.row > 0 || origin.column > 0 || isCut }
    private let isCut: Bool

    /// Plans an empty screen.
    init() {
        panes = []
        area = Rect(row: 0, column: 0, rows: 0, columns: 0)
        origin = (0, 0)
        isZoomed = false
        alone = nil
        hasShortTitles = false
        isCut = false
    }

    /// Plans what a client looks at on a canvas, whose last row is the status row.
    ///
    /// A workspace larger than the canvas (another client decides its size) is cut, so that the focused pane's
    /// cursor can be seen. A canvas that is too small, or whose focused pane has no room, shows that pane alone.
    /// `cursor` is that of the focused session's screen, nil if it is not known.
    init(_ workspace: Workspace, view: ClientView, rows: Int, columns: Int, cursor: Cursor?) {
        let room = Rect(row: 0, column: 0, rows: max(0, rows - 1), columns: max(0, columns))
        hasShortTitles = columns < 60
        guard let window = view.window(in: workspace), let active = view.pane else {
            panes = []
            area = room
            origin = (0, 0)
            isZoomed = false
            alone = nil
            isCut = false
            return
        }
        let whole = workspace.area
        isZoomed = view.zoomed != nil
        let all = view.frames(in: workspace)
        // Of a screen that has shrunk too many panes are left with nothing: the one with the keys is always seen.
        let isSeen = all[active].map(Layout.isReadable) ?? false
        let isAlone = !Layout.hasRoom(room) || !isSeen
        let order = window.layout.panes
        alone =
            isAlone && !isZoomed && order.count > 1
            ? ((order.firstIndex(of: active) ?? 0) + 1, order.count) : nil
        let frames = isAlone ? [active: room] : all
        let focused = frames[active] ?? room
        let content = Workspace.content(of: focused)
        func offset(_ place: Int, _ length: Int, _ room: Int) -> Int {
            length <= room ? 0 : max(0, min(place - room + 1, length - room))
        }
        let origin =
            isAlone
            ? (row: 0, column: 0)
            : (
                row: offset(content.row + (cursor?.row ?? 0), whole.rows, room.rows),
                column: offset(content.column + (cursor?.column ?? 0), whole.columns, room.columns)
            )
        self.origin = origin
        isCut = !isAlone && (whole.rows > room.rows || whole.columns > room.columns)
        area =
            isAlone
            ? room
            : Rect(
                row: 0, column: 0, rows: min(room.rows, whole.rows),
                columns: min(room.columns, whole.columns))
        panes = window.layout.panes.compactMap { pane in
            guard let frame = frames[pane], frame.isVisible, let session = window.session(of: pane) else {
                return nil
            }
            return Placed(
                pane: pane, session: session,
                frame: Rect(
                    row: frame.row - origin.row, column: frame.column - origin.column, rows: frame.rows,
                    columns: frame.columns),
                isFocused: pane == active)
        }
    }

    /// The pane whose frame, title row included, has a cell.
    func pane(atRow row: Int, column: Int) -> Placed? {
        panes.first { $0.frame.contains(row: row, column: column) }
    }

    /// Where a pane lies.
    func placed(_ pane: PaneID) -> Placed? {
        panes.first { $0.pane == pane }
    }
}
