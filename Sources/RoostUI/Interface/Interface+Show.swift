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
    func needsShow(_ more: Picture.Damage) {
        if more == .everything || picture.damage == .nothing { picture.damage = more }
        guard !picture.isScheduled else { return }
        picture.isScheduled = true
        loop.execute { [weak self] in self?.assumeIsolated { $0.show() } }
    }

    private func show() {
        picture.isScheduled = false
        if picture.damage == .everything || !overlays.isEmpty || picture.canvas.isCrowded
            || picture.plan.followsCursor
        {
            drawEverything()
        } else if picture.damage == .contents {
            drawContents()
        }
        let mayBeRenamed = picture.damage == .everything
        picture.damage = .nothing
        outer.show(&picture.canvas)
        for acknowledgement in picture.shown { send(.acknowledge, acknowledgement.encoded) }
        picture.shown = []
        // What changes names draws everything; a key's echo is not kept waiting for them.
        if mayBeRenamed { picture.title = title }
        tellOuter()
        tellScroll()
        scheduleTick()
    }

    private func drawEverything() {
        state.now = clock.now()
        state.secondsFromGMT = clock.secondsFromGMT(state.now)
        for session in Array(state.mirrors.keys) { _ = state.mirrors[session]?.takeChangedRows() }
        picture.canvas = picture.canvas.cleared(rows: state.size.rows, columns: state.size.columns)
        picture.canvas.spelling = state.look.spelling
        picture.plan = Compositor.draw(state, on: &picture.canvas)
        overlays.draw(on: &picture.canvas, in: context)
    }

    private func drawContents() {
        for placed in picture.plan.panes {
            guard let mirror = state.mirrors[placed.session] else { continue }
            // What does not fit follows the cursor.
            let isCut =
                mirror.size.rows > placed.content.rows || mirror.size.columns > placed.content.columns
            guard isCut || !mirror.changedRows.isEmpty else { continue }
            if isCut || state.sessions[placed.session]?.state.isEnded == true {
                Compositor.drawContent(
                    placed, rows: 0..<placed.content.rows, state: state, on: &picture.canvas)
            } else {
                Compositor.drawContent(placed, rows: mirror.changedRows, state: state, on: &picture.canvas)
            }
        }
        for session in Array(state.mirrors.keys) { _ = state.mirrors[session]?.takeChangedRows() }
        Compositor.placeCursor(state, plan: picture.plan, on: &picture.canvas)
    }

    /// Asks the terminal for what the programs that can be seen want.
    private func tellOuter() {
        let focused = state.focusedSession
        let modes = focused.flatMap { state.mirrors[$0]?.inputModes }
        let trackings = picture.plan.panes.compactMap { state.mirrors[$0.session]?.inputModes.mouseTracking }
        let wanted: MouseMode =
            if trackings.contains(.any) {
                .any
            } else if state.configuration.mouse || modes.map({ $0.mouseTracking != .none }) ?? false {
                .drag
            } else { .off }
        outer.want(
            kittyFlags: overlays.top(for: state.focusedPane) == nil ? modes?.kittyFlags ?? 0 : 0,
            mouse: wanted,
            title: picture.title,
            progress: focused.flatMap { state.sessions[$0]?.progress },
            cursorColor: focused.flatMap { state.mirrors[$0]?.cursorColor } ?? .standard)
    }

    /// What the outer terminal is called: after the program with the keys, or its window.
    private var title: String {
        let title = state.focusedSession.flatMap { state.sessions[$0]?.title } ?? ""
        let window = state.workspace.flatMap { state.view?.window(in: $0.workspace) }
        let name = title.isEmpty ? window.map { state.name(of: $0).full } : title
        return name.map { "\($0) · \(state.workspaceName)" } ?? "roost"
    }

    /// What an overlay may know now.
    var context: UIContext {
        UIContext(
            configuration: state.configuration, theme: state.look.theme, workspace: state.workspace,
            view: state.view, sessions: state.sessions, mirrors: state.mirrors,
            focused: state.focusedSession, focusedPane: state.focusedPane, now: clock.now(),
            size: state.size, home: state.home, environment: place.environment,
            messages: state.messages.messages)
    }

    // MARK: Messages

    /// Shows a line in the status row for a while; it stays in the list of messages.
    func say(_ text: String, isError: Bool) {
        state.messages.say(text, isError: isError, at: clock.now())
        timers.message = loop.schedule(after: MessageLog.duration) { [weak self] in
            self?.assumeIsolated {
                $0.state.messages.hide()
                $0.redraw()
            }
        }
        redraw()
    }

    // MARK: Time

    /// Wakes up when the picture changes by itself, and not before.
    private func scheduleTick() {
        guard
            let delay = Heartbeat.delay(
                state, plan: picture.plan, now: clock.now(), hasOverlay: overlays.showsTimes)
        else {
            timers.tick = nil
            return
        }
        let at = clock.milliseconds() + delay
        if let tick = timers.tick, tick.at <= at + 5, tick.at > at - delay { return }
        let timer = loop.schedule(after: .milliseconds(delay)) { [weak self] in
            self?.assumeIsolated {
                $0.timers.tick = nil
                $0.state.busyFrame &+= 1
                $0.tickOverlays()
                $0.redraw()
            }
        }
        timers.tick = (timer, at)
    }
}
