/// What one client looks at in a workspace: a window, the pane with the keys, zoom and scroll.
///
/// Two clients on one workspace have a view each. The workspace itself keeps the last one, which the next client
/// begins with (``Workspace/view``). A view refers to windows and panes by their identifiers, so it has to hear
/// of each change that somebody else makes: ``follow(from:to:)``.
///
/// Invariant: after ``follow(from:to:)`` it has exactly the workspace's windows, and only panes that they have.
package struct ClientView: Codable, Hashable, Sendable {
    /// What is remembered of one window, also while another window is shown.
    package struct Place: Codable, Hashable, Sendable {
        /// The pane that has the keys.
        package var pane: PaneID
        /// The pane that had them before.
        package var lastPane: PaneID?
        /// The pane that fills the window for now.
        package var zoomed: PaneID?
        /// Panes that are scrolled back, each with the first line it shows, counted as
        /// `ScreenUpdate.scrollback` counts; a pane that is not here shows its newest lines.
        package var scroll: [PaneID: Int]

        package init(
            pane: PaneID, lastPane: PaneID? = nil, zoomed: PaneID? = nil, scroll: [PaneID: Int] = [:]
        ) {
            self.pane = pane
            self.lastPane = lastPane
            self.zoomed = zoomed
            self.scroll = scroll
        }

        private enum CodingKeys: String, CodingKey {
            case pane
            case lastPane = "last_pane"
            case zoomed, scroll
        }
    }

    /// The identifier of the window that is shown; nil while the workspace has none.
    package private(set) var window: Int?
    /// The window that was shown before.
    package private(set) var lastWindow: Int?
    /// By the identifiers of the windows.
    package private(set) var places: [Int: Place]

    /// Begins as the client that used the workspace last.
    package init(_ workspace: Workspace) {
        window = workspace.activeWindow?.id
        lastWindow = workspace.lastActive
        places = Dictionary(workspace.windows.map { ($0.id, Place($0)) }) { first, _ in first }
    }

    private enum CodingKeys: String, CodingKey {
        case window
        case lastWindow = "last_window"
        case places
    }

    // MARK: Looking

    /// What is remembered of the window that is shown.
    package var place: Place? { window.flatMap { places[$0] } }

    /// The pane that has the keys.
    package var pane: PaneID? { place?.pane }

    /// The pane that fills the window, nil while all are shown.
    package var zoomed: PaneID? { place?.zoomed }

    /// The window that is shown.
    package func window(in workspace: Workspace) -> Window? {
        workspace.windows.first { $0.id == window }
    }

    /// The session that gets the keys.
    package func session(in workspace: Workspace) -> SessionID? {
        guard let pane else { return nil }
        return window(in: workspace)?.session(of: pane)
    }

    /// The pane that has the keys whenever a window is shown.
    package func pane(of window: Window) -> PaneID {
        places[window.id]?.pane ?? window.active
    }

    /// The panes that can be seen, with their rectangles in the workspace's area: the zoomed one alone while there
    /// is one.
    package func frames(in workspace: Workspace) -> [PaneID: Rect] {
        guard let window = window(in: workspace) else { return [:] }
        return zoomed.map { [$0: workspace.area] } ?? window.layout.frames(in: workspace.area)
    }

    /// The sessions that can be seen.
    package func visibleSessions(in workspace: Workspace) -> Set<SessionID> {
        guard let window = window(in: workspace) else { return [] }
        return Set(frames(in: workspace).keys.compactMap { window.session(of: $0) })
    }

    // MARK: Changes

    /// Remembers how far back a pane is scrolled; nil: it shows its newest lines.
    package mutating func scroll(_ pane: PaneID, to line: Int?, in workspace: Workspace) {
        guard let window = workspace.window(of: pane) else { return }
        places[window.id]?.scroll[pane] = line
    }

    /// Takes over what somebody else has changed.
    ///
    /// A pane or window that is gone is replaced by the one used before it, else by its neighbour. A new window is
    /// looked at as the workspace's last view does.
    ///
    /// - Parameters:
    ///   - old: The workspace before, for who was whose neighbour; nil when that is not known.
    ///   - new: The workspace now.
    package mutating func follow(from old: Workspace?, to new: Workspace) {
        let before = Dictionary((old?.windows ?? []).map { ($0.id, $0) }) { first, _ in first }
        var followed: [Int: Place] = [:]
        for window in new.windows {
            followed[window.id] =
                places[window.id]?.following(from: before[window.id], to: window) ?? Place(window)
        }
        places = followed
        if window.map({ places[$0] == nil }) ?? true {
            let place = old?.windows.firstIndex { $0.id == window }
            window =
                lastWindow.flatMap { places[$0] == nil ? nil : $0 }
                ?? place.flatMap { new.windows[safe: $0]?.id } ?? new.windows.last?.id
        }
        if lastWindow == window || lastWindow.map({ places[$0] == nil }) ?? false { lastWindow = nil }
    }

    /// Does a command that changes nothing but what is looked at: focus, selection of a window, zoom.
    ///
    /// - Returns: False for all other commands; the view is as it was then.
    @discardableResult
    package mutating func perform(_ command: LayoutCommand, in workspace: Workspace) -> Bool {
        guard command.isAboutView else { return false }
        var workspace = workspace
        workspace.change(as: &self) { $0.perform(command) }
        return true
    }
}

