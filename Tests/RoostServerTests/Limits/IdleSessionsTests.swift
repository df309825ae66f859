import RoostConfig
import RoostModel
import Testing

@testable import RoostServer

@Suite struct IdleSessionsTests {
    private static let hour: Int64 = 3_600_000
    private let now = Timestamp(milliseconds: 1000 * hour)

    private func session(
        _ number: UInt64, _ state: SessionState, hoursAgo: Int64, workspace: String? = nil,
        attention: Attention.Kind? = nil
    ) -> SessionInfo {
        let time = Timestamp(milliseconds: now.milliseconds - hoursAgo * Self.hour)
        return SessionInfo(
            name: "s\(number)", number: SessionID(rawValue: number), state: state,
            attention: attention.map { Attention(kind: $0, text: "", source: "screen", since: time) },
            provider: "shell", command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: time,
            lastActivity: time, stateSince: time, workspace: workspace)
    }

    private func due(
        _ sessions: [SessionInfo], ended: Int = 0, idle: Int = 0, watched: Set<SessionID> = []
    ) -> (remove: [UInt64], end: [UInt64]) {
        var limits = Configuration.standard.limits
        limits.endedHours = ended
        limits.idleHours = idle
        let due = IdleSessions.due(sessions, watched: watched, limits: limits, now: now)
        return (due.remove.map(\.rawValue), due.end.map(\.rawValue))
    }

    @Test func `nothing is due unless somebody says when`() {
        let all = SessionState.allCases.enumerated().map { session(UInt64($0), $1, hoursAgo: 900) }
        #expect(due(all) == ([], []))
    }

    @Test func `ended sessions go when they are old and no pane shows them, oldest first`() {
        let sessions = [
            session(1, .completed, hoursAgo: 25), session(2, .error, hoursAgo: 24),
            session(3, .terminated, hoursAgo: 100), session(4, .completed, hoursAgo: 23),
            session(5, .error, hoursAgo: 100, workspace: "main"), session(6, .waitingInput, hoursAgo: 100),
        ]
        #expect(due(sessions, ended: 24) == ([3, 1, 2], []))
    }

    @Test func `living sessions are ended when they wait, unseen, and ask nothing`() {
        var atPrompt = session(8, .running, hoursAgo: 90)
        atPrompt.isAtPrompt = true
        let sessions = [
            session(1, .waitingInput, hoursAgo: 50), session(2, .running, hoursAgo: 50),
            session(3, .processing, hoursAgo: 50), session(4, .waitingInput, hoursAgo: 47),
            session(5, .waitingInput, hoursAgo: 50, attention: .approval),
            session(6, .waitingInput, hoursAgo: 60, attention: .finished),
            session(7, .waitingInput, hoursAgo: 50), atPrompt, session(9, .completed, hoursAgo: 90),
        ]
        #expect(due(sessions, idle: 48, watched: [SessionID(rawValue: 7)]) == ([], [8, 6, 1]))
    }

    @Test func `a clock that was wrong ends nothing`() {
        #expect(due([session(1, .waitingInput, hoursAgo: -900)], ended: 1, idle: 1) == ([], []))
    }
}
