import FoundationEssentials
import RoostModel
import RoostTestSupport
import Testing

@Suite struct ClientViewTests {
    private static func session(_ number: UInt64) -> SessionID { SessionID(rawValue: number) }

    /// Window 1 with three panes side by side, the last of them active; window 2 with one.
    private static func workspace() throws -> (workspace: Workspace, panes: [PaneID], alone: PaneID) {
        var workspace = Workspace(name: "work", rows: 23, columns: 80)
        let first = workspace.openWindow(showing: session(1))
        let second = workspace.split(first, along: .horizontal, showing: session(2))
        let third = workspace.split(try #require(second), along: .horizontal, showing: session(3))
        let alone = workspace.openWindow(showing: session(4))
        workspace.selectWindow(workspace.windows[0].id)
        return (workspace, [first, try #require(second), try #require(third)], alone)
    }

    @Test func `a client begins with the workspace's last view`() throws {
        let (workspace, panes, alone) = try Self.workspace()
        let view = workspace.view
        #expect(view.window == workspace.windows[0].id)
        #expect(view.lastWindow == workspace.windows[1].id)
        #expect(view.pane == panes[2])
        #expect(view.pane(of: workspace.windows[1]) == alone)
        #expect(view.session(in: workspace) == Self.session(3))
        #expect(view.visibleSessions(in: workspace) == Set((1...3).map(Self.session)))
        #expect(view.frames(in: workspace) == workspace.visibleFrames)
    }

    @Test func `an empty workspace shows nothing`() {
        let workspace = Workspace(name: "work", rows: 23, columns: 80)
        var view = workspace.view
        #expect(view.window == nil && view.pane == nil && view.frames(in: workspace).isEmpty)
        view.follow(from: workspace, to: workspace)
        #expect(view == workspace.view)
    }

    @Test func `two clients look at different windows and zoom differently`() throws {
        let (workspace, panes, alone) = try Self.workspace()
        var (one, other) = (workspace.view, workspace.view)
        one.perform(.selectWindow(number: 2), in: workspace)
        other.perform(.focus(pane: panes[0]), in: workspace)
        other.perform(.zoom(pane: nil), in: workspace)
        #expect(one.pane == alone && one.zoomed == nil)
        #expect(other.zoomed == panes[0])
        #expect(other.visibleSessions(in: workspace) == [Self.session(1)])
        #expect(one.visibleSessions(in: workspace) == [Self.session(4)])
        let isDone = one.perform(.selectLastWindow, in: workspace)
        #expect(isDone && one.pane == panes[2] && one.zoomed == nil)
    }

    @Test func `a command about the layout leaves a view alone`() throws {
        let (workspace, _, _) = try Self.workspace()
        var view = workspace.view
        let isDone = view.perform(.resize(pane: nil, .left, cells: 3), in: workspace)
        #expect(!isDone && view == workspace.view)
    }

    @Test func `a change is made where its client looks`() throws {
        var (workspace, panes, _) = try Self.workspace()
        var view = workspace.view
        view.perform(.focus(pane: panes[0]), in: workspace)
        workspace.selectWindow(workspace.windows[1].id)
        workspace.change(as: &view) { $0.perform(.breakPane(pane: nil)) }
        #expect(workspace.windows[0].layout.panes == [panes[1], panes[2]])
        #expect(view.session(in: workspace) == Self.session(1))
        #expect(view == workspace.view)
    }

    @Test func `the pane used before takes the place of one that is gone`() throws {
        let (old, panes, _) = try Self.workspace()
        var view = old.view
        view.perform(.focus(pane: panes[0]), in: old)
        view.perform(.focus(pane: panes[1]), in: old)
        var new = old
        new.closePane(panes[1])
        view.follow(from: old, to: new)
        #expect(view.pane == panes[0])
        #expect(view.place?.lastPane == nil)
    }

    @Test(arguments: [(0, 1), (1, 2), (2, 1)])
    func `else its neighbour does`(gone: Int, next: Int) throws {
        let (old, panes, _) = try Self.workspace()
        var view = try #require(
            ClientView(old, showing: old.windows[0].id, pane: panes[gone]))
        var new = old
        new.closePane(panes[gone])
        view.follow(from: old, to: new)
        #expect(view.pane == panes[next])
    }

    @Test func `zoom and scroll of a pane go with it, those of others stay`() throws {
        let (old, panes, _) = try Self.workspace()
        var view = old.view
        view.scroll(panes[0], to: 40, in: old)
        view.scroll(panes[2], to: 7, in: old)
        view.perform(.zoom(pane: nil), in: old)
        #expect(view.zoomed == panes[2] && view.place?.scroll == [panes[0]: 40, panes[2]: 7])
        var new = old
        new.closePane(panes[2])
        view.follow(from: old, to: new)
        #expect(view.zoomed == nil && view.place?.scroll == [panes[0]: 40])
        view.scroll(panes[0], to: nil, in: new)
        #expect(view.place?.scroll.isEmpty == true)
    }

    @Test func `scroll outlives a change that the client makes`() throws {
        var (workspace, panes, _) = try Self.workspace()
        var view = workspace.view
        view.scroll(panes[0], to: 40, in: workspace)
        workspace.change(as: &view) { $0.perform(.preset(.tiled)) }
        #expect(view.place?.scroll == [panes[0]: 40])
    }

    @Test func `a window that is gone is left for the one shown before, else for its neighbour`() throws {
        let (old, _, alone) = try Self.workspace()
        var (one, other) = (old.view, old.view)
        one.perform(.selectWindow(number: 2), in: old)
        other.perform(.selectWindow(number: 2), in: old)
        var new = old
        new.closeWindow(old.windows[1].id)
        one.follow(from: old, to: new)
        #expect(one.window == old.windows[0].id && one.lastWindow == nil)
        new = old
        new.closeWindow(old.windows[0].id)
        other.follow(from: old, to: new)
        #expect(other.pane == alone)
        new.closeWindow(old.windows[1].id)
        other.follow(from: old, to: new)
        #expect(other.window == nil)
    }

    @Test func `what somebody else opens does not move a view`() throws {
        let (old, panes, _) = try Self.workspace()
        var view = old.view
        var new = old
        new.openWindow(showing: Self.session(9))
        new.split(panes[2], along: .vertical, showing: Self.session(8))
        view.follow(from: old, to: new)
        #expect(view.pane == panes[2] && view.window == old.windows[0].id)
        #expect(view.places.count == 3)
    }

    @Test(arguments: 0..<100)
    func `a view fits whatever others do`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (workspace, _, _) = try Self.workspace()
        var views = [workspace.view, workspace.view, workspace.view]
        for step in 0..<80 {
            let old = workspace
            let actor = Int.random(in: 0..<3, using: &generator)
            workspace.change(as: &views[actor]) { workspace in
                let pane = workspace.windows.flatMap(\.layout.panes).randomElement(using: &generator)
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: workspace.openWindow(showing: Self.session(UInt64(step)))
                case 1, 2:
                    pane.map {
                        _ = workspace.split($0, along: .horizontal, showing: Self.session(UInt64(step)))
                    }
                case 3: pane.map { workspace.closePane($0) }
                case 4: workspace.perform(.zoom(pane: pane))
                case 5: workspace.perform(.selectWindowOffset(1))
                case 6: workspace.perform(.breakPane(pane: pane))
                default: pane.map { workspace.perform(.focus(pane: $0)) }
                }
            }
            for index in views.indices where index != actor { views[index].follow(from: old, to: workspace) }
            #expect(workspace.isValid, "seed \(seed), step \(step)")
            for view in views { #expect(view.fits(workspace), "seed \(seed), step \(step): \(view)") }
        }
    }

    @Test func `a view of another workspace is fitted before it is taken`() throws {
        var (workspace, panes, _) = try Self.workspace()
        var strange = try #require(ClientView(workspace, showing: 77, pane: 99))
        strange.scroll(panes[0], to: 3, in: workspace)
        workspace.adopt(strange)
        #expect(workspace.isValid)
    }
}

extension ClientView {
    /// A view as a peer may send it.
    fileprivate init?(_ workspace: Workspace, showing window: Int, pane: PaneID) {
        let text = """
            {"window": \(window), "places": {"\(window)": {"pane": \(pane), "scroll": {}}}}
            """
        guard let view = try? JSONDecoder().decode(ClientView.self, from: Data(text.utf8)) else { return nil }
        self = view
    }

    /// What the doc comment of the type promises.
    fileprivate func fits(_ workspace: Workspace) -> Bool {
        Set(places.keys) == Set(workspace.windows.map(\.id))
            && (window.map { places[$0] != nil } ?? workspace.windows.isEmpty)
            && lastWindow.map { places[$0] != nil && $0 != window } ?? true
            && workspace.windows.allSatisfy { window in
                guard let place = places[window.id] else { return false }
                let panes = window.layout.panes
                return panes.contains(place.pane) && place.lastPane.map { panes.contains($0) } ?? true
                    && place.zoomed.map { $0 == place.pane } ?? true
                    && place.scroll.keys.allSatisfy { panes.contains($0) }
            }
    }
}
