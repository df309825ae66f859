import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What lies above the panes.
extension Interface {
    /// Puts an overlay on top.
    func open(_ overlay: any Overlay) {
        input.keys.reset()
        if let pane = overlay.followedPane?.pane { overlays.removeFollowers(of: pane) }
        apply(overlays.push(overlay, hearing: topics, in: context))
        subscribe()
        redraw()
    }

    /// Asks the server to tell of what the open overlays have to know, and of nothing more.
    func subscribe() {
        let wanted = overlays.topics
        guard wanted != topics, state.connection == .connected else { return }
        topics = wanted
        ask(.client(.subscribe(wanted)))
    }

    /// The server tells of these topics now.
    func subscribed(to topics: Topics) {
        guard !topics.isEmpty else { return }
        apply(overlays.subscribed(in: context))
        redraw()
    }

    /// Gives an event to the topmost overlay.
    func toOverlay(_ event: InputEvent) {
        apply(overlays.handle(event, in: context))
        redraw()
    }

    /// Gives a command to the topmost overlay, if it has a use for it.
    func passToOverlay(_ command: ClientCommand) -> Bool {
        guard let wanted = overlays.perform(command, in: context) else { return false }
        apply(wanted)
        redraw()
        return true
    }

    /// Tells all overlays that sessions, the workspace or the time have changed.
    func tickOverlays() {
        guard !overlays.isEmpty else { return }
        apply(overlays.tick(in: context))
    }

    /// Does what overlays want.
    func apply(_ wanted: [(id: OverlayStack.ID, effect: OverlayEffect)]) {
        for (id, effect) in wanted {
            switch effect {
            case .close:
                if let line = overlays.remove(id)?.acceptedLine { pastCommands.append(line) }
                subscribe()
                redraw()
            case .redraw: redraw()
            case .perform(let effect): perform(effect)
            case .request(let request): ask(request, for: id)
            case .send(let frame): if !state.isReadOnly { server?.send(frame) }
            case .open(let overlay): open(overlay)
            case .message(let text, let isError): say(text, isError: isError)
            case .copy(let text, let what): copy(text, what: what)
            case .insertPaste(let bytes): paste(bytes)
            case .answered: input.strayAnswer.closed(at: clock.milliseconds())
            }
        }
    }

    // MARK: What lies on one pane

    /// Opens copy mode in the focused pane, or in another.
    func openCopyMode(in pane: PaneID? = nil, scrolledBy lines: Int = 0) {
        guard let placed = place(of: pane) else { return }
        open(CopyMode(pane: placed.pane, session: placed.session, frame: placed.content, scrolledBy: lines))
    }

    /// Opens copy mode with a selection that begins in a cell of a pane's content.
    func openCopyMode(
        in pane: PaneID, selectingFrom start: (row: Int, column: Int), _ granularity: MouseRouter.Granularity
    ) {
        guard let placed = place(of: pane) else { return }
        let unit: CopyMode.Granularity =
            switch granularity {
            case .cell: .cell
            case .word: .word
            case .line: .line
            }
        open(
            CopyMode(
                pane: placed.pane, session: placed.session, frame: placed.content, selectingFrom: start,
                granularity: unit))
    }

    private func place(of pane: PaneID?) -> PanePlan.Placed? {
        picture.plan.panes.first { placed in pane.map { placed.pane == $0 } ?? placed.isFocused }
    }
}
