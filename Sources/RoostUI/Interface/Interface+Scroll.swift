import RoostModel
import RoostWire

// How far panes are scrolled back, kept by the server for whoever comes back to this view.
extension Interface {
    /// Tells the server when the scrolled pane shows something else than it knows.
    func tellScroll() {
        guard let place = input.scroll.look(at: overlays.scrolled, focused: state.focusedPane) else { return }
        ask(.client(.scroll(pane: place.pane, line: place.line)))
    }

    /// Goes on where the focused pane was left scrolled, after the focus has come to it.
    func restoreScroll(focusedBefore before: PaneID?) {
        guard let pane = state.focusedPane, pane != before, overlays.isEmpty,
            let line = state.view?.place?.scroll[pane],
            let placed = Compositor.plan(state).placed(pane)
        else { return }
        open(CopyMode(pane: pane, session: placed.session, frame: placed.content, showing: line))
    }
}
