import RoostModel
import RoostWire

// How far panes are scrolled back, kept by the server for whoever comes back to this view.
extension Interface {
    /// Tells the server when scrolled panes show something else than it knows.
    func tellScroll() {
        for place in input.scroll.look(at: overlays.scrolled) {
            ask(.client(.scroll(pane: place.pane, line: place.line)))
        }
    }

    /// Scrolls the panes of a session down, if it asks something: what it asks is in its newest lines, and so is what
    /// an answer goes to.
    func showQuestion(of session: SessionID) {
        guard state.sessions[session]?.attention != nil, let workspace = state.workspace?.workspace else {
            return
        }
        for pane in workspace.windows.flatMap(\.panes) where pane.session == session {
            overlays.removeFollowers(of: pane.id)
        }
        redraw()
    }

    /// Goes on where panes were left scrolled, when another workspace is shown than before.
    func restoreScroll(in name: String) {
        guard input.scroll.shows(name), let workspace = state.workspace?.workspace, let view = state.view
        else {
            return
        }
        let plan = Compositor.plan(state)
        for (pane, line) in view.places.values.flatMap(\.scroll).sorted(by: { $0.key < $1.key }) {
            guard !overlays.isFollowing(pane), let session = workspace.window(of: pane)?.session(of: pane)
            else { continue }
            // A pane that cannot be seen gets its place when it is shown.
            let frame = plan.placed(pane)?.content ?? workspace.area
            open(CopyMode(pane: pane, session: session, frame: frame, showing: line))
        }
    }
}
