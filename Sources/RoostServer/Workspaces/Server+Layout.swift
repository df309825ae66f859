import FoundationEssentials
import RoostConfig
import RoostIO
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

// Workspaces, windows and panes.
extension Server {
    func index(ofWorkspace name: String?) -> Int? {
        workspaces.firstIndex { $0.name == name ?? lastWorkspace }
    }

    /// The workspace of that name, made if it is new.
    func workspaceIndex(_ name: String, rows: Int, columns: Int) -> Int {
        if let index = workspaces.firstIndex(where: { $0.name == name }) { return index }
        workspaces.append(Workspace(name: name, rows: rows, columns: columns))
        return workspaces.count - 1
    }

    /// Changes a workspace and tells everybody concerned.
    func change(_ name: String, _ body: (inout Workspace) -> Void) {
        guard let index = index(ofWorkspace: name) else { return }
        let focused = focusedSession(workspaces[index])
        body(&workspaces[index])
        layoutChanged(name, focusedBefore: focused)
    }

    func focusedSession(_ workspace: Workspace) -> SessionID? {
        workspace.activeWindow.flatMap { $0.session(of: $0.active) }
    }

    /// After any change: sizes, screens, clients and the store follow.
    func layoutChanged(_ name: String, focusedBefore: SessionID? = nil) {
        guard let index = index(ofWorkspace: name) else { return }
        let workspace = workspaces[index]
        if workspace.windows.isEmpty {
            for client in clients.values where client.view?.workspace == name {
                dismiss(client, .workspaceEmpty)
            }
        }
        applySizes(workspace)
        for (id, info) in infos {
            let place = workspaces.first { $0.sessions.contains(id) }?.name
            guard info.workspace != place else { continue }
            infos[id]?.workspace = place
            sessions[id]?.run { $0.setWorkspace(place) }
        }
        for client in clients.values where client.view?.workspace == name { updateVisible(client) }
        let focused = focusedSession(workspace)
        if focused != focusedBefore { moveFocus(from: focusedBefore, to: focused, in: name) }
        let event = workspaceEvent(workspace)
        broadcast(.workspace, event) { $0.workspace == name }
        storeLayout(name)
    }

    /// Every pane's program gets the size of its pane, in hidden windows too: nothing jumps when they are shown.
    private func applySizes(_ workspace: Workspace) {
        var sizes: [SessionID: TerminalSize] = [:]
        for window in workspace.windows {
            for (pane, frame) in window.frames(in: workspace.area) {
                let content = Workspace.content(of: frame)
                guard let id = window.session(of: pane), content.rows > 0, content.columns > 0 else {
                    continue
                }
                if sizes[id] == nil || window.id == workspace.active {
                    sizes[id] = TerminalSize(rows: content.rows, columns: content.columns)
                }
            }
        }
        for (id, size) in sizes {
            sessions[id]?.run { $0.resize(to: size) }
        }
    }

    /// A client gets the screens of the panes that its workspace shows now, and no others.
    func updateVisible(_ client: Client) {
        guard var view = client.view, let index = index(ofWorkspace: view.workspace) else { return }
        let workspace = workspaces[index]
        let visible = Set(
            workspace.visibleFrames.keys.compactMap { workspace.activeWindow?.session(of: $0) })
        for id in view.visible.subtracting(visible) {
            sessions[id]?.run { [id = client.id] in $0.removeViewer(id) }
        }
        for id in visible.subtracting(view.visible) {
            do throws(Failure) {
                let session = try session(id, for: "show session")
                session.run { [id = client.id, writer = client.writer] in $0.addViewer(id, writer: writer) }
            } catch {
                Log.write("\(error)")
            }
        }
        view.visible = visible
        client.view = view
    }

    private func moveFocus(from old: SessionID?, to new: SessionID?, in workspace: String) {
        guard
            clients.values.contains(where: { $0.view?.workspace == workspace && $0.view?.isFocused == true })
        else { return }
        if let old { sessions[old]?.run { $0.focus(false) } }
        if let new { sessions[new]?.run { $0.focus(true) } }
    }

    /// Hands the layout to the store at once: the writer gathers changes, and a kill loses no more than it has.
    private func storeLayout(_ name: String) {
        changedWorkspaces.insert(name)
        flushLayout()
    }

    func flushLayout() {
        for (position, workspace) in workspaces.enumerated() where changedWorkspaces.contains(workspace.name)
        {
            store.enqueue(
                .workspace(workspace, position: position, isLast: workspace.name == lastWorkspace))
        }
        changedWorkspaces = []
    }

