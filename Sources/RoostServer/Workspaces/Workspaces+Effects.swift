import RoostConfig
import RoostModel
import RoostTerminal

// What follows from a change: the difference between the pictures before and after it.
extension Workspaces {
    /// All that others are told about some workspaces.
    private struct Picture {
        var stored: [String: Workspace] = [:]
        var sizes: [SessionID: TerminalSize] = [:]
        var places: [SessionID: String] = [:]
        var sent: [ClientID: Workspace] = [:]
        var visible: [ClientID: Set<SessionID>] = [:]
        /// Sessions of all workspaces: one that is focused by another client stays so.
        var focused: Set<SessionID> = []
        var last = ""
    }

    /// Makes a change and says what follows.
    mutating func observe(_ names: [String?], _ body: (inout Workspaces) -> Void) -> [Effect] {
        let names = Set(names.compactMap(\.self))
        let old = picture(of: names)
        body(&self)
        updateArea(of: names)
        return effects(from: old, to: picture(of: names))
    }

    /// What follows from all that is there; after the start.
    var initialEffects: [Effect] {
        effects(from: Picture(), to: picture(of: Set(all.map(\.name))))
    }

    /// Another policy counts from now on.
    mutating func adopt(_ policy: Configuration.SizePolicy) -> [Effect] {
        observe(all.map(\.name)) { $0.sizePolicy = policy }
    }

    private func effects(from old: Picture, to new: Picture) -> [Effect] {
        var effects: [Effect] = []
        for (name, workspace) in new.stored.sorted(by: { $0.key < $1.key })
        where workspace.windows.isEmpty && old.stored[name]?.windows.isEmpty == false {
            effects.append(.dismissClients(of: name))
        }
        for (id, size) in new.sizes.sorted(by: { $0.key < $1.key }) where old.sizes[id] != size {
            effects.append(.resize(id, size))
        }
        for id in Set(old.places.keys).union(new.places.keys).sorted() {
            // A workspace that is not concerned may show it too.
            let place = showing(id)?.name
            if old.places[id] != place { effects.append(.place(id, in: place)) }
        }
        for (client, visible) in new.visible.sorted(by: { $0.key < $1.key })
        where old.visible[client] ?? [] != visible {
            effects.append(.show(visible, to: client))
        }
        for id in old.focused.subtracting(new.focused).sorted() { effects.append(.focus(id, false)) }
        for id in new.focused.subtracting(old.focused).sorted() { effects.append(.focus(id, true)) }
        for (client, workspace) in new.sent.sorted(by: { $0.key < $1.key })
        where old.sent[client] != workspace {
            effects.append(.send(to: client))
        }
        for workspace in all {
            guard let known = new.stored[workspace.name] else { continue }
            if old.stored[workspace.name] != known { effects.append(.announce(known.name)) }
            if old.stored[workspace.name] != known || (last == known.name && old.last != last) {
                effects += [store(known.name)].compactMap(\.self)
            }
        }
        return effects
    }

    private func picture(of names: Set<String>) -> Picture {
        var picture = Picture()
        picture.last = last
        for workspace in all where names.contains(workspace.name) {
            picture.stored[workspace.name] = workspace
            picture.sizes.merge(sizes(of: workspace)) { first, _ in first }
            for id in workspace.sessions { picture.places[id] = showing(id)?.name }
        }
        for (client, onlooker) in onlookers {
            guard let workspace = self[onlooker.workspace] else { continue }
            if let id = onlooker.focused(in: workspace) { picture.focused.insert(id) }
            guard names.contains(workspace.name) else { continue }
            picture.visible[client] = onlooker.view.visibleSessions(in: workspace)
            picture.sent[client] = self.picture(for: client)
        }
        return picture
    }

    /// A workspace as one client is to draw it: with its own view, and the size of the window that it shows.
    func picture(for client: ClientID) -> Workspace? {
        guard let onlooker = onlookers[client], var workspace = self[onlooker.workspace] else { return nil }
        let area = area(of: onlooker.view.window, in: workspace)
        workspace.adopt(onlooker.view)
        (workspace.rows, workspace.columns) = (area.rows, area.columns)
        return workspace
    }

    // MARK: - Sizes

    /// The area that a window is laid out for: of the clients that look at it, the one that was used last decides, or
    /// the policy.
    ///
    /// A window that nobody looks at is laid out like the workspace: nothing jumps when it is shown.
    func area(of window: Int?, in workspace: Workspace) -> WindowSize.Cells {
        area(of: clients(of: workspace.name).compactMap { onlookers[$0] }.filter { $0.view.window == window })
            ?? .init(rows: workspace.rows, columns: workspace.columns)
    }

    func area(of onlookers: [Onlooker]) -> WindowSize.Cells? {
        guard let latest = onlookers.last(where: { !$0.isReadOnly }) else { return nil }
        return WindowSize.area(sizePolicy, of: latest.cells, among: onlookers.map(\.cells))
    }

    /// The size that each session's program gets: of its pane where the client sees it that was used last, and for
    /// what nobody sees, of its pane in the last view.
    private func sizes(of workspace: Workspace) -> [SessionID: TerminalSize] {
        var sizes: [SessionID: TerminalSize] = [:]
        func add(_ frames: [PaneID: Rect], of window: Window, replacing: Bool) {
            for (pane, frame) in frames {
                let content = Workspace.content(of: frame)
                guard let id = window.session(of: pane), content.rows > 0, content.columns > 0,
                    replacing || sizes[id] == nil
                else { continue }
                sizes[id] = TerminalSize(rows: content.rows, columns: content.columns)
            }
        }
        for window in workspace.windows {
            let cells = area(of: window.id, in: workspace)
            let area = Rect(row: 0, column: 0, rows: cells.rows, columns: cells.columns)
            add(window.shownFrames(in: area), of: window, replacing: window.id == workspace.active)
            add(window.frames(in: area), of: window, replacing: false)
        }
        for client in clients(of: workspace.name) {
            guard let picture = picture(for: client), let window = picture.activeWindow else { continue }
            add(window.shownFrames(in: picture.area), of: window, replacing: true)
        }
        return sizes
    }
}
