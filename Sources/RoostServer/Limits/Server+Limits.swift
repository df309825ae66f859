import Logging
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

    /// Looks if there is anything to look at; called again when the limits have changed.
    func watchLimits() {
        limits.cancel()
        limits.memory.session = configuration.limits.memoryBytes
        limits.memory.total = configuration.limits.totalMemoryBytes
        if limits.memory.isNeeded {
            scheduleMemoryLook()
        } else {
            for verdict in limits.memory.judge([:]) { act(on: verdict) }
        }
        if configuration.limits.endedHours > 0 || configuration.limits.idleHours > 0 { cleanUp() }
    }

    private func scheduleMemoryLook() {
        limits.memoryTimer = schedule(after: Self.memoryPause) { server in
            guard !server.life.isStopping else { return }
            server.lookAtMemory()
            server.scheduleMemoryLook()
        }
    }

    private func lookAtMemory() {
        var leaders: [Int32: SessionID] = [:]
        for id in directory.living {
            if let pid = directory[id]?.pid { leaders[pid] = id }
        }
        let found = MemoryUse.bytes(ofSessions: Set(leaders.keys))
        var used: [SessionID: Int] = [:]
        for (pid, bytes) in found { leaders[pid].map { used[$0] = bytes } }
        for verdict in limits.memory.judge(used) { act(on: verdict) }
    }

    private func act(on verdict: MemoryLimits.Verdict) {
        switch verdict {
        case .over(let id, let bytes):
            guard let info = directory[id] else { return }
            let excess = SessionTransition(.memoryLimit(used: bytes, allowed: limits.memory.session))
            let text = excess.text
            Log.session(id).warning("\(text)")
            store.enqueue(.event(EventRecord(session: id, at: clock.now, transition: excess, offset: 0)))
            announce("\(info.name) \(text)", isError: true)
            tell { $0.limits[id] = "\(info.name) \(text)" }
            note(id, text)
            if configuration.limits.atMemoryLimit == .end { end(id) }
        case .totalOver(let sum, let most):
            guard let info = directory[most] else { return }
            let excess = SessionTransition(.memoryLimit(used: sum, allowed: limits.memory.total)).text
            let text = "all sessions together: \(excess); most of it \(info.name)"
            announce(text, isError: true)
            tell { $0.totalLimit = text }
            note(most, text)
            if configuration.limits.atMemoryLimit == .end { end(most) }
        case .under(let id):
            tell { $0.limits[id] = nil }
            note(id, nil)
        case .totalUnder:
            tell { $0.totalLimit = nil }
            for id in sessions.keys where problems.limits[id] == nil { note(id, nil) }
        }
    }

    /// Tells a session that it uses too much; nil: no longer.
    private func note(_ id: SessionID, _ excess: String?) {
        sessions[id]?.run { $0.note(.limit(excess, at: $0.clock.now)) }
    }

    // MARK: - Sessions that nobody needs

    private func cleanUp() {
        let watched = clients.values.reduce(into: Set<SessionID>()) { $0.formUnion($1.shown) }
        let due = IdleSessions.due(
            infos.values, watched: watched, limits: configuration.limits, now: clock.now)
        for id in due.remove {
            do throws(Failure) {
                Log.session(id).notice("removed, since it ended long ago")
                try remove(id)
            } catch {
                Log.session(id).error("\(error)")
            }
        }
        for id in due.end {
            Log.session(id).notice("ended, since nobody has used it for long")
            end(id)
        }
        limits.idleTimer = schedule(after: Self.idlePause) { server in
            guard !server.life.isStopping else { return }
            server.cleanUp()
        }
    }
}
