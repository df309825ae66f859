import RoostModel
import RoostWire

/// The panes of a workspace as lines for people.
enum PaneTable {
    /// What a line says about a pane; an element of `roost pane list --json`.
    struct Row: Codable, Equatable {
        let window: Int
        let pane: PaneID
        let session: SessionID
        let name: String?
        let state: SessionState?
        let row: Int
        let column: Int
        let rows: Int
        let cols: Int
        let active: Bool
        let zoomed: Bool
    }

    /// One for each pane in reading order; sizes are those in the workspace's area, title row included.
    static func rows(_ event: WorkspaceEvent) -> [Row] {
        event.workspace.windows.flatMap { window in
            let frames = window.frames(in: event.workspace.area)
            return window.layout.panes.compactMap { pane -> Row? in
                guard let number = window.session(of: pane) else { return nil }
                let session = event.sessions.first { $0.number == number }
                let frame = frames[pane] ?? Rect(row: 0, column: 0, rows: 0, columns: 0)
                return Row(
                    window: window.number, pane: pane, session: number, name: session?.name,
                    state: session?.state, row: frame.row, column: frame.column, rows: frame.rows,
                    cols: frame.columns, active: window.active == pane && window.id == event.workspace.active,
                    zoomed: window.zoomed == pane)
            }
        }
    }

    /// Aligned, with titles.
    static func text(_ event: WorkspaceEvent) -> String {
        var table = Table(
            ["WINDOW", "PANE", "SESSION", "STATE", "SIZE", "PLACE", "MARKS"], right: ["WINDOW", "PANE"])
        for row in rows(event) {
            let marks = [row.active ? "active" : nil, row.zoomed ? "zoomed" : nil].compactMap(\.self)
            table.add([
                "\(row.window)", "\(row.pane)", row.name ?? row.session.description,
                row.state?.rawValue ?? "-",
                "\(row.cols)x\(row.rows)", "\(row.column),\(row.row)", marks.joined(separator: ", "),
            ])
        }
        return table.text
    }
}
