import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// What comes from the outer terminal.
extension Interface {
    /// Takes what the terminal sent; empty at its end.
    func take(_ bytes: [UInt8]) {
        if takesFarewell(bytes) { return }
        guard !bytes.isEmpty else { return detach() }
        timers.escape = nil
        let configuration = state.configuration
        for event in input.events(in: bytes, isPrefix: configuration.isPrefix) { handle(event) }
        waitForRest(.milliseconds(state.configuration.escapeMilliseconds))
    }

    /// What is incomplete waits for its rest, and is taken as it is when its time is over: a key soon, half an answer
    /// or a paste that nobody ends later.
    private func waitForRest(_ time: Duration) {
        guard input.decoder.isPending else { return }
        timers.escape = loop.schedule(after: time) { [weak self] in
            self?.assumeIsolated { interface in
                for event in interface.input.decoder.flush() { interface.handle(event) }
                interface.waitForRest(InputDecoder.flushInterval)
            }
        }
    }

    private func handle(_ event: InputEvent) {
        switch event {
        case .key(let key): handle(key)
        case .mouse(let event): handle(event)
        case .paste(let bytes):
            if topOverlay?.wantsAllInput == true { toOverlay(event) } else { paste(bytes) }
        case .focus(let isFocused): send(.focus, FocusInput(isFocused: isFocused).encoded)
        case .reply(let reply):
            if outer.receive(reply) { redraw() }
            if let appearance = outer.takeAppearance() { adopt(appearance) }
        case .unknown: break
        }
    }

    // MARK: Keys

    private func handle(_ key: Key) {
        // What lies above the panes has a use for that letter, too.
        if input.keys.state != .prefix, input.strayAnswer.swallows(key, at: clock.milliseconds()) { return }
        if let top = topOverlay, top.wantsAllInput, input.keys.state != .prefix,
            !(top.allowsPrefix && state.configuration.isPrefix(key))
        {
            if key.event != .release { toOverlay(.key(key)) }
            return
        }
        for effect in input.keys.handle(key, at: clock.milliseconds(), configuration: state.configuration) {
            switch effect {
            case .forward(let key): forward(key)
            case .perform(let command):
                dismissHint()
                perform(command.effect)
            case .prefixBegan: beginPrefix()
            case .prefixEnded: endPrefix()
            case .unbound(let key):
                say(
                    "\(state.configuration.prefix.name) \(key.chord.name) is not bound to anything",
                    isError: false)
            }
        }
    }

    private func beginPrefix() {
        timers.prefix = loop.schedule(after: .milliseconds(400)) { [weak self] in
            self?.assumeIsolated {
                $0.state.showsPrefixBar = true
                $0.redraw()
            }
        }
    }

    /// What can follow the prefix is no longer shown.
    func endPrefix() {
        timers.prefix = nil
        guard state.showsPrefixBar else { return }
        state.showsPrefixBar = false
        redraw()
    }

    /// Hides the hint for good: the first binding that is used shows that its user needs none.
    func dismissHint() {
        guard state.showsHint else { return }
        state.showsHint = false
        ask(.server(.dismissHint))
        redraw()
    }

    /// Gives a key to the program in the focused pane, or to the bar that stands there when it has ended.
    func forward(_ key: Key) {
        if topOverlay != nil { return toOverlay(.key(key)) }
        guard isFocusKnown else { return hold(.key(key)) }
        guard !state.isReadOnly, let number = state.focusedSession else { return }
        if let session = state.sessions[number], let bar = EndedBar(session) {
            return choose(bar.choice(for: key), of: number)
        }
        send(.key, KeyInput(session: number.rawValue, key: key).encoded)
    }

    private func choose(_ choice: EndedBar.Choice?, of session: SessionID) {
        switch choice {
        case .restart(let how):
            ask(.session(.restart(target: "\(session)", how: how, environment: place.environment)))
        case .close:
            input.strayAnswer.closed(at: clock.milliseconds())
            change(.closePane(pane: nil))
        case nil: break
        }
    }

