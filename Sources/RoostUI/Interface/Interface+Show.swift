import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// Drawing and showing.
extension Interface {
    /// Draws everything anew, soon.
    func redraw() {
        needsShow(.everything)
    }

    /// Shows what has changed once all that has already come is applied.
    func needsShow(_ more: Damage) {
        if more == .everything || damage == .nothing { damage = more }
        guard !isShowScheduled else { return }
        isShowScheduled = true
        loop.execute { [weak self] in self?.assumeIsolated { $0.show() } }
    }

    private func show() {
        isShowScheduled = false
        if damage == .everything || !overlays.isEmpty || canvas.isCrowded || plan.followsCursor {
            drawEverything()
        } else if damage == .contents {
            drawContents()
        }
        damage = .nothing
        outer.show(&canvas)
        for acknowledgement in shown { send(.acknowledge, acknowledgement.encoded) }
        shown = []
        tellOuter()
        scheduleTick()
    }

    private func drawEverything() {
        state.now = System.now
        state.secondsFromGMT = Curses.secondsFromGMT(at: state.now)
        for session in Array(state.mirrors.keys) { _ = state.mirrors[session]?.takeChangedRows() }
        canvas = canvas.cleared(rows: state.size.rows, columns: state.size.columns)
        plan = Compositor.draw(state, on: &canvas)
        let context = context
        for index in overlays.indices { overlays[index].overlay.draw(on: &canvas, in: context) }
    }

    private func drawContents() {
        for placed in plan.panes where !placed.isCollapsed {
            guard let mirror = state.mirrors[placed.session] else { continue }
            // What does not fit follows the cursor.
            let isCut =
                mirror.size.rows > placed.content.rows || mirror.size.columns > placed.content.columns
            guard isCut || !mirror.changedRows.isEmpty else { continue }
            if isCut || state.sessions[placed.session]?.state.isEnded == true {
                Compositor.drawContent(
                    placed, rows: 0..<placed.content.rows, state: state, on: &canvas)
            } else {
                Compositor.drawContent(placed, rows: mirror.changedRows, state: state, on: &canvas)
            }
        }
        for session in Array(state.mirrors.keys) { _ = state.mirrors[session]?.takeChangedRows() }
        Compositor.placeCursor(state, plan: plan, on: &canvas)
    }

    /// Asks the terminal for what the programs that can be seen want.
    private func tellOuter() {
        let focused = state.focusedSession
        let modes = focused.flatMap { state.mirrors[$0]?.inputModes }
        let trackings = plan.panes.compactMap { state.mirrors[$0.session]?.inputModes.mouseTracking }
        let wanted: MouseMode =
            if trackings.contains(.any) {
                .any
            } else if state.configuration.mouse || modes.map({ $0.mouseTracking != .none }) ?? false {
                .drag
            } else { .off }
        let name = focused.flatMap { state.sessions[$0] }.map { $0.title.isEmpty ? $0.name : $0.title }
        outer.want(
            kittyFlags: overlays.isEmpty ? modes?.kittyFlags ?? 0 : 0, mouse: wanted,
            title: name.map { "\($0) · \(workspaceName)" } ?? "roost",
            progress: focused.flatMap { state.sessions[$0]?.progress },
            cursorColor: focused.flatMap { state.mirrors[$0]?.cursorColor } ?? .standard)
    }

    /// What an overlay may know now.
    var context: UIContext {
        UIContext(
            configuration: state.configuration, theme: theme, workspace: state.workspace, view: state.view,
            sessions: state.sessions, mirrors: state.mirrors, focused: state.focusedSession,
            focusedPane: state.focusedPane, now: System.now, size: state.size, messages: messages)
    }

    // MARK: Messages

    /// Shows a line in the status row for a while; it stays in the list of messages.
    func say(_ text: String, isError: Bool) {
        let now = System.now
        messages.append((now, text, isError))
        if messages.count > 500 { messages.removeFirst(messages.count - 500) }
        state.message = ViewState.Message(at: now, text: text, isError: isError)
        messageTimer?.cancel()
        messageTimer = loop.schedule(after: .seconds(5)) { [weak self] in
            self?.assumeIsolated {
                $0.state.message = nil
                $0.redraw()
            }
        }
        redraw()
    }

    // MARK: Time

    /// Wakes up when the picture changes by itself, and not before.
    private func scheduleTick() {
        let now = System.now
        let hasTimes = overlays.contains { $0.overlay.showsTimes }
        guard let delay = Heartbeat.delay(state, plan: plan, now: now, hasOverlay: hasTimes) else {
            tick?.timer.cancel()
            tick = nil
            return
        }
        let at = System.milliseconds + delay
        if let tick, tick.at <= at + 5, tick.at > at - delay { return }
        tick?.timer.cancel()
        let timer = loop.schedule(after: .milliseconds(delay)) { [weak self] in
            self?.assumeIsolated {
                $0.tick = nil
                $0.state.busyFrame &+= 1
                $0.tickOverlays()
                $0.redraw()
            }
        }
        tick = (timer, at)
    }
}
