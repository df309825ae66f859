/// A rectangle that shows a session.
package struct Pane: Codable, Hashable, Sendable {
    package var id: PaneID
    package var session: SessionID

    package init(id: PaneID, session: SessionID) {
        self.id = id
        self.session = session
    }
}

/// A tab: a tree of splits of panes.
///
/// Invariant: `panes` has exactly the panes of `layout`, and `active` is one of them.
package struct Window: Codable, Hashable, Sendable, Identifiable {
    /// Unique in its workspace, never used again there.
    package var id: Int
    /// What the status row and `C-b 0`-`9` call it.
    package var number: Int
    /// What a person called it; nil: named after what runs in its active pane.
    package var name: String?
    package var layout: Layout
    package var panes: [Pane]
    package var active: PaneID
    package var lastActive: PaneID?
    /// The pane that fills the window for now.
    package var zoomed: PaneID?
    package var preset: Layout.Preset?

    private enum CodingKeys: String, CodingKey {
        case id, number, name, layout, panes, active, zoomed, preset
        case lastActive = "last_active"
    }

    package init(id: Int, number: Int, name: String? = nil, pane: Pane) {
        self.id = id
        self.number = number
        self.name = name
        self.layout = .pane(pane.id)
        self.panes = [pane]
        self.active = pane.id
    }

    /// The session that a pane shows.
    package func session(of pane: PaneID) -> SessionID? {
        panes.first { $0.id == pane }?.session
    }

    /// Where the panes lie that can be seen: the zoomed one alone while there is one.
    package func frames(in area: Rect) -> [PaneID: Rect] {
        zoomed.map { [$0: area] } ?? layout.frames(in: area)
    }

    /// The same, but the active one alone where there is no room for several, or none for itself among them.
    package func shownFrames(in area: Rect) -> [PaneID: Rect] {
        let frames = frames(in: area)
        let isSeen = frames[active].map(Layout.isReadable) ?? false
        return isSeen && Layout.hasRoom(area) ? frames : [active: area]
    }

    package mutating func focus(_ pane: PaneID) {
        guard pane != active, panes.contains(where: { $0.id == pane }) else { return }
        lastActive = active
        active = pane
        if zoomed != nil { zoomed = nil }
    }
}

/// A named list of windows that a client attaches to: what tmux calls a session.
///
/// Invariant: `active` is the id of one of `windows`, unless there are none.
package struct Workspace: Codable, Hashable, Sendable {
    package var name: String
    package var windows: [Window] = []
    package var active = 0
    package var lastActive: Int?
    /// The size in cells that its windows are laid out for, status row excluded.
    package var rows: Int
    package var columns: Int
    package var nextID = 1

    private enum CodingKeys: String, CodingKey {
        case name, windows, active, rows, columns
        case lastActive = "last_active"
        case nextID = "next_id"
    }

    package init(name: String, rows: Int, columns: Int) {
        self.name = name
        self.rows = rows
        self.columns = columns
    }

    package var area: Rect { Rect(row: 0, column: 0, rows: rows, columns: columns) }

    package var activeWindow: Window? {
        windows.first { $0.id == active }
    }

    /// All sessions that it shows, in reading order; one that several panes show comes once.
    package var sessions: [SessionID] {
        var seen: Set<SessionID> = []
        return windows.flatMap { window in window.layout.panes.compactMap { window.session(of: $0) } }
            .filter { seen.insert($0).inserted }
    }

    /// The panes that can be seen now, with their rectangles.
    package var visibleFrames: [PaneID: Rect] {
        activeWindow?.frames(in: area) ?? [:]
    }

    /// The cells that a pane's program gets: its rectangle without the title row.
    package static func content(of frame: Rect) -> Rect {
        Rect(row: frame.row + 1, column: frame.column, rows: max(0, frame.rows - 1), columns: frame.columns)
    }
}

// MARK: - Changes

extension Workspace {
    private mutating func takeID() -> Int {
        defer { nextID += 1 }
        return nextID
    }

    private mutating func update(_ window: Int, _ body: (inout Window) -> Void) {
        guard let index = windows.firstIndex(where: { $0.id == window }) else { return }
        body(&windows[index])
    }

    /// The window that has a pane.
    package func window(of pane: PaneID) -> Window? {
        windows.first { $0.panes.contains { $0.id == pane } }
    }

    /// The first pane that shows a session.
    package func pane(showing session: SessionID) -> PaneID? {
        windows.flatMap(\.panes).first { $0.session == session }?.id
    }

    /// Opens a window with one pane under the lowest free number, and goes there with `focus`.
    ///
    /// - Returns: The new pane.
    @discardableResult
    package mutating func openWindow(showing session: SessionID, name: String? = nil, focus: Bool = true)
        -> PaneID
    {
        let pane = Pane(id: takeID(), session: session)
        var number = 1
        while windows.contains(where: { $0.number == number }) { number += 1 }
        let window = Window(id: takeID(), number: number, name: Self.windowName(name), pane: pane)
        let place = windows.firstIndex { $0.number > number } ?? windows.endIndex
        windows.insert(window, at: place)
        if focus || windows.count == 1 { selectWindow(window.id) }
        return pane.id
    }

