import GRDB
import RoostModel

extension Database {
    /// Replaces a workspace's rows; `isLast` makes it the only last one.
    func replace(_ workspace: Workspace, position: Int, isLast: Bool) throws {
        let name = workspace.name.storable
        try cachedStatement(sql: "DELETE FROM workspaces WHERE name = ?").execute(arguments: [name])
        if isLast { try execute(sql: "UPDATE workspaces SET is_last = 0 WHERE is_last") }
        let addWorkspace = try cachedStatement(
            sql: """
                INSERT INTO workspaces (name, position, is_last, active, last_active, rows, columns, next_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try addWorkspace.execute(arguments: [
            name, position, isLast, workspace.active, workspace.lastActive, workspace.rows, workspace.columns,
            workspace.nextID,
        ])
        let addWindow = try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO windows (workspace, id, position, number, name, layout, active,
                    last_active, zoomed, preset)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let addPane = try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO panes (workspace, window, id, position, session)
                VALUES (?, ?, ?, ?, ?)
                """)
        for (place, window) in workspace.windows.enumerated() {
            try addWindow.execute(arguments: [
                name, window.id, place, window.number, window.name?.storable,
                try JSONText.encode(window.layout), window.active, window.lastActive, window.zoomed,
                window.preset?.rawValue,
            ])
            for (place, pane) in window.panes.enumerated() {
                try addPane.execute(arguments: [name, window.id, pane.id, place, pane.session.stored])
            }
        }
    }
}
