import RoostModel

/// A session that is being started, and where its pane will be.
struct Opening: Hashable, Sendable {
    /// Where a pane is going to be.
    struct Place: Hashable, Sendable {
        let placement: Workspaces.Placement
        /// The workspace's name, which may change meanwhile.
        var workspace: String
        /// Whoever asks, and sees the pane if it gets the focus.
        let client: ClientID?

        init(_ placement: Workspaces.Placement, in workspace: String, for client: ClientID? = nil) {
            self.placement = placement
            self.workspace = workspace
            self.client = client
        }
    }

    let session: SessionID
    var place: Place
}

// A pane that is on its way is stored before its program starts, and shown after that.
//
// A session and its pane are stored in one transaction: after a kill both are there or neither is. Nobody sees the
// pane of a program that could not be started.
extension Workspaces {
    /// A session is going to be started for a pane.
    ///
    /// - Returns: What follows: the workspace is stored with the pane; nil when it is not there.
    mutating func begin(_ id: SessionID, at place: Opening.Place) -> [Effect]? {
        guard contains(place.workspace) else { return nil }
        openings.append(Opening(session: id, place: place))
        return [store(place.workspace)].compactMap(\.self)
    }

    /// The session was started: it gets its pane.
    ///
    /// The pane to split may have been closed while the program started: the session gets a window then.
    ///
    /// - Returns: What follows; nil when the workspace is gone, so that nothing can show the session.
    mutating func finish(_ id: SessionID) -> [Effect]? {
        guard let place = takeOpening(of: id)?.place, contains(place.workspace) else { return nil }
        return change(place.workspace, as: place.client) { $0.place(id, place.placement) }
    }

    /// The session could not be started.
    ///
    /// - Returns: What follows: the workspace is stored without the pane.
    mutating func cancel(_ id: SessionID) -> [Effect] {
        guard let opening = takeOpening(of: id) else { return [] }
        return [store(opening.place.workspace)].compactMap(\.self)
    }

    private mutating func takeOpening(of id: SessionID) -> Opening? {
        openings.firstIndex { $0.session == id }.map { openings.remove(at: $0) }
    }

    /// The effect that stores a workspace, with the panes that are on their way.
    func store(_ name: String) -> Effect? {
        guard let index = index(of: name) else { return nil }
        var workspace = all[index]
        for opening in openings where opening.place.workspace == name {
            workspace.place(opening.session, opening.place.placement)
        }
        return .store(workspace, position: index, isLast: name == last)
    }
}

extension Workspace {
    /// Gives a session its pane, or a window when the pane to split is gone.
    mutating func place(_ id: SessionID, _ placement: Workspaces.Placement) {
        switch placement {
        case .split(let pane, let axis, let before, let size, let focus):
            let new = split(pane, along: axis, showing: id, before: before, size: size, focus: focus)
            if new == nil { openWindow(showing: id, focus: focus) }
        case .window(let title, let focus): openWindow(showing: id, name: title, focus: focus)
        }
    }
}
