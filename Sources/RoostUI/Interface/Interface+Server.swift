import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What comes from the server.
extension Interface {
    /// Takes an event; on the loop.
    func receive(_ event: ClientEvent) {
        switch event {
        case .attached(let attached):
            state.connection = .connected
            state.workspaceName = attached.workspace
            state.showsHint = attached.showsHint && state.configuration.hint
            // A new connection tells of nothing that it was not asked to tell of.
            topics = []
            subscribe()
            redraw()
        case .workspace(let event): receive(event)
        case .sessions(let event):
            for session in event.changed { state.sessions[session.number] = session }
            state.needy = event.needy
            tickOverlays()
            redraw()
        case .tasks(let event):
            apply(overlays.hear(event, in: context))
            redraw()
        case .screen(let update): receive(update)
        case .notice(let notice): receive(notice)
        case .goodbye(let goodbye): receive(goodbye)
        case .disconnected(let cause):
            state.connection = .lost(cause)
            redraw()
        case .failed(let error): end(.failed(error))
        }
    }

    private func receive(_ event: WorkspaceEvent) {
        state.workspaceName = event.workspace.name
        state.workspace = event
        state.needy = event.needy
        state.sessions = Dictionary(event.sessions.map { ($0.number, $0) }) { $1 }
        let alive = Set(event.sessions.map(\.number))
        state.mirrors = state.mirrors.filter { alive.contains($0.key) }
        restoreScroll(in: event.workspace.name)
        tickOverlays()
        redraw()
        releaseHeldInput()
    }

    /// A screen that comes alone is shown at once: it may be the echo of a key.
    private func receive(_ update: ScreenUpdate) {
        let session = SessionID(rawValue: update.session)
        state.mirrors[session, default: ScreenMirror(size: update.size)].apply(update)
        picture.shown.append(ScreenAcknowledgement(session: update.session, sequence: update.sequence))
        needsShow(.contents)
    }

    private func receive(_ notice: Notice) {
        switch notice {
        case .message(let text, let isError): say(text, isError: isError)
        case .bell: outer.write("\u{7}")
        case .clipboard(let selection, let bytes):
            if state.configuration.osc52 {
                outer.write(TerminalSequences.clipboard(bytes, selection: selection))
            }
        case .notification(let session, let title, let body):
            let name = state.sessions[session]?.name
            say(
                [name, title.isEmpty ? nil : title, body].compactMap(\.self).joined(separator: ": "),
                isError: false)
            outer.notify(title: title.isEmpty ? name ?? "roost" : title, body: body)
        case .alert(let session, let kind, let text):
            // The status row says it by itself, for as long as it is so.
            let name = state.sessions[session]?.name ?? "session \(session)"
            outer.notify(title: "\(name): \(kind.word)", body: String(text.prefix { !$0.isNewline }))
        case .configurationChanged: readConfiguration()
        }
    }

    private func receive(_ goodbye: Goodbye) {
        let name = state.workspaceName.isEmpty ? "roost" : state.workspaceName
        switch goodbye {
        case .detached: end(.left("detached from \(name)", status: 0))
        case .workspaceEmpty: end(.left("\(name) has no windows any more", status: 0))
        case .stopping: end(.left("server stopped: sessions go on", status: 0))
        case .upgrading: end(.left("server is being upgraded: sessions go on", status: 0))
        case .killed: end(.left("server ended, and all sessions with it", status: 1))
        case .refused(let cause):
            end(.failed(ClientError(.refused, "attach to \(name)", cause: cause)))
        }
    }
}
