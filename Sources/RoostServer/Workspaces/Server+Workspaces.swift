import RoostModel
import RoostWire

// Requests about whole workspaces.
extension Server {
    var workspaceList: [WorkspaceSummary] {
        workspaces.all.map { workspace in
            WorkspaceSummary(
                name: workspace.name, windows: workspace.windows.count, sessions: workspace.sessions.count,
                clients: clients.values.count { $0.view?.workspace == workspace.name })
        }
    }

    func switchWorkspace(to name: String, client id: ClientID) throws(Failure) {
        guard let client = clients[id], let view = client.view, let cells = workspaces.onlookers[id]?.cells
        else {
            throw Failure(
                "switch to \(name)", cause: "this client shows no workspace", advice: "roost attach \(name)")
        }
        guard workspaces.contains(name) else { throw Workspaces.unknown(name) }
        client.view?.workspace = name
        carryOut(
            workspaces.attach(
                id, to: name, cells: cells, isReadOnly: view.isReadOnly, terminal: view.terminal))
    }

    func newWorkspace(_ name: String) throws(Failure) {
        try SessionName.check(name, of: "workspace")
        guard !workspaces.contains(name) else {
            throw Failure("make workspace \(name)", cause: "the name is taken", advice: "choose another")
        }
        carryOut(workspaces.open(name, rows: 24, columns: 80))
    }

    func renameWorkspace(_ name: String, to new: String) throws(Failure) {
        let effects = try workspaces.rename(name, to: new)
        for client in clients.values where client.view?.workspace == name { client.view?.workspace = new }
        carryOut(effects)
    }

    func removeWorkspace(_ name: String) throws(Failure) {
        carryOut(try workspaces.remove(name))
    }
}
