import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct WaitsTests {
    private func info(_ state: SessionState, _ kind: Attention.Kind? = nil, number: UInt64 = 1) -> SessionInfo
    {
        let now = Timestamp(milliseconds: 0)
        return SessionInfo(
            name: "a", number: SessionID(rawValue: number), state: state,
            attention: kind.map { Attention(kind: $0, text: "", source: "screen", since: now) },
            provider: "shell", command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: now,
            lastActivity: now, stateSince: now)
    }

    private let session = SessionID(rawValue: 1)
    private let client = ClientID(rawValue: 7)

    @Test func `a wait is over once, for its session and its condition`() throws {
        var waits = Waits<String>()
        let wait = waits.begin([.exit], of: session, for: client, reply: "reply")
        #expect(waits.met(by: info(.running)).isEmpty)
        #expect(waits.met(by: info(.error, number: 2)).isEmpty)
        #expect(waits.met(by: info(.error)).map(\.id) == [wait])
        let end = waits.end(wait)
        let ended = try #require(end)
        #expect(ended == (session, "reply"))
        #expect(waits.end(wait) == nil)
        #expect(waits.met(by: info(.error)).isEmpty)
    }

    @Test func `a custom state is waited for by its name`() {
        var waits = Waits<Int>()
        let wait = waits.begin([.exit, .customState("reviewing")], of: session, for: client, reply: 1)
        var there = info(.running)
        there.customState = CustomState(name: "testing", since: Timestamp(milliseconds: 0))
        #expect(waits.met(by: there).isEmpty)
        there.customState?.name = "reviewing"
        #expect(waits.met(by: there).map(\.id) == [wait])
        #expect(waits.met(by: there).map(\.condition) == [.customState("reviewing")])
    }

    @Test func `waits are told in the order in which they began`() {
        var waits = Waits<Int>()
        let all = (0..<20).map { waits.begin([.exit], of: session, for: nil, reply: $0) }
        #expect(waits.met(by: info(.completed)).map(\.id) == all)
    }

    @Test func `a client that is gone has its own waits only`() {
        var waits = Waits<Int>()
        let own = waits.begin([.exit], of: session, for: client, reply: 1)
        _ = waits.begin([.exit], of: session, for: nil, reply: 2)
        #expect(waits.of(client: client) == [own])
        #expect(waits.of(session: session).count == 2)
        #expect(waits.contains(session: session))
        #expect(!waits.contains(session: SessionID(rawValue: 2)))
    }

    @Test func `a wait for any change ends with the first`() throws {
        var waits = Waits<Int>()
        let wait = waits.begin([], of: session, endsAtChange: true, for: client, reply: 1)
        #expect(waits.met(by: info(.running, number: 2)).isEmpty)
        let met = waits.met(by: info(.running))
        #expect(met.map(\.id) == [wait])
        #expect(met.map(\.condition) == [nil])
    }

    @Test func `what is kept for a wait can be changed until it is over`() {
        var waits = Waits<Int>()
        let wait = waits.begin([.exit], of: session, for: nil, reply: 1)
        waits.update(wait) { $0 += 1 }
        #expect(waits.end(wait)?.reply == 2)
        waits.update(wait) { $0 += 1 }
        #expect(waits.end(wait) == nil)
    }

    @Test(arguments: [
        (WaitCondition.state(.running), SessionState.running, Attention.Kind?.none, true),
        (.state(.processing), .running, nil, false), (.attention(.trust), .waitingInput, .trust, true),
        (.attention(.trust), .waitingInput, .approval, false), (.exit, .terminated, nil, true),
        (.exit, .starting, nil, false), (.text("x"), .running, nil, false),
        (.settled, .processing, nil, false), (.settled, .waitingInput, nil, true),
        (.settled, .waitingInput, .finished, true), (.settled, .running, nil, false),
        (.settled, .running, .question, true), (.settled, .running, .bell, false),
        (.settled, .processing, .retrying, false), (.settled, .waitingInput, .rateLimited, true),
        (.settled, .error, nil, true),
    ])
    func `conditions`(condition: WaitCondition, state: SessionState, kind: Attention.Kind?, isMet: Bool) {
        #expect(Waits<Int>.isMet(condition, by: info(state, kind)) == isMet)
    }

    @Test func `the first of several conditions that holds is named`() {
        var waits = Waits<Int>()
        let wait = waits.begin(
            [.text("x"), .attention(.trust), .settled, .exit], of: session, for: nil, reply: 1)
        #expect(waits.met(by: info(.processing)).isEmpty)
        #expect(waits.met(by: info(.waitingInput, .trust)).map(\.condition) == [.attention(.trust)])
        let met = waits.met(by: info(.error))
        #expect(met.map(\.id) == [wait])
        #expect(met.map(\.condition) == [.settled])
    }

    @Test func `a shell is settled at its prompt`() {
        var info = info(.running)
        info.isAtPrompt = true
        #expect(Waits<Int>.isMet(.settled, by: info))
    }
}
