import RoostConfig
import RoostIO
import RoostModel
import RoostStore
import RoostWire

// Does what changes of workspaces ask for.
extension Server {
    /// Changes a workspace and tells everybody concerned.
    func change(_ name: String, _ body: (inout Workspace) -> Void) {
        carryOut(workspaces.change(name, body))
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
            case .updateScreens(let name):
                for client in clients.values where client.view?.workspace == name { updateVisible(client) }
            case .moveFocus(let old, let new, let name): moveFocus(from: old, to: new, in: name)
            case .broadcast(let name): tell(ofWorkspace: name)
            case .store(let workspace, let position, let isLast):
                // At once: the writer gathers changes, and a kill loses no more than it has.
                store.enqueue(.workspace(workspace, position: position, isLast: isLast))
            case .forget(let name):
                store.enqueue(.removeWorkspace(name: name))
                tell(ofWorkspace: name)
            case .end(let id): end(id)
            }
        }
    }

    /// A client gets the screens of the panes that its workspace shows now, and no others.
    func updateVisible(_ client: Client) {
        guard var view = client.view, let workspace = workspaces[view.workspace] else { return }
        let visible = workspace.visibleSessions
        let (gone, new) = (view.visible.subtracting(visible), visible.subtracting(view.visible))
        view.visible = visible
        client.view = view
        for id in gone { sessions[id]?.run { [id = client.id] in $0.removeViewer(id) } }
        for id in new { addViewer(client, of: id) }
        if !gone.isEmpty { sweepLater() }
    }

    /// Shows a session; an ended one that is not in memory is read first, while everything else goes on.
    private func addViewer(_ client: Client, of id: SessionID) {
        let (number, writer) = (client.id, client.writer)
        if let session = sessions[id] { return session.run { $0.addViewer(number, writer: writer) } }
        begin { server in
            do throws(Failure) {
                let session = try await server.session(id, for: "show session")
                guard server.clients[number]?.view?.visible.contains(id) == true else { return }
                session.run { $0.addViewer(number, writer: writer) }
            } catch {
                Log.write("\(error)")
            }
        }
    }

    private func moveFocus(from old: SessionID?, to new: SessionID?, in workspace: String) {
        guard
            clients.values.contains(where: { $0.view?.workspace == workspace && $0.view?.isFocused == true })
        else { return }
        if let old { sessions[old]?.run { $0.focus(false) } }
        if let new { sessions[new]?.run { $0.focus(true) } }
    }

    /// Lays a workspace out for the client that was used last, or as the configuration says.
    func adoptSize(of client: Client) {
        guard let view = client.view, let workspace = workspaces[view.workspace] else { return }
        let all = clients.values.compactMap(\.view).filter { $0.workspace == view.workspace }
            .map { WindowSize.Cells(rows: $0.rows, columns: $0.columns) }
        let area = WindowSize.area(
            configuration.sizePolicy, of: .init(rows: view.rows, columns: view.columns), among: all)
        guard workspace.rows != area.rows || workspace.columns != area.columns else { return }
        change(view.workspace) {
            $0.rows = area.rows
            $0.columns = area.columns
        }
    }

    // MARK: - Commands

    /// Does what a key or `roost window|pane` asks for.
    func perform(_ command: LayoutCommand, in name: String, for client: Client?) async throws(Failure)
        -> Response
    {
        switch try workspaces.apply(command, in: name, exists: { directory[$0] != nil }) {
        case .done(let effects):
            carryOut(effects)
            return .done
        case .create(let request, let beside, let placement):
            let request = completed(request, by: client, beside: beside)
            return .session(try await open(request, placement, in: name))
        }
    }

    /// Starts a session and gives it its pane.
    ///
    /// - Throws: ``Failure`` when it cannot be started, or when the workspace went away meanwhile: it is ended then.
    func open(
        _ request: SessionRequest, _ placement: Workspaces.Placement, in name: String
    ) async throws(Failure) -> SessionInfo {
        let info = try await create(request)
        guard let effects = workspaces.place(info.number, placement, in: name) else {
            end(info.number)
            throw Failure(
                "show \(info.name) in \(name)", cause: "the workspace was removed while it started",
                advice: "see roost workspace list")
        }
        carryOut(effects)
        return directory[info.number] ?? info
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
