import GRDB
package import RoostModel

extension Store {
    /// All workspaces in their order.
    ///
    /// One whose parts do not fit together is left out and said by ``damage``.
    package func workspaces() throws(StoreError) -> [(workspace: Workspace, isLast: Bool)] {
        let (workspaces, windows, panes) = try read { database in
            (
                try Row.fetchAll(database, sql: "SELECT * FROM workspaces ORDER BY position, name"),
                try Row.fetchAll(database, sql: "SELECT * FROM windows ORDER BY position"),
                try Row.fetchAll(database, sql: "SELECT * FROM panes ORDER BY position")
            )
        }
        let windowsOf = Dictionary(grouping: windows) { $0.text("workspace") ?? "" }
        let panesOf = Dictionary(grouping: panes) { $0.text("workspace") ?? "" }
        return workspaces.compactMap { row in
            let name = row.text("name") ?? ""
            let workspace = Workspace(row, windows: windowsOf[name] ?? [], panes: panesOf[name] ?? [])
            guard let workspace, workspace.isValid else {
                report(damage: "workspace \(name) cannot be read")
                return nil
            }
            return (workspace, row.int("is_last") == 1)
        }
    }
}

extension Workspace {
    fileprivate init?(_ row: Row, windows: [Row], panes: [Row]) {
        guard let name = row.text("name"), let rows = row.int("rows"), let columns = row.int("columns"),
            let active = row.int("active"), let nextID = row.int("next_id")
        else { return nil }
        self.init(name: name, rows: rows, columns: columns)
        self.active = active
        self.nextID = nextID
        lastActive = row.int("last_active")
        for row in windows {
            guard let window = Window(row, panes: panes) else { return nil }
            self.windows.append(window)
        }
    }
}

extension Window {
    fileprivate init?(_ row: Row, panes: [Row]) {
        guard let id = row.int("id"), let number = row.int("number"), let active = row.int("active"),
            let layout = JSONText.decode(Layout.self, from: row.text("layout"))
        else { return nil }
        let shown = panes.filter { $0.int("window") == id }.compactMap { row -> Pane? in
            guard let id = row.int("id"), let session = row.session("session") else { return nil }
            return Pane(id: id, session: session)
        }
        guard let first = shown.first else { return nil }
        self.init(id: id, number: number, name: row.text("name"), pane: first)
        self.layout = layout
        self.panes = shown
        self.active = active
        lastActive = row.int("last_active")
        zoomed = row.int("zoomed").flatMap { pane in shown.contains { $0.id == pane } ? pane : nil }
        preset = row.text("preset").flatMap(Layout.Preset.init(rawValue:))
    }
}
