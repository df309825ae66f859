import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct SubscriptionTests {
    private static let start = Timestamp.now

    private func info(_ number: UInt64, _ change: (inout SessionInfo) -> Void = { _ in }) -> SessionInfo {
        var info = SessionInfo(
            name: "s\(number)", number: SessionID(rawValue: number), state: .running, provider: "shell",
            command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: Self.start, lastActivity: Self.start,
            stateSince: Self.start)
        change(&info)
        return info
    }

    private func changed(_ infos: SessionInfo...) -> [SessionID: SessionInfo?] {
        Dictionary(uniqueKeysWithValues: infos.map { ($0.number, $0) })
    }

    private let one = SessionID(rawValue: 1)

    @Test func `who subscribes to sessions hears of every change`() {
        var subscription = Subscription(.sessions)
        #expect(subscription.concerning(changed(info(1), info(2))).count == 2)
        #expect(subscription.concerning(changed(info(1))) == [one])
        #expect(subscription.concerning([one: nil]) == [one])
    }

    @Test func `who subscribes to states hears of new ones only`() {
        var subscription = Subscription(.states)
        #expect(subscription.concerning(changed(info(1))) == [one], "the first is news")
        #expect(subscription.concerning(changed(info(1) { $0.title = "another" })).isEmpty)
        #expect(subscription.concerning(changed(info(1) { $0.state = .processing })) == [one])
        #expect(subscription.concerning(changed(info(1) { $0.state = .processing })).isEmpty)
        let asks = info(1) {
            $0.state = .processing
            $0.attention = Attention(kind: .approval, text: "may I?", source: "screen", since: Self.start)
        }
        #expect(subscription.concerning(changed(asks)) == [one])
        #expect(subscription.concerning(changed(info(1) { $0.name = "other" })) == [one])
        #expect(subscription.concerning([one: nil]) == [one], "it was removed")
        #expect(subscription.concerning([one: nil]).isEmpty)
    }

    @Test func `who subscribes to neither hears of no session`() {
        var subscription = Subscription([.notices, .workspaces])
        #expect(subscription.concerning(changed(info(1))).isEmpty)
    }
}
