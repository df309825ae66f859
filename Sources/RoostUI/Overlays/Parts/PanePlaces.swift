import RoostClient
import RoostModel
import RoostTerminal
import RoostWire

/// Where the panes lie on the canvas, as the screen below an overlay was drawn.
struct PanePlaces {
    let plan: PanePlan

    /// Plans the screen from what an overlay knows.
    init(_ context: UIContext) {
        guard let workspace = context.workspace?.workspace, let view = context.view else {
            plan = PanePlan()
            return
        }
        plan = PanePlan(
            workspace, view: view, rows: context.size.rows, columns: context.size.columns,
            cursor: context.focused.flatMap { context.mirrors[$0]?.cursor })
    }

    /// In reading order.
    var panes: [PanePlan.Placed] { plan.panes }

    /// The pane that has the keys.
    var focused: PanePlan.Placed? { panes.first { $0.isFocused } }

    /// A pane by its number.
    subscript(pane: PaneID) -> PanePlan.Placed? { panes.first { $0.pane == pane } }
}
