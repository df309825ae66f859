import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct StateWaitersTests {
    private func info(_ state: SessionState, _ kind: Attention.Kind? = nil, number: UInt64 = 1) -> SessionInfo
    {
        let now = Timestamp(milliseconds: 0)
        return SessionInfo(
            name: "a", number: SessionID(rawValue: number), state: state,
            attention: kind.map { Attention(kind: $0, text: "", source: "screen", since: now) },
            provider: "shell", command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: now,
            lastActivity: now,
            stateSince: now)
    }

    @Test func `a waiter is told once, for its session and its condition`() {
        var waiters = StateWaiters()
        waiters.add(1, session: SessionID(rawValue: 1), condition: .exit) { _ in }
        #expect(waiters.take(for: info(.running)).isEmpty)
        #expect(waiters.take(for: info(.error, number: 2)).isEmpty)
        #expect(waiters.take(for: info(.error)).count == 1)
        #expect(waiters.take(for: info(.error)).isEmpty)
    }

    @Test func `who gave up is not told`() {
        var waiters = StateWaiters()
        waiters.add(1, session: SessionID(rawValue: 1), condition: .exit) { _ in }
        waiters.remove(1)
        #expect(waiters.take(for: info(.completed)).isEmpty)
    }

    @Test(arguments: [
        (WaitCondition.state(.running), SessionState.running, Attention.Kind?.none, true),
        (.state(.processing), .running, nil, false), (.attention(.trust), .waitingInput, .trust, true),
        (.attention(.trust), .waitingInput, .approval, false), (.exit, .terminated, nil, true),
        (.exit, .starting, nil, false), (.text("x"), .running, nil, false),
    ])
    func `conditions`(condition: WaitCondition, state: SessionState, kind: Attention.Kind?, isMet: Bool) {
        #expect(StateWaiters.isMet(condition, by: info(state, kind)) == isMet)
    }
}
