/// A change of a workspace's windows and panes: what the keys and `roost window|pane` ask the server for.
///
/// `pane` and `window` nil mean the active one.
package enum LayoutCommand: Codable, Hashable, Sendable {
    case split(pane: PaneID?, axis: Layout.Axis, before: Bool, session: SessionRequest)
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
    case openWindow(session: SessionRequest, name: String?)
    /// By the number that the status row shows.
    case selectWindow(number: Int)
    case selectWindowOffset(Int)
    case selectLastWindow
    case renameWindow(window: Int?, name: String)
    case resize(pane: PaneID?, Direction, cells: Int)
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
}
