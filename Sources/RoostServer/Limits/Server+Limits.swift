import Glibc
import RoostConfig
import RoostDetect
import RoostIO
import RoostModel
import RoostStore
import RoostWire

// What sessions may use, looked at only where the configuration limits it.
extension Server {
    private static let memoryPause = Duration.seconds(10)
    private static let idlePause = Duration.seconds(600)

    /// Begins to look, if there is anything to look at.
    func watchLimits() {
        memory = MemoryLimits(
            session: configuration.limits.memoryBytes, total: configuration.limits.totalMemoryBytes)
        if memory.isNeeded { scheduleMemoryLook() }
        if configuration.limits.endedHours > 0 || configuration.limits.idleHours > 0 { cleanUp() }
    }

    private func scheduleMemoryLook() {
        _ = loop.schedule(after: Self.memoryPause) { [weak self] in
            self?.assumeIsolated { server in
                guard !server.isStopping else { return }
                server.lookAtMemory()
                server.scheduleMemoryLook()
            }
        }
    }

    private func lookAtMemory() {
        var leaders: [Int32: SessionID] = [:]
        for info in infos.values where !info.state.isEnded {
            if let pid = info.pid { leaders[pid] = info.number }
        }
        let found = MemoryUse.bytes(
            ofSessions: Set(leaders.keys), pageSize: Int(sysconf(Int32(_SC_PAGESIZE))))
        var used: [SessionID: Int] = [:]
        for (pid, bytes) in found { leaders[pid].map { used[$0] = bytes } }
        for verdict in memory.judge(used) { act(on: verdict) }
    }

    private func act(on verdict: MemoryLimits.Verdict) {
        switch verdict {
        case .over(let id, let bytes):
            guard let info = infos[id] else { return }
            let excess = SessionTransition(.memoryLimit(used: bytes, allowed: memory.session))
            let text = excess.text
            limitProblems[id] = "\(info.name) \(text)"
            Log.write("session \(id): \(text)")
            store.enqueue(.event(EventRecord(session: id, at: .now, transition: excess, offset: 0)))
            announce("\(info.name) \(text)", isError: true)
            tell(id, text)
            if configuration.limits.atMemoryLimit == .end { end(id) }
        case .totalOver(let sum, let most):
            guard let info = infos[most] else { return }
            let text = SessionTransition(.memoryLimit(used: sum, allowed: memory.total)).text
            totalProblem = "all sessions together: \(text); most of it \(info.name)"
            announce(totalProblem ?? text, isError: true)
            tell(most, totalProblem ?? text)
            if configuration.limits.atMemoryLimit == .end { end(most) }
        case .under(let id):
            limitProblems[id] = nil
            tell(id, nil)
        case .totalUnder:
            totalProblem = nil
            for id in sessions.keys where limitProblems[id] == nil { tell(id, nil) }
        }
        for workspace in workspaces { layoutChanged(workspace.name) }
    }

    /// Tells a session that it uses too much; nil: no longer.
    private func tell(_ id: SessionID, _ excess: String?) {
        sessions[id]?.run { $0.note(.limit(excess, at: .now)) }
    }

    /// What is over its limit now, for the status row and `roost doctor`.
    var limitProblem: String? {
        totalProblem ?? limitProblems.min { $0.key < $1.key }?.value
    }

    // MARK: - Sessions that nobody needs

    private func cleanUp() {
        let watched = clients.values.reduce(into: Set<SessionID>()) { $0.formUnion($1.view?.visible ?? []) }
        let due = IdleSessions.due(
            infos.values, watched: watched, limits: configuration.limits, now: .now)
        for id in due.remove {
            do throws(Failure) {
                Log.write("session \(id): removed, it ended long ago")
                try remove(id)
            } catch {
                Log.write("\(error)")
            }
        }
        for id in due.end {
            Log.write("session \(id): ended, nobody has used it for long")
            end(id)
        }
        _ = loop.schedule(after: Self.idlePause) { [weak self] in
            self?.assumeIsolated { server in
                guard !server.isStopping else { return }
                server.cleanUp()
            }
        }
    }
}
