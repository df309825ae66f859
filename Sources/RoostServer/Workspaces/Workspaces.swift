import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// All workspaces, who looks at what of them, and which one the next client gets; decides what follows from a change,
/// and does none of it.
///
/// Each client has a view of its own: a window, the pane with the keys, zoom. The workspace itself keeps the view of
/// the client that was used last; the next client begins with it, and commands from outside act as that client.
///
/// Invariant: names are unique, and every onlooker's workspace is one of `all`.
struct Workspaces: Sendable {
    /// What the owner has to do after a change, in this order.
    enum Effect: Hashable, Sendable {
        /// Nothing is left to show: its clients are let go.
        case dismissClients(of: String)
        /// A pane's program gets the size of its pane.
        case resize(SessionID, TerminalSize)
        /// Another workspace shows the session from now on; nil: none.
        case place(SessionID, in: String?)
        /// A client sees these sessions now, and no others.
        case show(Set<SessionID>, to: ClientID)
        /// A program hears that the outer terminal's focus came or went.
        case focus(SessionID, Bool)
        /// A client's workspace looks different to it (``picture(for:)``).
        case send(to: ClientID)
        /// Those who follow all workspaces without showing one are told that this one is another.
        case announce(String)
        case store(Workspace, position: Int, isLast: Bool)
        case forget(String)
        /// No pane shows it any more, and its pane was closed to end it.
        case end(SessionID)
    }

    /// In the order in which they are stored and listed.
    private(set) var all: [Workspace]
    /// The one that was attached to last.
    private(set) var last: String
    private(set) var onlookers: [ClientID: Onlooker] = [:]
    private var left = LeftViews()
    private var useCount: UInt64 = 0
    /// Whose size counts when several clients look at a window.
    var sizePolicy: Configuration.SizePolicy
    /// Sessions that are being started for a pane, in the order in which they were asked for.
    var openings: [Opening] = []

    /// Begins with what was stored.
    init(
        _ all: [Workspace] = [], last: String = "main", sizePolicy: Configuration.SizePolicy = .latest
    ) {
        self.all = all
        self.last = last
        self.sizePolicy = sizePolicy
    }

    // MARK: - Looking

    func index(of name: String?) -> Int? { all.firstIndex { $0.name == name ?? last } }

    /// The workspace of that name, or the last one, with the view of the client that was used last.
    subscript(name: String?) -> Workspace? { index(of: name).map { all[$0] } }

    /// The first workspace that shows a session.
    func showing(_ id: SessionID) -> Workspace? { all.first { $0.sessions.contains(id) } }

    func contains(_ name: String) -> Bool { all.contains { $0.name == name } }

    /// The one that a client without a wish gets: the last one, or one that has something to show.
    var preferred: String {
        if let known = self[last], !known.windows.isEmpty { return last }
        return all.last { !$0.windows.isEmpty }?.name ?? last
    }

    /// Who looks at a workspace, the one that was used last at the end.
    func clients(of name: String) -> [ClientID] {
        onlookers.filter { $0.value.workspace == name }.sorted { $0.value.lastUse < $1.value.lastUse }.map(
            \.key)
    }

    /// Whose view a change is made in: the client's that asks, if it looks at the workspace; else of the one that
    /// was used last.
    private func actor(in name: String, for client: ClientID?) -> ClientID? {
        if let client, onlookers[client]?.workspace == name { return client }
        return clients(of: name).last { onlookers[$0]?.isReadOnly == false }
    }

    /// A workspace as whoever asks sees it.
    func seen(_ name: String?, by client: ClientID?) -> Workspace? {
        guard let workspace = self[name] else { return nil }
        return actor(in: workspace.name, for: client).flatMap { picture(for: $0) } ?? workspace
    }

    // MARK: - Clients

