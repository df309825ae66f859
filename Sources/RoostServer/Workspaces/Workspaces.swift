import RoostModel
import RoostTerminal
import RoostWire

/// All workspaces, and which one the next client gets; decides what follows from a change, and does none of it.
///
/// Invariant: names are unique.
struct Workspaces: Sendable {
    /// What the owner has to do after a change, in this order.
    enum Effect: Hashable, Sendable {
        /// Nothing is left to show: its clients are let go.
        case dismissClients(of: String)
        /// A pane's program gets the size of its pane.
        case resize(SessionID, TerminalSize)
        /// Another workspace shows the session from now on; nil: none.
        case place(SessionID, in: String?)
        /// Other panes may be visible to its clients.
        case updateScreens(of: String)
        /// The focus moves, where a client that has it looks.
        case moveFocus(from: SessionID?, to: SessionID?, in: String)
        /// Its clients get the layout.
        case broadcast(String)
        case store(Workspace, position: Int, isLast: Bool)
        case forget(String)
        /// No pane shows it any more, and its pane was closed to end it.
        case end(SessionID)
    }

    /// In the order in which they are stored and listed.
    private(set) var all: [Workspace]
    /// The one that was attached to last.
    private(set) var last: String

    /// Begins with what was stored.
    init(_ all: [Workspace] = [], last: String = "main") {
        self.all = all
        self.last = last
    }

    // MARK: - Looking

    func index(of name: String?) -> Int? { all.firstIndex { $0.name == name ?? last } }

    /// The workspace of that name, or the last one.
    subscript(name: String?) -> Workspace? { index(of: name).map { all[$0] } }

    /// The first workspace that shows a session.
    func showing(_ id: SessionID) -> Workspace? { all.first { $0.sessions.contains(id) } }

    func contains(_ name: String) -> Bool { all.contains { $0.name == name } }

    /// The one that a client without a wish gets: the last one, or one that has something to show.
    var preferred: String {
        if let known = self[last], !known.windows.isEmpty { return last }
        return all.last { !$0.windows.isEmpty }?.name ?? last
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
        all.append(Workspace(name: name, rows: rows, columns: columns))
        return [store(name)].compactMap(\.self)
    }

    /// A client shows it from now on.
    mutating func use(_ name: String) -> [Effect] {
        guard last != name, contains(name) else { return [] }
        last = name
        return [store(name)].compactMap(\.self)
    }

    /// Changes one workspace.
    mutating func change(_ name: String, _ body: (inout Workspace) -> Void) -> [Effect] {
        guard let index = index(of: name) else { return [] }
        let old = all[index]
        body(&all[index])
        return effects(of: old, becoming: all[index])
    }

    /// Takes away all panes that show a session.
    mutating func closePanes(showing id: SessionID) -> [Effect] {
        var effects: [Effect] = []
        for workspace in all where workspace.sessions.contains(id) {
            effects += change(workspace.name) { workspace in
                while let pane = workspace.pane(showing: id) { workspace.closePane(pane) }
            }
        }
        return effects
    }

    /// Takes away all panes whose session does not exist; for what was just read from the store.
    mutating func dropPanes(without exists: (SessionID) -> Bool) {
        for index in all.indices {
            for window in all[index].windows {
                for pane in window.panes where !exists(pane.session) { all[index].closePane(pane.id) }
            }
        }
    }

    /// What follows from all that is there; after the start.
    var initialEffects: [Effect] {
        all.flatMap {
            effects(of: Workspace(name: $0.name, rows: $0.rows, columns: $0.columns), becoming: $0)
        }
    }

    mutating func rename(_ name: String, to new: String) throws(Failure) -> [Effect] {
        guard let index = index(of: name) else { throw Self.unknown(name) }
        try SessionName.check(new)
        guard !contains(new) else {
            throw Failure(
                "rename workspace \(name)", cause: "\(new) exists already", advice: "choose another")
        }
        all[index].name = new
        if last == name { last = new }
        return [.forget(name)] + all[index].sessions.map { .place($0, in: showing($0)?.name) }
            + [.broadcast(new), store(new)].compactMap(\.self)
    }

    /// Takes a workspace away; its sessions go on without a pane.
    mutating func remove(_ name: String) throws(Failure) -> [Effect] {
        guard let index = index(of: name) else { throw Self.unknown(name) }
        let gone = all.remove(at: index)
        return [.dismissClients(of: name)] + gone.sessions.map { .place($0, in: showing($0)?.name) }
            + [.forget(name)]
    }

    static func unknown(_ name: String) -> Failure {
        Failure(
            "find workspace \(name)", cause: "there is none of that name", advice: "see roost workspace list")
    }

    // MARK: - What follows

    private func effects(of old: Workspace, becoming new: Workspace) -> [Effect] {
        var effects: [Effect] = []
        if new.windows.isEmpty { effects.append(.dismissClients(of: new.name)) }
        effects += new.sizes.sorted { $0.key < $1.key }.map { .resize($0.key, $0.value) }
        for id in Set(old.sessions).symmetricDifference(new.sessions).sorted() {
            effects.append(.place(id, in: showing(id)?.name))
        }
        effects.append(.updateScreens(of: new.name))
        if old.focused != new.focused {
            effects.append(.moveFocus(from: old.focused, to: new.focused, in: new.name))
        }
        effects.append(.broadcast(new.name))
        return effects + [store(new.name)].compactMap(\.self)
    }

    private func store(_ name: String) -> Effect? {
        index(of: name).map { .store(all[$0], position: $0, isLast: name == last) }
    }
}

extension Workspace {
    /// The session of the pane that has the focus.
    var focused: SessionID? {
        activeWindow.flatMap { $0.session(of: $0.active) }
    }

    /// The sessions whose panes can be seen now.
    var visibleSessions: Set<SessionID> {
        Set(visibleFrames.keys.compactMap { activeWindow?.session(of: $0) })
    }

    /// The size that each pane gives its program, in hidden windows too: nothing jumps when they are shown.
    ///
    /// A session in several panes gets the size of the one in the active window.
    var sizes: [SessionID: TerminalSize] {
        var sizes: [SessionID: TerminalSize] = [:]
        for window in windows {
            for (pane, frame) in window.frames(in: area) {
                let content = Workspace.content(of: frame)
                guard let id = window.session(of: pane), content.rows > 0, content.columns > 0,
                    sizes[id] == nil || window.id == active
                else { continue }
                sizes[id] = TerminalSize(rows: content.rows, columns: content.columns)
            }
        }
        return sizes
    }
}
