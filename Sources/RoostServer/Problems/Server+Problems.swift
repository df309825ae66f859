import Glibc
import RoostModel
import RoostStore
import RoostWire

// What is wrong, on every screen.
extension Server {
    /// Notes what is wrong, or no longer; clients are told when they show something else now.
    func tell(_ body: (inout Problems) -> Void) {
        let before = (problems.warning, problems.warnings)
        body(&problems)
        if (problems.warning, problems.warnings) != before { broadcastWorkspaces() }
    }

    /// Every client gets its workspace again; nothing has changed in any.
    func broadcastWorkspaces() {
        for workspace in workspaces.all {
            tell(clients.values.filter { $0.hears(ofWorkspace: workspace.name) }, ofWorkspace: workspace.name)
        }
    }

    /// Lines of `roost doctor`.
    var findings: [Finding] {
        var findings = [
            Finding(
                .ok, "server",
                "runs as \(getpid()), version \(Build.version), protocol \(ProtocolVersion.current)"),
            Finding(
                keeping.pid == nil ? .error : .ok, "keeper",
                keeping.pid.map { "runs as \($0)" } ?? "gone; a new one is being started"),
            Finding(.ok, "database", "\(paths.database), \(ByteCount(store.byteCount()))"),
        ]
        findings += problems.findings
        for client in clients.values.sorted(by: { $0.id < $1.id }) where client.outbox.droppedNotices > 0 {
            let count = client.outbox.droppedNotices
            findings.append(
                Finding(.warning, "client", "\(client.name) did not read: \(count) messages were left out"))
        }
        let waiting = store.pendingByteCount
        if waiting > 1 << 20 {
            findings.append(Finding(.warning, "database", "\(ByteCount(waiting)) wait to be written"))
        }
        return findings
    }
}
