import RoostModel
import RoostWire

// What is asked of workspaces as a whole.
extension Server {
    func perform(_ request: Request.Workspace, for id: ClientID) throws(Failure) -> Response {
        switch request {
        case .list: return .workspaces(workspaceList)
        case .switch(let name): try switchWorkspace(to: name, client: id)
        case .create(let name): try newWorkspace(name)
        case .rename(let name, let new): try renameWorkspace(name, to: new)
        case .remove(let name): try removeWorkspace(name)
        case .show(let name):
            guard let workspace = workspaces.seen(name, by: id) else {
                throw Workspaces.unknown(name ?? workspaces.last)
            }
            return .workspace(workspaceEvent(workspace))
        }
        return .done
    }
}