    /// Gives bytes to the program in the focused pane as a paste.
    func paste(_ bytes: [UInt8]) {
        guard isFocusKnown else { return hold(.paste(bytes)) }
        guard !state.isReadOnly, let session = state.focusedSession,
            state.sessions[session]?.state.isEnded != true
        else { return }
        send(.paste, PasteInput(session: session.rawValue, bytes: bytes).encoded)
    }

    // MARK: What has to wait

    /// Whether it is known which pane has the focus: not before the first layout, nor while it changes.
    private var isFocusKnown: Bool { state.workspace != nil && input.pendingChanges == 0 }

    private func hold(_ item: HeldInput.Item) {
        if !input.held.keep(item) { say("the server does not answer: input is not taken", isError: true) }
    }

    /// Gives on what was held, if the pane that it goes to is known now.
    func releaseHeldInput() {
        guard isFocusKnown, !input.held.isEmpty else { return }
        for item in input.held.take() {
            switch item {
            case .key(let key): forward(key)
            case .paste(let bytes): paste(bytes)
            case .change(let command): change(command)
            }
        }
    }

    /// Asks for a change of windows or panes.
    func change(_ command: LayoutCommand) {
        guard !state.isReadOnly else { return say("this client only looks on", isError: true) }
        guard state.workspace != nil else { return hold(.change(command)) }
        ask(.layout(workspace: state.workspaceName, command))
    }

    /// What the person at the keys speaks to, if that is no pane.
    private var topOverlay: (any Overlay)? { overlays.top(for: state.focusedPane) }

    // MARK: Mouse

    private func handle(_ event: MouseEvent) {
        if let top = topOverlay, top.wantsAllInput, !OverlayStack.isOutside(event, top) {
            return toOverlay(.mouse(event))
        }
        if event.button.isWheel, let pane = overlays.followedPane(atRow: event.row, column: event.column) {
            apply(overlays.handle(.mouse(event), on: pane, in: context))
            return redraw()
        }
        if input.keys.state == .prefix {
            input.keys.reset()
            endPrefix()
        }
        let mirrors = state.mirrors
        let scene = MouseRouter.Scene(
            plan: picture.plan, status: StatusRow(state, columns: state.size.columns),
            statusRow: state.size.rows - 1, tracking: { mirrors[$0]?.inputModes.mouseTracking ?? .none },
            isAlternateScreen: { mirrors[$0]?.isAlternateScreen ?? false },
            scroll: { placed in
                mirrors[placed.session].map { Compositor.scroll($0, in: placed.content) } ?? (0, 0)
            })
        for effect in input.mouse.handle(event, at: clock.milliseconds(), in: scene) {
            apply(effect, of: event)
        }
    }

    private func apply(_ effect: MouseRouter.Effect, of event: MouseEvent) {
        switch effect {
        case .focus(let pane): if !state.isReadOnly { change(.focus(pane: pane)) }
        case .send(let session, let event):
            if !state.isReadOnly {
                send(.mouse, MouseInput(session: session.rawValue, event: event).encoded)
            }
        case .moveBorder(let pane, let axis, let place):
            if !state.isReadOnly { change(.moveBorder(pane: pane, axis: axis, to: place)) }
        case .select(let pane, let row, let column, let granularity):
            openCopyMode(in: pane, selectingFrom: (row, column), granularity)
            if granularity == .cell { toOverlay(.mouse(event)) }
        case .scroll(let pane, let lines): openCopyMode(in: pane, scrolledBy: lines)
        case .click(.window(let number)): change(.selectWindow(number: number))
        case .click(.workspace): perform(.client(.workspaces))
        case .click(.attention): perform(.client(.nextAttention))
        case .perform(let effect): perform(effect)
        }
    }
}

extension EndedBar {
    /// What a key does in the pane of a session that has ended.
    func choice(for key: Key) -> Choice? {
        guard key.event != .release, key.modifiers.subtracting([.capsLock, .numLock]).isEmpty else {
            return nil
        }
        let character: Character? =
            switch key.code {
            case .enter: "\r"
            case .character(let scalar): Character(scalar)
            default: nil
            }
        return choices.first { $0.key == character }?.choice
    }
}
