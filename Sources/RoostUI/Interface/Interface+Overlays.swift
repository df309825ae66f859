import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What lies above the panes.
extension Interface {
    /// Puts an overlay on top.
    func open(_ overlay: any Overlay) {
        keys.reset()
        overlays.append((nextOverlay, overlay))
        nextOverlay += 1
        let id = overlays[overlays.count - 1].id
        let context = context
        apply(overlays[overlays.count - 1].overlay.tick(in: context), of: id)
        redraw()
    }

    /// Gives an event to the topmost overlay.
    func toOverlay(_ event: InputEvent) {
        guard let index = overlays.indices.last else { return }
        let context = context
        let id = overlays[index].id
        let effects = overlays[index].overlay.handle(event, in: context)
        apply(effects, of: id)
        redraw()
    }

    /// Tells all overlays that sessions or the workspace have changed.
    func tickOverlays() {
        guard !overlays.isEmpty else { return }
        let context = context
        for id in overlays.map(\.id) {
            guard let index = overlays.firstIndex(where: { $0.id == id }) else { continue }
            apply(overlays[index].overlay.tick(in: context), of: id)
        }
    }

    /// Does what an overlay wants.
    func apply(_ effects: [OverlayEffect], of id: Int) {
        for effect in effects {
            switch effect {
            case .close:
                let closing = overlays.first { $0.id == id }?.overlay
                if let line = closing?.acceptedLine { pastCommands.append(line) }
                overlays.removeAll { $0.id == id }
                redraw()
            case .redraw: redraw()
            case .perform(let effect): perform(effect)
            case .request(let request): ask(request, for: id)
            case .send(let frame): send(frame)
            case .open(let overlay): open(overlay)
            case .message(let text, let isError): say(text, isError: isError)
            case .copy(let text): copy(text)
            case .insertPaste(let bytes): paste(bytes)
            }
        }
    }

    private func send(_ frame: Frame) {
        guard !state.isReadOnly else { return }
        connection?.assumeIsolated { $0.send(frame) }
    }

    /// Keeps a text for pasting and gives it to the outer terminal's clipboard.
    private func copy(_ text: String) {
        pasteBuffer = text
        if state.configuration.osc52 {
            outer.write(TerminalSequences.clipboard(Array(text.utf8), selection: "c"))
        }
    }

    // MARK: Copy mode

    /// Gives a command to the topmost overlay, if it has a use for it.
    func passToOverlay(_ command: ClientCommand) -> Bool {
        guard let index = overlays.indices.last else { return false }
        let context = context
        let id = overlays[index].id
        guard let effects = overlays[index].overlay.perform(command, in: context) else { return false }
        apply(effects, of: id)
        redraw()
        return true
    }

    /// A button went down, or the wheel turned, elsewhere than in the pane that the topmost overlay lies on.
    func isOutsideFollowedPane(_ event: MouseEvent) -> Bool {
        guard event.action == .press, let followed = overlays.last?.overlay.followedPane else { return false }
        return !followed.frame.contains(row: event.row, column: event.column)
    }

    /// Closes what lies on a single pane.
    func closeFollowers() {
        guard overlays.contains(where: { $0.overlay.followedPane != nil }) else { return }
        overlays.removeAll { $0.overlay.followedPane != nil }
        redraw()
    }

    /// Closes what lies on a single pane if that has moved, or the focus has gone from `before` to another one.
    func checkFollowers(focusedBefore before: PaneID?) {
        guard let followed = overlays.lazy.compactMap({ $0.overlay.followedPane }).first else { return }
        let hasLeft = state.focusedPane != before && state.focusedPane != followed.pane
        let content = Compositor.plan(state).placed(followed.pane)?.content
        if hasLeft || content != followed.frame { closeFollowers() }
    }

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
        closeFollowers()
        open(
            CopyMode(
                pane: placed.pane, session: placed.session, frame: placed.content, selectingFrom: start,
                granularity: unit))
    }

    private func place(of pane: PaneID?) -> PanePlan.Placed? {
        plan.panes.first { placed in pane.map { placed.pane == $0 } ?? placed.isFocused }
    }
}
