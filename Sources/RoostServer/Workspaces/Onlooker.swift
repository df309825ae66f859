import RoostModel

/// A client that shows a workspace, and what of it.
struct Onlooker: Sendable {
    var workspace: String
    var view: ClientView
    /// The outer terminal, status row included.
    var cells: WindowSize.Cells
    /// Decides neither sizes nor what the next client sees.
    var isReadOnly: Bool
    /// The device of the outer terminal: who comes back to it finds the view that was left there.
    var terminal: String
    /// The outer terminal has the focus; true until it says otherwise.
    var isFocused = true
    /// Counts uses of all clients: the one with the highest was used last.
    var lastUse: UInt64

    /// The session that hears of the outer terminal's focus.
    func focused(in workspace: Workspace) -> SessionID? {
        isFocused && !isReadOnly ? view.session(in: workspace) : nil
    }
}

/// The views that clients left, for those that come back from the same outer terminal.
struct LeftViews: Sendable {
    private struct Place: Hashable {
        let terminal: String
        let workspace: String
    }

    /// More are forgotten, the oldest first: terminals that are gone for good are not told from others.
    static let most = 64

    private var views: [Place: ClientView] = [:]
    private var order: [Place] = []

    mutating func leave(_ onlooker: Onlooker) {
        guard !onlooker.terminal.isEmpty else { return }
        let place = Place(terminal: onlooker.terminal, workspace: onlooker.workspace)
        order.removeAll { $0 == place }
        order.append(place)
        views[place] = onlooker.view
        if order.count > Self.most { views[order.removeFirst()] = nil }
    }

    /// The view that was left, as far as it still fits; nil when there is none.
    func view(terminal: String, of workspace: Workspace) -> ClientView? {
        guard var view = views[Place(terminal: terminal, workspace: workspace.name)] else { return nil }
        view.follow(from: nil, to: workspace)
        return view
    }

    mutating func rename(_ name: String, to new: String) {
        for place in order where place.workspace == name {
            let moved = Place(terminal: place.terminal, workspace: new)
            views[moved] = views.removeValue(forKey: place)
        }
        order = order.map { $0.workspace == name ? Place(terminal: $0.terminal, workspace: new) : $0 }
    }

    mutating func forget(_ name: String) {
        for place in order where place.workspace == name { views[place] = nil }
        order.removeAll { $0.workspace == name }
    }
}
