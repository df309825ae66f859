import Logging
import FoundationEssentials
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

// What clients are told.
extension Server {
    func sessionChanged(_ told: SessionInfo) {
        let known = directory[told.number]
        guard let info = directory.report(told) else { return }
        count(info, after: known)
        alert(of: info, after: known?.attention)
        lookForConversation(of: info, after: known?.state)
        for (wait, condition) in waits.met(by: info) { endWait(wait, met: condition) }
        noteChange(of: info.number)
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

    /// Clients are told of a session that is another, or gone, with what else changes meanwhile.
    func noteChange(of id: SessionID) {
        guard news.changes.note(id) else { return }
        schedule(after: Changes<SessionID>.window) { $0.sendSessionEvents() }
    }

    private func sendSessionEvents() {
        let changed = Dictionary(uniqueKeysWithValues: news.changes.take().map { ($0, infos[$0]) })
        for client in clients.values { client.note(changed) }
        flush(clients.values)
    }

    /// A workspace is another to these clients, or gone.
    func tell(_ hearers: [Client], ofWorkspace name: String) {
        for client in hearers { client.outbox.changed(workspace: name) }
        flush(hearers)
    }

    /// Tells everybody who `isMeant`.
    func notify(_ notice: Notice, to isMeant: (Client) -> Bool) {
        let hearers = clients.values.filter(isMeant)
        guard !hearers.isEmpty, let frame = Self.frame(.notice, notice) else { return }
        let bytes = frame.encoded
        for client in hearers { client.outbox.notify(bytes) }
        flush(hearers)
    }

    /// A client subscribes to these topics, in place of earlier ones.
    ///
    /// What it is told first, the state as it is, goes out with the answer, and after it.
    func subscribe(_ id: ClientID, to topics: Topics) {
        guard let client = clients[id] else { return }
        client.subscription = topics.isEmpty ? nil : Subscription(topics)
        client.note(infos.mapValues { $0 })
        if topics.contains(.tasks) { client.outbox.changed(tasks: board.unfinished.map(\.info.id)) }
        if topics.contains(.workspaces) {
            for workspace in workspaces.all { client.outbox.changed(workspace: workspace.name) }
        }
    }

    /// Sends each client what it has room for; what several are told is encoded once.
    func flush(_ clients: some Sequence<Client>) {
        var encoded: [Outbox.Item: [UInt8]?] = [:]
        for client in clients {
            client.flush { item in
                switch item {
                case .frame(let bytes): return bytes
                case .workspace(let name) where client.view?.workspace == name:
                    return encodedPicture(for: client)
                case .workspace, .sessions, .tasks, .pulse, .droppedNotices: break
                }
                if let known = encoded[item] { return known }
                let bytes = encode(item)
                encoded[item] = .some(bytes)
                return bytes
            }
            readOn(client)
        }
    }

    /// A client's workspace as it is to draw it; no other client sees the same.
    private func encodedPicture(for client: Client) -> [UInt8]? {
        guard let workspace = workspaces.picture(for: client.id) else { return nil }
        var event = workspaceEvent(workspace)
        event.view = workspaces.onlookers[client.id]?.view
        return Self.frame(.workspace, event)?.encoded
    }

    private func encode(_ item: Outbox.Item) -> [UInt8]? {
        switch item {
        case .frame(let bytes):
            return bytes
        case .workspace(let name):
            guard let workspace = workspaces[name] else {
                return Self.frame(.workspaceRemoved, WorkspaceRemoved(name: name))?.encoded
            }
            return Self.frame(.workspace, workspaceEvent(workspace))?.encoded
        case .sessions(let numbers):
            let sorted = numbers.sorted()
            let removed = sorted.filter { infos[$0] == nil }
            let event = SessionsEvent(
                changed: sorted.compactMap { infos[$0] }, needy: directory.needy,
                removed: removed.isEmpty ? nil : removed)
            return Self.frame(.sessions, event)?.encoded
        case .tasks(let ids):
            return Self.frame(.tasks, tasksEvent(ids))?.encoded
        case .pulse: return Self.frame(.tasks, TasksEvent(changed: [], pulse: board.pulse))?.encoded
        case .droppedNotices(let count):
            let text = count == 1 ? "1 message was" : "\(count) messages were"
            let notice = Notice.message("\(text) left out: this client did not read", isError: false)
            return Self.frame(.notice, notice)?.encoded
        }
    }

    static func frame(_ kind: FrameKind, _ message: some Encodable) -> Frame? {
        do {
            return Frame(kind: kind, body: Array(try JSONEncoder().encode(message)))
        } catch {
            Log.server.error("cannot encode a message: \(error)")
            return nil
        }
    }

    static func frame(_ kind: FrameKind, _ message: some WireMessage) -> Frame? {
        do throws(WireError) {
            return Frame(kind: kind, body: try message.body)
        } catch {
            Log.server.error("\(error)")
            return nil
        }
    }

    /// A workspace and what belongs to it, with the view of the client that was used last.
    func workspaceEvent(_ workspace: Workspace) -> WorkspaceEvent {
        WorkspaceEvent(
            workspace: workspace, sessions: workspace.sessions.compactMap { directory[$0] },
            needy: directory.needy, host: identity.host, warning: problems.warning,
            warnings: problems.warning == nil ? nil : problems.warnings)
    }

    /// Passes on what a program asks of the outer terminal.
    func forward(_ notice: Notice, from id: SessionID) {
        var notice = notice
        if case .notification(_, let title, let body) = notice {
            guard news.alerts.isNews(from: id, at: clock.instant) else { return }
            if isWatched(id) {
                let text = [directory[id]?.name, title, body].compactMap(\.self).filter { !$0.isEmpty }
                notice = .message(text.joined(separator: ": "), isError: false)
            }
        }
        notify(notice) { client in
            if case .clipboard = notice { return client.view?.visible.contains(id) ?? false }
            return client.hearsNotices || client.watching?.session == id
        }
    }

    /// Tells everybody that a session needs them, once, unless somebody looks at it.
    private func alert(of info: SessionInfo, after known: Attention?) {
        guard info.attention != known,
            let notice = news.alerts.alert(
                of: info, after: known, isWatched: isWatched(info.number), scope: configuration.alertScope,
                at: clock.instant)
        else { return }
        notify(notice) { $0.hearsNotices }
    }

    /// Whether a session's pane is in focus in a terminal that is.
    private func isWatched(_ id: SessionID) -> Bool {
        workspaces.onlookers.values.contains { onlooker in
            workspaces[onlooker.workspace].map { onlooker.focused(in: $0) == id } ?? false
        }
    }

    /// A line in the status row of everybody who is attached, and for those who subscribe to notices.
    func announce(_ text: String, isError: Bool) {
        notify(.message(text, isError: isError)) { $0.hearsNotices }
    }
}
