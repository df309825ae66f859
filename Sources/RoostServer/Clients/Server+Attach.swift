import Glibc
import RoostConfig
import RoostIO
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

// Clients that show a workspace.
extension Server {
    /// Lets a client in: the answer first, so that the client knows what the events after it are about.
    func answerAttach(_ request: AttachRequest, number: UInt32, client id: ClientID) async {
        let cells = WindowSize.Cells(clamping: request.rows, request.columns)
        let place: (workspace: String, session: SessionID?, isNew: Bool)
        do throws(Failure) {
            place = try await self.place(for: request, rows: cells.rows, columns: cells.columns)
        } catch {
            return respond(.failed(error), to: number, client: id)
        }
        guard let client = clients[id] else { return }
        guard workspaces.contains(place.workspace) else {
            return respond(.failed(Workspaces.unknown(place.workspace)), to: number, client: id)
        }
        for session in client.shown { sessions[session]?.run { $0.removeViewer(id) } }
        client.watching = nil
        carryOut(workspaces.detach(id))
        client.view = Client.View(
            workspace: place.workspace, isReadOnly: request.isReadOnly, terminal: request.terminal,
            attachedAt: clock.now, environment: request.environment, cwd: request.cwd)
        if !request.isReadOnly { follow(request.environment) }
        var effects = workspaces.attach(
            id, to: place.workspace, cells: cells,
            isReadOnly: request.isReadOnly, terminal: request.terminal, view: request.view)
        if let session = place.session {
            effects += workspaces.change(place.workspace, as: id) { $0.show(session) }
        }
        let showsHint = !connections.isHintDismissed && configuration.hint
        respond(
            .attached(Attached(client: client.name, workspace: place.workspace, showsHint: showsHint)),
            to: number, client: id)
        if showsHint { warnOfLogOut(client) }
        if place.isNew { tellOfHidden(client) }
        carryOut(effects)
    }

    /// A newcomer should know early that the system would end what roost keeps.
    private func warnOfLogOut(_ client: Client) {
        let user = client.view?.environment["USER"] ?? client.view?.environment["LOGNAME"] ?? ""
        guard let advice = LogOut.of(pid: keeping.pid ?? getpid(), user: user).advice else { return }
        notify(.message(advice, isError: true)) { $0 === client }
    }

    /// The workspace to show, with a shell in it if it would be empty.
    private func place(
        for request: AttachRequest, rows: Int, columns: Int
    ) async throws(Failure) -> (workspace: String, session: SessionID?, isNew: Bool) {
        let (name, session) = try place(request.target, rows: rows, columns: columns)
        if let workspace = workspaces[name], workspace.windows.isEmpty, session == nil {
            _ = try await open(
                SessionRequest(
                    cwd: request.cwd, environment: request.environment, rows: max(1, rows - 2),
                    columns: columns,
                    inheritsDirectory: true), .window(name: nil, focus: true), in: name)
            return (name, session, true)
        }
        return (name, session, false)
    }

    /// Whoever gets a new shell would not know of what runs already.
    private func tellOfHidden(_ client: Client) {
        let hidden = directory.living.compactMap { directory[$0] }.filter { $0.workspace == nil }.map(\.name)
            .sorted { $0.precedesNaturally($1) }
        guard !hidden.isEmpty else { return }
        let names = hidden.prefix(3).joined(separator: ", ")
        let more = hidden.count > 3 ? " and \(hidden.count - 3) more" : ""
        let verb = hidden.count == 1 ? "runs" : "run"
        // The key first: a narrow terminal cuts the end.
        notify(.message("C-b s shows what has no pane: \(names)\(more) \(verb)", isError: false)) {
            $0 === client
        }
    }

    /// Where a target is: a workspace of that name, or the one that shows the session of that name.
    private func place(
        _ target: String?, rows: Int, columns: Int
    ) throws(Failure) -> (workspace: String, session: SessionID?) {
        let name: String
        var session: SessionID?
        if let target, workspaces.contains(target) {
            name = target
        } else if let target {
            let id = try directory.resolve(target, for: "attach to")
            name = workspaces.showing(id)?.name ?? workspaces.last
            session = id
        } else {
            name = workspaces.preferred
        }
        carryOut(workspaces.open(name, rows: max(1, rows - 1), columns: columns))
        return (name, session)
    }

    func detach(_ name: String?, from id: ClientID) throws(Failure) {
        if let name {
            guard
                let client = clients.values.first(where: {
                    $0.view != nil && ($0.name == name || "\($0.pid)" == name)
                })
            else {
                throw Failure(
                    "detach \(name)", cause: "no such client", advice: "see roost workspace clients")
            }
            return dismiss(client, .detached)
        }
        if let client = clients[id], client.view != nil { return dismiss(client, .detached) }
        // A command without a name: all that are attached.
        for client in clients.values where client.view != nil { dismiss(client, .detached) }
    }

    var clientList: [ClientInfo] {
        clients.values.sorted { $0.id < $1.id }.compactMap { client in
            guard let view = client.view, let cells = workspaces.onlookers[client.id]?.cells else {
                return nil
            }
            return ClientInfo(
                name: client.name, pid: client.pid, workspace: view.workspace, rows: cells.rows,
                cols: cells.columns, readOnly: view.isReadOnly, attachedAt: view.attachedAt)
        }
    }
}