extension ClientView.Place {
    /// A window as the workspace's last view has it.
    fileprivate init(_ window: Window) {
        self.init(pane: window.active, lastPane: window.lastActive, zoomed: window.zoomed)
    }

    /// The same place in the window as it is now.
    fileprivate func following(from old: Window?, to new: Window) -> ClientView.Place {
        let alive = new.layout.panes
        func kept(_ pane: PaneID?) -> PaneID? { pane.flatMap { alive.contains($0) ? $0 : nil } }
        var place = self
        place.scroll = scroll.filter { alive.contains($0.key) }
        if kept(pane) == nil {
            place.pane = kept(lastPane) ?? Self.neighbour(of: pane, in: old?.layout.panes ?? [], among: alive)
        }
        place.lastPane = kept(lastPane) == place.pane ? nil : kept(lastPane)
        if place.zoomed != place.pane { place.zoomed = nil }
        return place
    }

    /// The nearest pane after one that is gone, else the nearest before it.
    private static func neighbour(of pane: PaneID, in old: [PaneID], among alive: [PaneID]) -> PaneID {
        let index = old.firstIndex(of: pane) ?? 0
        return old.dropFirst(index).first { alive.contains($0) }
            ?? old.prefix(index).last { alive.contains($0) } ?? alive.first ?? pane
    }
}

extension Workspace {
    /// The last view: what the next client begins with.
    package var view: ClientView { ClientView(self) }

    /// Makes a client's view the last one.
    ///
    /// Windows and panes that are gone are left out.
    package mutating func adopt(_ view: ClientView) {
        var view = view
        view.follow(from: self, to: self)
        active = view.window ?? 0
        lastActive = view.lastWindow
        for index in windows.indices {
            guard let place = view.places[windows[index].id] else { continue }
            windows[index].active = place.pane
            windows[index].lastActive = place.lastPane
            windows[index].zoomed = place.zoomed
        }
    }

    /// Makes a change for a client: what `body` calls active is what the client looks at, and its view follows.
    ///
    /// The view is the workspace's last one afterwards. The views of all other clients have to
    /// ``ClientView/follow(from:to:)``.
    package mutating func change<Result, Failure: Error>(
        as view: inout ClientView, _ body: (inout Workspace) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        adopt(view)
        defer { view.take(self) }
        return try body(&self)
    }
}

extension ClientView {
    /// Takes over the last view of a workspace; scrolled panes stay so.
    fileprivate mutating func take(_ workspace: Workspace) {
        let scroll = places.mapValues(\.scroll)
        self = ClientView(workspace)
        for window in workspace.windows {
            let alive = window.layout.panes
            places[window.id]?.scroll = (scroll[window.id] ?? [:]).filter { alive.contains($0.key) }
        }
    }
}