    /// The panes that show a session go away; an emptied workspace goes with its last window.
    func closePanes(showing id: SessionID) {
        for workspace in workspaces where workspace.sessions.contains(id) {
            change(workspace.name) { workspace in
                while let pane = workspace.pane(showing: id) { workspace.closePane(pane) }
            }
        }
    }

    /// The size policy: the client that was used last decides (tmux's `window-size latest`).
    func adoptSize(of client: Client) {
        guard let view = client.view, let index = index(ofWorkspace: view.workspace) else { return }
        let others = clients.values.compactMap(\.view).filter { $0.workspace == view.workspace }
        var (rows, columns) = (view.rows, view.columns)
        switch configuration.sizePolicy {
        case .latest: break
        case .smallest:
            rows = others.map(\.rows).min() ?? rows
            columns = others.map(\.columns).min() ?? columns
        case .largest:
            rows = others.map(\.rows).max() ?? rows
            columns = others.map(\.columns).max() ?? columns
        }
        let area = (rows: max(1, rows - 1), columns: max(1, columns))
        guard workspaces[index].rows != area.rows || workspaces[index].columns != area.columns else { return }
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
        guard let index = index(ofWorkspace: name) else {
            throw Failure(
                "change workspace \(name)", cause: "no such workspace", advice: "see roost workspace list")
        }
        let workspace = workspaces[index]
        let activePane = workspace.activeWindow?.active
        if let problem = workspace.problem(with: command) {
            throw Failure(problem.operation, cause: problem.cause, advice: problem.advice)
        }
        switch command {
        case .split(let pane, let axis, let before, let size, let focus, let request):
            guard let pane = pane ?? activePane, workspace.window(of: pane) != nil else {
                throw Failure("split pane", cause: "there is none", advice: "open a window first")
            }
            let info = try await create(
                inheritingDirectory(completed(request, by: client), from: pane, of: workspace))
            change(name) {
                $0.split(
                    pane, along: axis, showing: info.number, before: before, size: size, focus: focus)
            }
            return .session(infos[info.number] ?? info)
        case .openWindow(let request, let title, let focus):
            let whole = completed(request, by: client)
            let request = activePane.map { inheritingDirectory(whole, from: $0, of: workspace) } ?? whole
            let info = try await create(request)
            change(name) { $0.openWindow(showing: info.number, name: title, focus: focus) }
            return .session(infos[info.number] ?? info)
        case .closePane(let pane):
            guard let pane = pane ?? activePane, let window = workspace.window(of: pane),
                let id = window.session(of: pane)
            else { throw Failure("close pane", cause: "there is none", advice: "see roost pane list") }
            change(name) { $0.closePane(pane) }
            if !workspaces.contains(where: { $0.sessions.contains(id) }) { end(id) }
        case .closeWindow(let number):
            guard let window = workspace.window(number: number) else {
                throw Failure("close window", cause: "there is none", advice: "see roost window list")
            }
            change(name) { $0.closeWindow(window.id) }
            for id in Set(window.panes.map(\.session))
            where !workspaces.contains(where: { $0.sessions.contains(id) }) {
                end(id)
            }
        case .goTo(let id):
            try show(id, in: name)
        case .show(let target, let axis):
            let id = try resolve(target, for: "show session")
            return try await perform(
                axis.map { .splitShowing(id, axis: $0) } ?? .goTo(id), in: name, for: client)
        case .splitShowing(let id, let axis):
            guard infos[id] != nil, let pane = activePane else {
                throw Failure("show session \(id)", cause: "no such session", advice: "see roost list --all")
            }
            change(name) { $0.split(pane, along: axis, showing: id) }
        default:
            change(name) { $0.perform(command) }
        }
        return .done
    }

    /// Goes to the pane that shows a session, or opens a window for it.
    func show(_ id: SessionID, in name: String) throws(Failure) {
        guard infos[id] != nil else {
            throw Failure("show session \(id)", cause: "no such session", advice: "see roost list --all")
        }
        change(name) { $0.show(id) }
    }

    /// A client that shows a workspace has told its environment once and need not again.
    private func completed(_ request: SessionRequest, by client: Client?) -> SessionRequest {
        guard request.environment.isEmpty, let view = client?.view else { return request }
        var request = request
        request.environment = view.environment
        return request
    }

    /// A new pane starts where the one it comes from is, unless it was told otherwise.
    private func inheritingDirectory(
        _ request: SessionRequest, from pane: PaneID, of workspace: Workspace
    ) -> SessionRequest {
        var request = request
        if request.cwd == nil, let id = workspace.window(of: pane)?.session(of: pane) {
            request.cwd = infos[id]?.cwd
            request.inheritsDirectory = true
        }
        return request
    }
}
