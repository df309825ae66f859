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
        let rows = min(max(request.rows, 1), 1000)
        let columns = min(max(request.columns, 1), 2000)
        let place: (workspace: String, session: SessionID?)
        do throws(Failure) {
            place = try await self.place(for: request, rows: rows, columns: columns)
        } catch {
            return respond(.failed(error), to: number, client: id)
        }
        guard let client = clients[id] else { return }
        for session in client.view?.visible ?? [] { sessions[session]?.run { $0.removeViewer(id) } }
        client.view = Client.View(
            workspace: place.workspace, rows: rows, columns: columns, isReadOnly: request.isReadOnly,
            terminal: request.terminal, attachedAt: .now, environment: request.environment, cwd: request.cwd)
        lastWorkspace = place.workspace
        let showsHint = !isHintDismissed && configuration.hint
        respond(
            .attached(Attached(client: client.name, workspace: place.workspace, showsHint: showsHint)),
            to: number, client: id)
        if showsHint { warnOfLogOut(client) }
        if !request.isReadOnly { adoptSize(of: client) }
        change(place.workspace) { workspace in
            guard let session = place.session else { return }
            workspace.show(session)
        }
    }

    /// A newcomer should know early that the system would end what roost keeps.
    private func warnOfLogOut(_ client: Client) {
        let user = client.view?.environment["USER"] ?? client.view?.environment["LOGNAME"] ?? ""
        guard let advice = LogOut.of(pid: keeperPID ?? getpid(), user: user).advice,
            let frame = Self.frame(.notice, Notice.message(advice, isError: true))
        else { return }
        client.writer.write(frame.encoded)
    }

    /// The workspace to show, with a shell in it if it would be empty.
    private func place(
        for request: AttachRequest, rows: Int, columns: Int
    ) async throws(Failure) -> (workspace: String, session: SessionID?) {
        let (name, session) = try place(request.target, rows: rows, columns: columns)
        if let index = index(ofWorkspace: name), workspaces[index].windows.isEmpty, session == nil {
            let info = try await create(
                SessionRequest(
                    cwd: request.cwd, environment: request.environment, rows: max(1, rows - 2),
                    columns: columns,
                    inheritsDirectory: true))
            change(name) { $0.openWindow(showing: info.number) }
        }
        return (name, session)
    }

    /// Where a target is: a workspace of that name, or the one that shows the session of that name.
    private func place(
        _ target: String?, rows: Int, columns: Int
    ) throws(Failure) -> (workspace: String, session: SessionID?) {
        let area = (rows: max(1, rows - 1), columns: columns)
        func open(_ name: String) -> String {
            _ = workspaceIndex(name, rows: area.rows, columns: area.columns)
            return name
        }
        guard let target else {
            let known = workspaces.contains { $0.name == lastWorkspace && !$0.windows.isEmpty }
            let other = workspaces.last { !$0.windows.isEmpty }?.name
            return (open(known ? lastWorkspace : other ?? lastWorkspace), nil)
        }
        if workspaces.contains(where: { $0.name == target }) { return (target, nil) }
        let id = try resolve(target, for: "attach to")
        let showing = workspaces.first { $0.sessions.contains(id) }?.name
        return (open(showing ?? lastWorkspace), id)
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
            client.view.map {
                ClientInfo(
                    name: client.name, pid: client.pid, workspace: $0.workspace, rows: $0.rows,
                    cols: $0.columns,
                    readOnly: $0.isReadOnly, attachedAt: $0.attachedAt)
            }
        }
    }

    // MARK: - Workspaces

    var workspaceList: [WorkspaceSummary] {
        workspaces.map { workspace in
            WorkspaceSummary(
                name: workspace.name, windows: workspace.windows.count, sessions: workspace.sessions.count,
                clients: clients.values.count { $0.view?.workspace == workspace.name })
        }
    }

    func unknownWorkspace(_ name: String) -> Failure {
        Failure(
            "find workspace \(name)", cause: "there is none of that name", advice: "see roost workspace list")
    }

    func switchWorkspace(to name: String, client id: ClientID) throws(Failure) {
        guard let client = clients[id], let view = client.view else {
            throw Failure(
                "switch to \(name)", cause: "this client shows no workspace", advice: "roost attach \(name)")
        }
        guard workspaces.contains(where: { $0.name == name }) else { throw unknownWorkspace(name) }
        client.view?.workspace = name
        lastWorkspace = name
        adoptSize(of: client)
        layoutChanged(view.workspace)
        layoutChanged(name)
    }

    func newWorkspace(_ name: String) throws(Failure) {
        try checkName(name)
        guard !workspaces.contains(where: { $0.name == name }) else {
            throw Failure("make workspace \(name)", cause: "the name is taken", advice: "choose another")
        }
        _ = workspaceIndex(name, rows: 24, columns: 80)
    }

    func renameWorkspace(_ name: String, to new: String) throws(Failure) {
        guard let index = index(ofWorkspace: name) else { throw unknownWorkspace(name) }
        try checkName(new)
        guard !workspaces.contains(where: { $0.name == new }) else {
            throw Failure(
                "rename workspace \(name)", cause: "\(new) exists already", advice: "choose another")
        }
        workspaces[index].name = new
        if lastWorkspace == name { lastWorkspace = new }
        for client in clients.values where client.view?.workspace == name { client.view?.workspace = new }
        store.enqueue(.removeWorkspace(name: name))
        layoutChanged(new)
    }

    /// Takes a workspace away; its sessions go on without a pane.
    func removeWorkspace(_ name: String) throws(Failure) {
        guard let index = index(ofWorkspace: name) else { throw unknownWorkspace(name) }
        for client in clients.values where client.view?.workspace == name { dismiss(client, .workspaceEmpty) }
        workspaces.remove(at: index)
        store.enqueue(.removeWorkspace(name: name))
    }
}
