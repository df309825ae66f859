import RoostConfig
import RoostModel

/// Decides which sessions nobody needs any more, where the configuration says when that is.
enum IdleSessions {
    /// What is to be done, oldest first.
    struct Due: Hashable, Sendable {
        var remove: [SessionID] = []
        var end: [SessionID] = []
    }

    /// Looks at all of them.
    ///
    /// - Parameters:
    ///   - sessions: All that there are.
    ///   - watched: Those that a client shows now.
    ///   - limits: After how many hours; 0: never.
    ///   - now: The wall clock, which may have jumped: what lies in the future is not due.
    /// - Returns: Nothing where no limit is set.
    static func due(
        _ sessions: some Sequence<SessionInfo>, watched: Set<SessionID>, limits: Configuration.Limits,
        now: Timestamp
    ) -> Due {
        func isPast(_ time: Timestamp, hours: Int) -> Bool {
            hours > 0 && now.milliseconds(since: time) >= Int64(hours) * 3_600_000
        }
        var due = Due()
        for session in sessions.sorted(by: { ($0.lastActivity, $0.number) < ($1.lastActivity, $1.number) }) {
            if session.state.isEnded {
                guard session.workspace == nil, isPast(session.stateSince, hours: limits.endedHours) else {
                    continue
                }
                due.remove.append(session.number)
            } else {
                let isIdle = session.isAtPrompt || session.state == .waitingInput
                let isAsking = session.attention.map { $0.kind != .finished && $0.kind != .bell } ?? false
                guard isIdle, !isAsking, !watched.contains(session.number),
                    isPast(max(session.lastActivity, session.stateSince), hours: limits.idleHours)
                else { continue }
                due.end.append(session.number)
            }
        }
        return due
    }
}
