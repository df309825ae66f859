/// A change of a workspace's windows and panes: what the keys and `roost window|pane` ask the server for.
///
/// `pane` and `window` nil mean the active one; `window` is the number that the status row shows.
package enum LayoutCommand: Hashable, Sendable {
    /// Shows a new session in a new pane beside another; with `focus` the new pane gets the keys.
    case split(
        pane: PaneID?, axis: Layout.Axis, before: Bool, size: PaneSize?, focus: Bool, session: SessionRequest)
    case focus(pane: PaneID)
    case focusToward(Direction)
    /// 1 is the next pane in reading order, -1 the one before.
    case focusOffset(Int)
    case focusLast
    /// Takes the pane away and ends its session, if no other pane shows it.
    case closePane(pane: PaneID?)
    /// Takes the pane away; the session goes on without one.
    case hidePane(pane: PaneID?)
    case closeWindow(window: Int?)
    /// Shows a new session in a new window; with `focus` that window is gone to.
    case openWindow(session: SessionRequest, name: String?, focus: Bool)
    case selectWindow(number: Int)
    case selectWindowOffset(Int)
    case selectLastWindow
    /// An empty name lets the window be named after what runs in it.
    case renameWindow(window: Int?, name: String)
    case resize(pane: PaneID?, Direction, cells: Int)
    /// Gives a pane a width (horizontal) or a height (vertical), as far as there is room.
    case resizeTo(pane: PaneID?, axis: Layout.Axis, PaneSize)
    /// Puts the border that lies right of or below a pane where the pointer is, in cells of the area.
    case moveBorder(pane: PaneID, axis: Layout.Axis, to: Int)
    case zoom(pane: PaneID?)
    /// Exchanges the active pane with the next (1) or the one before (-1).
    case swap(offset: Int)
    /// Moves every pane one place on (1) or back (-1).
    case rotate(offset: Int)
    case breakPane(pane: PaneID?)
    case nextPreset
    case preset(Layout.Preset)
    /// Shows a session in the active pane, or goes to the pane that shows it already.
    case goTo(SessionID)
    /// Shows a session in a new pane beside the active one.
    case splitShowing(SessionID, axis: Layout.Axis)
    /// The one or, with an axis, the other, for a session by name, number, or unique beginning of its name.
    case show(session: String, axis: Layout.Axis?)
}

/// How wide or high a pane shall be, title row included.
package enum PaneSize: Hashable, Sendable {
    case cells(Int)
    /// Of the window's width or height.
    case percent(Int)

    /// In cells of a window that is `whole` cells wide or high.
    package func cells(of whole: Int) -> Int {
        switch self {
        case .cells(let cells): cells
        case .percent(let share): whole * min(max(share, 0), 100) / 100
        }
    }
}

extension LayoutCommand {
    /// It changes only what is looked at, not how windows and panes lie.
    package var isAboutView: Bool {
        switch self {
        case .focus, .focusToward, .focusOffset, .focusLast, .selectWindow, .selectWindowOffset,
            .selectLastWindow, .zoom:
            true
        case .split, .closePane, .hidePane, .closeWindow, .openWindow, .renameWindow, .resize, .resizeTo,
            .moveBorder, .swap, .rotate, .breakPane, .nextPreset, .preset, .goTo, .splitShowing, .show:
            false
        }
    }

    /// It starts a session, which is its answer.
    package var startsSession: Bool {
        switch self {
        case .split, .openWindow: true
        default: false
        }
    }

    /// The same with another request for the session that it starts.
    package func mapSession(_ body: (inout SessionRequest) -> Void) -> LayoutCommand {
        switch self {
        case .split(let pane, let axis, let before, let size, let focus, var session):
            body(&session)
            return .split(pane: pane, axis: axis, before: before, size: size, focus: focus, session: session)
        case .openWindow(var session, let name, let focus):
            body(&session)
            return .openWindow(session: session, name: name, focus: focus)
        default: return self
        }
    }

    /// The pane that it names; nil when it means the active one, or none.
    var namedPane: PaneID? {
        switch self {
        case .split(let pane, _, _, _, _, _), .closePane(let pane), .hidePane(let pane),
            .resize(let pane, _, _), .resizeTo(let pane, _, _), .zoom(let pane), .breakPane(let pane):
            pane
        case .focus(let pane), .moveBorder(let pane, _, _): pane
        case .focusToward, .focusOffset, .focusLast, .closeWindow, .openWindow, .selectWindow,
            .selectWindowOffset, .selectLastWindow, .renameWindow, .swap, .rotate, .nextPreset, .preset,
            .goTo, .splitShowing, .show:
            nil
        }
    }

    /// The number of the window that it names; nil when it means the active one, or none.
    var namedWindow: Int? {
        switch self {
        case .closeWindow(let number), .renameWindow(let number, _): number
        case .selectWindow(let number): number
        default: nil
        }
    }
}

/// Why windows and panes cannot be changed as somebody asks.
package struct LayoutProblem: Error, Hashable, Sendable {
    /// What was to be done, as it follows on "cannot".
    package let operation: String
    package let cause: String
    /// What to do next.
    package let advice: String
}