    /// A client comes to a workspace that is there: with the view that it had, as far as it still fits, or that was
    /// left at its terminal, or with the last one.
    mutating func attach(
        _ client: ClientID, to name: String, cells: WindowSize.Cells, isReadOnly: Bool, terminal: String,
        view: ClientView? = nil
    ) -> [Effect] {
        guard let workspace = self[name] else { return [] }
        var view = view ?? left.view(terminal: terminal, of: workspace) ?? workspace.view
        view.follow(from: nil, to: workspace)
        let effects = observe([onlookers[client]?.workspace, name]) { workspaces in
            if let before = workspaces.onlookers[client] { workspaces.left.leave(before) }
            workspaces.onlookers[client] = Onlooker(
                workspace: name, view: view, cells: cells, isReadOnly: isReadOnly, terminal: terminal,
                isFocused: workspaces.onlookers[client]?.isFocused ?? true, lastUse: 0)
            workspaces.last = name
            workspaces.touch(client)
        }
        // The first picture, whatever it is like.
        return effects.contains(.send(to: client)) ? effects : effects + [.send(to: client)]
    }

    /// A client is gone; its view stays for who comes back from its terminal.
    mutating func detach(_ client: ClientID) -> [Effect] {
        guard let onlooker = onlookers[client] else { return [] }
        return observe([onlooker.workspace]) { workspaces in
            workspaces.left.leave(onlooker)
            workspaces.onlookers[client] = nil
            guard let heir = workspaces.clients(of: onlooker.workspace).last else { return }
            workspaces.adoptView(of: heir)
        }
    }

    /// A person used a client: its size and its view count from now on.
    mutating func use(_ client: ClientID) -> [Effect] {
        guard let onlooker = onlookers[client], clients(of: onlooker.workspace).last != client else {
            return []
        }
        return observe([onlooker.workspace]) { $0.touch(client) }
    }

    /// A client's outer terminal has another size.
    mutating func resize(_ client: ClientID, to cells: WindowSize.Cells) -> [Effect] {
        guard let onlooker = onlookers[client], onlooker.cells != cells else { return [] }
        return observe([onlooker.workspace]) { workspaces in
            workspaces.onlookers[client]?.cells = cells
            workspaces.touch(client)
        }
    }

    /// A client's outer terminal has the focus, or lost it.
    mutating func focus(_ client: ClientID, _ isFocused: Bool) -> [Effect] {
        guard let onlooker = onlookers[client] else { return [] }
        return observe([onlooker.workspace]) { $0.onlookers[client]?.isFocused = isFocused }
    }

    /// A client has scrolled a pane, or is back at its newest lines (nil).
    ///
    /// Nothing follows: only the client itself shows it, and whoever comes back to its view.
    mutating func scroll(_ client: ClientID, _ pane: PaneID, to line: Int?) {
        guard let onlooker = onlookers[client], let workspace = self[onlooker.workspace] else { return }
        onlookers[client]?.view.scroll(pane, to: line, in: workspace)
    }

    /// A client that only looks on looks somewhere else; nobody else's view follows.
    mutating func look(_ client: ClientID, _ command: LayoutCommand) -> [Effect] {
        guard let onlooker = onlookers[client], let workspace = self[onlooker.workspace] else { return [] }
        return observe([onlooker.workspace]) { workspaces in
            workspaces.onlookers[client]?.view.perform(command, in: workspace)
        }
    }

    private mutating func touch(_ client: ClientID) {
        useCount += 1
        guard onlookers[client]?.isReadOnly == false else { return }
        onlookers[client]?.lastUse = useCount
        adoptView(of: client)
    }

    private mutating func adoptView(of client: ClientID) {
        guard let onlooker = onlookers[client], let index = index(of: onlooker.workspace) else { return }
        all[index].adopt(onlooker.view)
    }

    /// The workspace's own area follows the client that was used last: for hidden windows, and for the next client.
    mutating func updateArea(of names: Set<String>) {
        for name in names {
            guard let index = index(of: name),
                let area = area(of: clients(of: name).compactMap { onlookers[$0] })
            else { continue }
            all[index].rows = area.rows
            all[index].columns = area.columns
        }
    }