    /// Splits `pane` and, with `focus`, gives the keys to the new one.
    ///
    /// The two share the room equally where no `size` of the new one is given. Nil when there is no such pane.
    @discardableResult
    package mutating func split(
        _ pane: PaneID, along axis: Layout.Axis, showing session: SessionID, before: Bool = false,
        size: PaneSize? = nil, focus: Bool = true
    ) -> PaneID? {
        guard let window = window(of: pane) else { return nil }
        let new = Pane(id: takeID(), session: session)
        let area = area
        update(window.id) {
            let old = $0.layout.frames(in: area)[pane] ?? area
            $0.zoomed = nil
            $0.layout = $0.layout.splitting(pane, along: axis, adding: new.id, before: before)
            if let size {
                let cells = size.cells(of: axis == .horizontal ? old.columns : old.rows)
                $0.layout = $0.layout.sizing(new.id, along: axis, to: cells, in: area)
            }
            $0.panes.append(new)
            $0.preset = nil
            if focus { $0.focus(new.id) }
        }
        return new.id
    }

    /// Takes a pane away, and its window with the last one.
    ///
    /// The session lives on.
    package mutating func closePane(_ pane: PaneID) {
        guard let window = window(of: pane) else { return }
        guard let layout = window.layout.removing(pane) else { return closeWindow(window.id) }
        let order = window.layout.panes
        update(window.id) {
            $0.layout = layout
            $0.panes.removeAll { $0.id == pane }
            if $0.zoomed == pane { $0.zoomed = nil }
            if $0.active == pane {
                let place = order.firstIndex(of: pane) ?? 0
                let next = order.indices.contains(place + 1) ? order[place + 1] : order[max(0, place - 1)]
                $0.active = $0.lastActive.flatMap { layout.panes.contains($0) ? $0 : nil } ?? next
            }
            if $0.lastActive == pane || $0.lastActive == $0.active { $0.lastActive = nil }
        }
    }

    package mutating func closeWindow(_ id: Int) {
        guard let index = windows.firstIndex(where: { $0.id == id }) else { return }
        windows.remove(at: index)
        if lastActive == id { lastActive = nil }
        guard active == id else { return }
        let next = lastActive.flatMap { last in windows.first { $0.id == last }?.id }
        active = next ?? windows[safe: index]?.id ?? windows.last?.id ?? 0
        lastActive = nil
    }

    package mutating func selectWindow(_ id: Int) {
        guard id != active, windows.contains(where: { $0.id == id }) else { return }
        lastActive = windows.contains { $0.id == active } ? active : nil
        active = id
    }

    /// Goes `offset` windows on, around the end.
    package mutating func selectWindow(offset: Int) {
        guard let index = windows.firstIndex(where: { $0.id == active }) else { return }
        let count = windows.count
        selectWindow(windows[(index + offset % count + count) % count].id)
    }

    /// Names a window; without anything to see in the name it is named after what runs in it.
    package mutating func renameWindow(_ id: Int, to name: String?) {
        update(id) { $0.name = Self.windowName(name) }
    }

    private static func windowName(_ name: String?) -> String? {
        name.map(NameRule.cleaned).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Focuses a pane, and goes to its window.
    package mutating func focus(_ pane: PaneID) {
        guard let window = window(of: pane) else { return }
        selectWindow(window.id)
        update(window.id) { $0.focus(pane) }
    }

    /// Changes the active window's layout; `body` gets the window.
    package mutating func changeActiveWindow(_ body: (inout Window) -> Void) {
        update(active, body)
    }

    /// Changes a window by its identifier; `body` is not called when there is none.
    mutating func changeWindow(_ id: Int, _ body: (inout Window) -> Void) {
        update(id, body)
    }

    /// Moves a pane into a window of its own.
    package mutating func breakPane(_ pane: PaneID) {
        guard let window = window(of: pane), window.panes.count > 1, let session = window.session(of: pane)
        else { return }
        closePane(pane)
        openWindow(showing: session)
    }

    /// Goes to the pane that shows a session, or opens a window for it.
    package mutating func show(_ session: SessionID) {
        if let pane = pane(showing: session) {
            focus(pane)
        } else {
            openWindow(showing: session)
        }
    }

    /// Shows another session in a pane.
    package mutating func show(_ session: SessionID, in pane: PaneID) {
        guard let window = window(of: pane) else { return }
        update(window.id) { window in
            for index in window.panes.indices where window.panes[index].id == pane {
                window.panes[index].session = session
            }
        }
    }

    /// True when its parts fit together; checked on what a file or a peer says.
    package var isValid: Bool {
        let panes = windows.flatMap(\.panes).map(\.id)
        return windows.allSatisfy { window in
            let own = Set(window.layout.panes)
            return window.layout.isValid && Set(window.panes.map(\.id)) == own
                && window.panes.count == own.count && own.contains(window.active)
                && window.zoomed.map { own.contains($0) } ?? true && window.id < nextID
                && window.panes.allSatisfy { $0.id < nextID }
        } && Set(panes).count == panes.count && Set(windows.map(\.id)).count == windows.count
            && Set(windows.map(\.number)).count == windows.count
            && (windows.isEmpty || windows.contains { $0.id == active })
            && (1...10_000).contains(rows) && (1...10_000).contains(columns) && (1..<1 << 53).contains(nextID)
    }
}
