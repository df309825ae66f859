import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// What comes from the outer terminal.
extension Interface {
    /// Reads what is there.
    func readInput(_ readiness: Readiness) {
        guard let bytes = System.readInput() else { return }
        guard !bytes.isEmpty else { return detach() }
        escapeTimer?.cancel()
        escapeTimer = nil
        for event in decoder.feed(bytes) { handle(event) }
        guard decoder.isPending else { return }
        escapeTimer = loop.schedule(after: .milliseconds(state.configuration.escapeMilliseconds)) {
            [weak self] in
            self?.assumeIsolated { interface in
                for event in interface.decoder.flush() { interface.handle(event) }
            }
        }
    }

    private func handle(_ event: InputEvent) {
        switch event {
        case .key(let key): handle(key)
        case .mouse(let event): handle(event)
        case .paste(let bytes):
            if let top = overlays.last, top.overlay.wantsAllInput {
                toOverlay(event)
            } else {
                paste(bytes)
            }
        case .focus(let isFocused):
            isOuterFocused = isFocused
            send(.focus, FocusInput(isFocused: isFocused).encoded)
        case .reply(let reply):
            outer.receive(reply)
            if let appearance = outer.takeAppearance() { send(.appearance, appearance.encoded) }
        case .unknown: break
        }
    }

    // MARK: Keys

    private func handle(_ key: Key) {
        if let top = overlays.last, top.overlay.wantsAllInput, keys.state != .prefix,
            !(top.overlay.allowsPrefix && state.configuration.isPrefix(key))
        {
            if key.event != .release { toOverlay(.key(key)) }
            return
        }
        for effect in keys.handle(key, at: System.milliseconds, configuration: state.configuration) {
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
        prefixTimer?.cancel()
        prefixTimer = loop.schedule(after: .milliseconds(400)) { [weak self] in
            self?.assumeIsolated {
                $0.state.showsPrefixBar = true
                $0.redraw()
            }
        }
    }

    private func endPrefix() {
        prefixTimer?.cancel()
        prefixTimer = nil
        if state.showsPrefixBar {
            state.showsPrefixBar = false
            redraw()
        }
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
        if !overlays.isEmpty { return toOverlay(.key(key)) }
        guard isFocusKnown else { return heldInput.append { $0.forward(key) } }
        guard !state.isReadOnly, let number = state.focusedSession else { return }
        if let session = state.sessions[number], let bar = EndedBar(session) {
            return choose(bar.choice(for: key), of: number)
        }
        send(.key, KeyInput(session: number.rawValue, key: key).encoded)
    }

    private func choose(_ choice: EndedBar.Choice?, of session: SessionID) {
        switch choice {
        case .restart(let how):
            ask(.session(.restart(target: "\(session)", how: how, environment: environment)))
        case .close: change(.closePane(pane: nil))
        case nil: break
        }
    }

    /// Gives bytes to the program in the focused pane as a paste.
    func paste(_ bytes: [UInt8]) {
        guard isFocusKnown else { return heldInput.append { $0.paste(bytes) } }
        guard !state.isReadOnly, let session = state.focusedSession,
            state.sessions[session]?.state.isEnded != true
        else { return }
        send(.paste, PasteInput(session: session.rawValue, bytes: bytes).encoded)
    }

    // MARK: Mouse

    private func handle(_ event: MouseEvent) {
        if isOutsideFollowedPane(event) { closeFollowers() }
        if let top = overlays.last, top.overlay.wantsAllInput { return toOverlay(.mouse(event)) }
        if keys.state == .prefix {
            keys.reset()
            endPrefix()
        }
        let mirrors = state.mirrors
        let scene = MouseRouter.Scene(
            plan: plan, status: StatusRow(state, columns: state.size.columns), statusRow: state.size.rows - 1,
            tracking: { mirrors[$0]?.inputModes.mouseTracking ?? .none },
            isAlternateScreen: { mirrors[$0]?.isAlternateScreen ?? false },
            scroll: { placed in
                mirrors[placed.session].map { Compositor.scroll($0, in: placed.content) } ?? (0, 0)
            })
        for effect in mouse.handle(event, at: System.milliseconds, in: scene) { apply(effect, of: event) }
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
