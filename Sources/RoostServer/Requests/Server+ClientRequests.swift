import RoostModel
import RoostWire

// What is asked of clients.
extension Server {
    func perform(_ request: Request.Client, for id: ClientID) throws(Failure) -> Response {
        switch request {
        case .attach: break
        case .detach(let name): try detach(name, from: id)
        case .list: return .clients(clientList)
        case .scroll(let pane, let line): workspaces.scroll(id, pane, to: line)
        case .subscribe(let topics):
            subscribe(id, to: topics)
            return .subscribed(topics)
        case .watch(let session, let isReadOnly): try watch(session, isReadOnly: isReadOnly, by: id)
        }
        return .done
    }
}
