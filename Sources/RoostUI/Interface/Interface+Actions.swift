import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What keys, clicks and commands do.
extension Interface {
    /// Does an action.
    func perform(_ action: Action) {
        endPrefixBar()
        if let overlay = overlay(for: action) { return open(overlay) }
        if let command = LayoutCommand(action, session: newSession) { return change(command) }
        switch action {
        case .detach: detach()
        case .sendPrefix: forward(state.configuration.prefix)
        case .redraw:
            outer.invalidate()
            redraw()
        case .suspend: suspend()
        case .nextAttention: goToNextAttention()
        case .dismissHint: hideHint()
        case .copyMode: openCopyMode()
        case .scrollUp:
            openCopyMode(scrolledBy: max(1, (plan.panes.first { $0.isFocused }?.content.rows ?? 2) - 1))
        case .paste:
            if pasteBuffer.isEmpty { say("nothing was copied yet", isError: false) }
            paste(Array(pasteBuffer.utf8))
        case .reloadConfig: reloadConfiguration()
        case .tasks: say("see roost tasks list", isError: false)
        default: break
        }
    }

    private func endPrefixBar() {
        guard state.showsPrefixBar else { return }
        state.showsPrefixBar = false
        redraw()
    }

    private func hideHint() {
        guard state.showsHint else { return }
        state.showsHint = false
        ask(.setHintDismissed)
        redraw()
    }

    /// What runs in a new pane or window: the user's shell, where the focused program is.
    private func newSession() -> SessionRequest {
        SessionRequest(environment: environment, workspace: workspaceName)
    }

    /// Goes to the most urgent session that is not in front of the user already.
    private func goToNextAttention() {
        let focused = state.focusedSession
        let index = state.needy.firstIndex { $0.number == focused }
        let next = index.map { state.needy[($0 + 1) % state.needy.count] } ?? state.needy.first
        guard let next, next.number != focused else {
            return say(next == nil ? "nobody needs you" : "only this session needs you", isError: false)
        }
        change(.goTo(next.number))
    }

    private func reloadConfiguration() {
        do throws(ConfigError) {
            let configuration = try Configuration.load(paths: paths, environment: environment)
            theme = try Theme.load(name: configuration.theme, paths: paths)
            state.configuration = configuration
            state.look = Look(theme: theme, isASCII: configuration.asciiGlyphs)
            keys.reset()
            say("configuration read again", isError: false)
        } catch {
            say("\(error)", isError: true)
        }
    }
}