    // MARK: - Changing

    /// Makes a workspace unless there is one of that name.
    ///
    /// - Parameters:
    ///   - name: Checked by the caller.
    ///   - rows: The area of its windows in cells, status row excluded.
    ///   - columns: The same.
    /// - Returns: What follows; nothing when it was there.
    mutating func open(_ name: String, rows: Int, columns: Int) -> [Effect] {
        guard !contains(name) else { return [] }
        return observe([name]) { $0.all.append(Workspace(name: name, rows: rows, columns: columns)) }
    }

    /// Changes one workspace as a client that looks at it: what `body` calls active is what that client looks at.
    ///
    /// - Parameters:
    ///   - name: The workspace.
    ///   - client: Whoever asks. One that does not look at the workspace acts as the client that was used last.
    ///   - body: The change.
    /// - Returns: What follows.
    mutating func change(
        _ name: String, as client: ClientID? = nil, _ body: (inout Workspace) -> Void
    ) -> [Effect] {
        observe([name]) { workspaces in
            guard let index = workspaces.index(of: name) else { return }
            let old = workspaces.all[index]
            let actor = workspaces.actor(in: name, for: client)
            if let actor, var view = workspaces.onlookers[actor]?.view {
                let area = workspaces.area(of: view.window, in: old)
                (workspaces.all[index].rows, workspaces.all[index].columns) = (area.rows, area.columns)
                workspaces.all[index].change(as: &view, body)
                (workspaces.all[index].rows, workspaces.all[index].columns) = (old.rows, old.columns)
                workspaces.onlookers[actor]?.view = view
                workspaces.touch(actor)
            } else {
                body(&workspaces.all[index])
            }
            let new = workspaces.all[index]
            for other in workspaces.clients(of: name) where other != actor {
                workspaces.onlookers[other]?.view.follow(from: old, to: new)
            }
        }
    }

    /// Takes away all panes that show a session.
    mutating func closePanes(showing id: SessionID) -> [Effect] {
        all.filter { $0.sessions.contains(id) }.flatMap { workspace in
            change(workspace.name) { workspace in
                while let pane = workspace.pane(showing: id) { workspace.closePane(pane) }
            }
        }
    }

    /// Takes away all panes whose session does not exist; for what was just read from the store.
    mutating func dropPanes(without exists: (SessionID) -> Bool) {
        for index in all.indices {
            for window in all[index].windows {
                for pane in window.panes where !exists(pane.session) { all[index].closePane(pane.id) }
            }
        }
    }

    mutating func rename(_ name: String, to new: String) throws(Failure) -> [Effect] {
        guard let index = index(of: name) else { throw Self.unknown(name) }
        try SessionName.check(new, of: "workspace")
        guard !contains(new) else {
            throw Failure(
                "rename workspace \(name)", cause: "\(new) exists already", advice: "choose another")
        }
        let effects = observe([name, new]) { workspaces in
            workspaces.all[index].name = new
            if workspaces.last == name { workspaces.last = new }
            for client in workspaces.clients(of: name) { workspaces.onlookers[client]?.workspace = new }
            for index in workspaces.openings.indices where workspaces.openings[index].place.workspace == name
            {
                workspaces.openings[index].place.workspace = new
            }
            workspaces.left.rename(name, to: new)
        }
        return [.forget(name)] + effects
    }

    /// Takes a workspace away; its sessions go on without a pane.
    mutating func remove(_ name: String) throws(Failure) -> [Effect] {
        guard let index = index(of: name) else { throw Self.unknown(name) }
        let effects = observe([name]) { workspaces in
            workspaces.all.remove(at: index)
            workspaces.left.forget(name)
            for client in workspaces.clients(of: name) { workspaces.onlookers[client] = nil }
        }
        return [.dismissClients(of: name)] + effects + [.forget(name)]
    }

    static func unknown(_ name: String) -> Failure {
        Failure(
            "find workspace \(name)", cause: "there is none of that name", advice: "see roost workspace list")
    }
}
