import FoundationEssentials
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

// What clients are told.
extension Server {
    /// Changes gather for so long: a burst is one event.
    private static let eventDelay = Duration.milliseconds(15)

    func sessionChanged(_ info: SessionInfo) {
        guard let old = infos[info.number] else { return }
        var info = info
        info.workspace = workspaces.first { $0.sessions.contains(info.number) }?.name
        infos[info.number] = info
        for found in stateWaiters.take(for: info) { found(info) }
        if old.name != info.name {
            names[old.name] = nil
            names[info.name] = info.number
        }
        changedSessions.insert(info.number)
        scheduleEvents()
    }

    func sessionEnded(_ info: SessionInfo) {
        sessionChanged(info)
        limitProblems[info.number] = nil
        leaveIfLost()
        // The pane of a shell that exits 0 closes by itself; any other stays and says how it ended.
        let isCleanShell = info.kind == .shell && info.state == .completed
        guard isCleanShell || info.state == .terminated else { return }
        closePanes(showing: info.number)
    }

    func scheduleEvents() {
        guard eventTimer == nil else { return }
        eventTimer = loop.schedule(after: Self.eventDelay) { [weak self] in
            self?.assumeIsolated {
                $0.eventTimer = nil
                $0.sendSessionEvents()
            }
        }
    }

    private func sendSessionEvents() {
        let changed = changedSessions.sorted().compactMap { infos[$0] }
        changedSessions = []
        let event = SessionsEvent(changed: changed, needy: needy)
        broadcast(.sessions, event) { _ in true }
    }

    /// Encodes once, sends to every attached client that `isMeant`.
    func broadcast(_ kind: FrameKind, _ message: some Encodable, to isMeant: (Client.View) -> Bool) {
        broadcast(to: isMeant) { Self.frame(kind, message) }
    }

    /// Does the same with a message that has a kind.
    func broadcast(_ kind: FrameKind, _ message: some WireMessage, to isMeant: (Client.View) -> Bool) {
        broadcast(to: isMeant) { Self.frame(kind, message) }
    }

    private func broadcast(to isMeant: (Client.View) -> Bool, _ frame: () -> Frame?) {
        let receivers = clients.values.filter { $0.view.map(isMeant) ?? false }
        guard !receivers.isEmpty, let bytes = frame()?.encoded else { return }
        for client in receivers { client.writer.write(bytes) }
    }

    static func frame(_ kind: FrameKind, _ message: some Encodable) -> Frame? {
        do {
            return Frame(kind: kind, body: Array(try JSONEncoder().encode(message)))
        } catch {
            Log.write("cannot encode a message: \(error)")
            return nil
        }
    }

    static func frame(_ kind: FrameKind, _ message: some WireMessage) -> Frame? {
        do throws(WireError) {
            return Frame(kind: kind, body: try message.body)
        } catch {
            Log.write("\(error)")
            return nil
        }
    }

    func workspaceEvent(_ workspace: Workspace) -> WorkspaceEvent {
        WorkspaceEvent(
            workspace: workspace, sessions: workspace.sessions.compactMap { infos[$0] }, needy: needy,
            host: host,
            warning: storeProblem ?? doorProblem ?? shortage ?? limitProblem ?? warning ?? configurationError)
    }

    /// Passes on what a program asks of the outer terminal.
    func forward(_ notice: Notice, from id: SessionID) {
        broadcast(.notice, notice) { view in
            switch notice {
            case .clipboard: view.visible.contains(id)
            default: true
            }
        }
    }

    /// A line in the status row of everybody who is attached.
    func announce(_ text: String, isError: Bool) {
        broadcast(.notice, Notice.message(text, isError: isError)) { _ in true }
    }
}
