import FoundationEssentials
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

// What clients are told.
extension Server {
    /// Changes gather for so long: a burst is one event.
    private static let eventDelay = Duration.milliseconds(15)

    func sessionChanged(_ told: SessionInfo) {
        guard let info = directory.report(told) else { return }
        for wait in waits.met(by: info) { endWait(wait, found: true) }
        changedSessions.insert(info.number)
        scheduleEvents()
    }

    func sessionEnded(_ info: SessionInfo) {
        sessionChanged(info)
        tell { $0.limits[info.number] = nil }
        leaveIfLost()
        // The pane of a shell that exits 0 closes by itself; any other stays and says how it ended.
        let isCleanShell = info.kind == .shell && info.state == .completed
        if isCleanShell || info.state == .terminated { carryOut(workspaces.closePanes(showing: info.number)) }
        sweepLater()
    }

    func scheduleEvents() {
        guard eventTimer == nil else { return }
        eventTimer = schedule(after: Self.eventDelay) {
            $0.eventTimer = nil
            $0.sendSessionEvents()
        }
    }

    private func sendSessionEvents() {
        let changed = changedSessions.sorted().compactMap { directory[$0] }
        changedSessions = []
        let event = SessionsEvent(changed: changed, needy: directory.needy)
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
            workspace: workspace, sessions: workspace.sessions.compactMap { directory[$0] },
            needy: directory.needy, host: identity.host, warning: problems.warning)
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
