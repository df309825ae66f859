import Logging
import RoostConfig
import RoostIO
import RoostModel
import RoostStore
import RoostWire

// Does what changes of workspaces ask for.
extension Server {
    /// Changes a workspace and tells everybody concerned.
    func change(_ name: String, as client: ClientID? = nil, _ body: (inout Workspace) -> Void) {
        carryOut(workspaces.change(name, as: client, body))
    }

    func carryOut(_ effects: [Workspaces.Effect]) {
        for effect in effects {
            switch effect {
            case .dismissClients(let name):
                for client in clients.values where client.view?.workspace == name {
                    dismiss(client, .workspaceEmpty)
                }
            case .resize(let id, let size): sessions[id]?.run { $0.resize(to: size) }
            case .place(let id, let name):
                if directory.place(id, in: name) { sessions[id]?.run { $0.setWorkspace(name) } }
            case .show(let visible, let client): show(visible, to: client)
            case .focus(let id, let isFocused): sessions[id]?.run { $0.focus(isFocused) }
            case .send(let id):
                guard let client = clients[id], let name = client.view?.workspace else { continue }
                client.outbox.changed(workspace: name)
                flush([client])
            case .announce(let name):
                tell(clients.values.filter { $0.follows(workspace: name) }, ofWorkspace: name)
            case .store(let workspace, let position, let isLast):
                // At once: the writer gathers changes, and a kill loses no more than it has.
                store.enqueue(.workspace(workspace, position: position, isLast: isLast))
            case .forget(let name):
                store.enqueue(.removeWorkspace(name: name))
                tell(clients.values.filter { $0.follows(workspace: name) }, ofWorkspace: name)
            case .end(let id): end(id)
            }
        }
    }

    /// A client gets the screens of the panes that it sees now, and no others.
    private func show(_ visible: Set<SessionID>, to id: ClientID) {
        guard let client = clients[id], let before = client.view?.visible else { return }
        client.view?.visible = visible
        for session in before.subtracting(visible) { sessions[session]?.run { $0.removeViewer(id) } }
        for session in visible.subtracting(before) { addViewer(client, of: session) }
        if !before.isSubset(of: visible) { sweepLater() }
    }

    /// A client shows one session alone from now on, or none.
    func watch(_ session: SessionID?, isReadOnly: Bool, by id: ClientID) throws(Failure) {
        guard let client = clients[id] else { return }
        guard client.view == nil else {
            throw Failure(
                "show one session alone", cause: "this client shows a workspace",
                advice: "use another connection")
        }
        if let session, directory[session] == nil {
            throw Failure("show session \(session)", cause: "there is none", advice: "see roost list")
        }
        for old in client.shown { sessions[old]?.run { $0.removeViewer(id) } }
        if client.watching != nil { sweepLater() }
        client.watching = session.map { Client.Watching(session: $0, isReadOnly: isReadOnly) }
        if let session { addViewer(client, of: session) }
    }

    /// Shows a session; an ended one that is not in memory is read first, while everything else goes on.
    private func addViewer(_ client: Client, of id: SessionID) {
        let (number, writer) = (client.id, client.writer)
        if let session = sessions[id] { return session.run { $0.addViewer(number, writer: writer) } }
        begin { server in
            do throws(Failure) {
                let session = try await server.session(id, for: "show session")
                guard server.clients[number]?.shown.contains(id) == true else { return }
                session.run { $0.addViewer(number, writer: writer) }
            } catch {
                Log.session(id).warning("\(error)")
            }
        }
    }

    // MARK: - Commands

    /// Does what a key or `roost window|pane` asks for.
    func perform(_ command: LayoutCommand, in name: String, for client: Client?) async throws(Failure)
        -> Response
    {
        let command = try named(command)
        switch try workspaces.apply(command, in: name, as: client?.id, exists: { directory[$0] != nil }) {
        case .done(let effects):
            carryOut(effects)
            return .done
        case .create(let request, let beside, let placement):
            let request = completed(request, by: client, beside: beside)
            return .session(try await open(request, placement, in: name, as: client?.id))
        }
    }

    /// A command about a session that has only its name, with the number that it has now.
    private func named(_ command: LayoutCommand) throws(Failure) -> LayoutCommand {
        guard case .show(let target, let axis) = command else { return command }
        let id = try directory.resolve(target, for: "show")
        return axis.map { .splitShowing(id, axis: $0) } ?? .goTo(id)
    }

    /// Starts a session and gives it its pane.
    ///
    /// - Throws: ``Failure`` when it cannot be started, or when the workspace went away meanwhile: it is ended then.
    func open(
        _ request: SessionRequest, _ placement: Workspaces.Placement, in name: String,
        as client: ClientID? = nil
    ) async throws(Failure) -> SessionInfo {
        let info = try await create(request, for: Opening.Place(placement, in: name, for: client))
        guard let effects = workspaces.finish(info.number) else {
            end(info.number)
            throw Failure(
                "show \(info.name) in \(name)", cause: "the workspace was removed while it started",
                advice: "see roost workspace list")
        }
        carryOut(effects)
        return directory[info.number] ?? info
    }

    /// Starts a session in a window of a workspace, which is made if need be; not for a session that cannot start.
    func open(_ request: SessionRequest, inWorkspace name: String) async throws(Failure) -> SessionInfo {
        let isNew = !workspaces.contains(name)
        carryOut(workspaces.open(name, rows: request.rows ?? 24, columns: request.columns ?? 80))
        do throws(Failure) {
            return try await open(request, .window(name: nil, focus: true), in: name)
        } catch {
            if isNew, workspaces[name]?.windows.isEmpty == true { carryOut(try workspaces.remove(name)) }
            throw error
        }
    }

    /// A client that shows a workspace has told its environment once and need not again; a new pane starts where the
    /// one it comes from is, unless it was told otherwise.
    private func completed(
        _ request: SessionRequest, by client: Client?, beside: SessionID?
    ) -> SessionRequest {
        var request = request
        if request.environment.isEmpty, let view = client?.view { request.environment = view.environment }
        if request.cwd == nil, let beside {
            request.cwd = directory[beside]?.cwd
            request.inheritsDirectory = true
        }
        return request
    }
}
