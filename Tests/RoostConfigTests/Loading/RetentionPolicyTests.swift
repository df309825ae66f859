import Testing

@testable import RoostConfig

@Suite struct RetentionPolicyTests {
    private func limits(_ days: Int, _ session: Int, _ total: Int, _ ended: Int) -> RetentionPolicy.Limits {
        var retention = Configuration.Retention()
        (retention.days, retention.sessionBytes, retention.totalBytes) = (days, session, total)
        return RetentionPolicy.Limits(retention: retention, endedHours: ended)
    }

    @Test func `without mistakes the file decides, whatever was before`() {
        let asked = limits(1, 2, 3, 4)
        for last in [nil, limits(0, 0, 0, 0), limits(9, 9, 9, 9)] {
            #expect(RetentionPolicy(asked: asked, lastAsked: last, hasProblems: false).inForce == asked)
        }
    }

    @Test func `with mistakes each limit is the more generous of both`() {
        let policy = RetentionPolicy(
            asked: limits(10, 500, 3, 48), lastAsked: limits(30, 200, 3, 24), hasProblems: true)
        #expect(policy.inForce == limits(30, 500, 3, 48))
    }

    @Test func `no limit is the most generous, on either side`() {
        let asked = limits(0, 5, 0, 5)
        let last = limits(5, 0, 0, 0)
        let policy = RetentionPolicy(asked: asked, lastAsked: last, hasProblems: true)
        #expect(policy.inForce == limits(0, 0, 0, 0))
    }

    @Test func `with mistakes and nothing known of before, nothing is taken away`() {
        let policy = RetentionPolicy(asked: limits(1, 1, 1, 1), lastAsked: nil, hasProblems: true)
        #expect(policy.inForce == .unlimited)
        #expect(policy.inForce == limits(0, 0, 0, 0))
    }
}
