import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What keys, clicks and the prompt do.
extension Interface {
    /// Does a command, wherever it is done.
    func perform(_ effect: CommandEffect) {
        endPrefix()
        switch effect {
        case .layout(let command): arrange(command)
        case .server(let command): askServer(command)
        case .client(let command): perform(command)
        case .list: say("this is printed by roost pane, window or workspace in a shell", isError: true)
        }
    }

    /// Asks the server for a change, after asking the person where something would be lost.
    private func arrange(_ command: LayoutCommand) {
        if let question = Confirm.closing(command, in: context) { return open(question) }
        switch command {
        case .closePane, .closeWindow: input.strayAnswer.closed(at: clock.milliseconds())
        default: break
        }
        change(command)
    }

    private func askServer(_ command: ServerCommand) {
        if case .endSession(let session) = command {
            let end = OverlayEffect.request(.session(.kill(target: session)))
            return open(Confirm("end session \(session)?", then: [end]))
        }
        let focused = state.focusedSession.map { "\($0)" }
        guard let request = Request(command, session: focused, workspace: state.workspace?.workspace.name)
        else { return say("cannot do that: no pane has the keys", isError: true) }
        ask(request)
    }

    private func perform(_ command: ClientCommand) {
        if passToOverlay(command) { return }
        if let overlay = overlay(for: command) { return open(overlay) }
        switch command {
        case .detach: detach()
        case .sendPrefix: forward(state.configuration.prefix)
        case .redraw:
            outer.invalidate()
            redraw()
        case .suspend: suspend()
        case .nextAttention: goToNextAttention()
        case .dismissHint: dismissHint()
        case .copyMode: openCopyMode()
        case .scrollUp:
            openCopyMode(
                scrolledBy: max(1, (picture.plan.panes.first { $0.isFocused }?.content.rows ?? 2) - 1))
        case .scrollDown: say("these are the newest lines", isError: false)
        case .reloadConfig: ask(.server(.reloadConfiguration))
        case .sendToBackground(let name, let prompt): sendToBackground(name, prompt)
        case .renameWindow, .renameSession: say("cannot rename: no pane has the keys", isError: true)
        case .help, .commandPrompt, .sessions, .windows, .workspaces, .newSession, .inbox, .history, .search,
            .tasks, .buffers, .messages, .paneNumbers, .clock:
            break
        }
    }

    /// Goes on with the conversation of a session as a task, at once: the prompt was given.
    private func sendToBackground(_ name: String?, _ prompt: String?) {
        guard let prompt, let target = name ?? state.focusedSession.map({ "\($0)" }) else {
            return say("cannot send to background: there is no such session here", isError: true)
        }
        ask(.task(.goOn(with: target, prompt, environment: place.environment)))
        say("ending the session, its conversation goes on as a task", isError: false)
    }

    /// Goes to the most urgent session that is not in front of the user already, else to the most urgent task.
    private func goToNextAttention() {
        let focused = state.focusedSession
        let index = state.needy.firstIndex { $0.number == focused }
        let next = index.map { state.needy[($0 + 1) % state.needy.count] } ?? state.needy.first
        if let focused { showQuestion(of: focused) }
        guard let next, next.number != focused else {
            return seekNeedyTask(otherwise: next == nil ? "nobody needs you" : "only this session needs you")
        }
        change(.goTo(next.number))
    }

    /// Asks for the tasks: a client is told of them only while it shows them.
    private func seekNeedyTask(otherwise: String) {
        var search = AttentionSearch(otherwise: otherwise)
        let request = search.tasks.begin()
        attentionSearch = search
        ask(request)
    }

    /// Takes an answer that may be one to the search for a task, and goes to the task when that was the last one.
    func attentionSearchTook(_ response: Response, for request: Request) -> Bool {
        guard var search = attentionSearch,
            let next = search.tasks.receive(response, for: request, now: clock.now())
        else { return false }
        attentionSearch = next.isEmpty ? nil : search
        if let page = next.first {
            ask(page)
        } else if let first = search.tasks.rows.first {
            open(TasksOverlay(choosing: first.task.id))
        } else if case .failed(let failure) = response {
            say("\(failure)", isError: true)
        } else {
            say(search.otherwise, isError: false)
        }
        return true
    }
}
