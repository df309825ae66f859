import RoostModel
import Testing

@testable import RoostServer

@Suite struct MemoryLimitsTests {
    private let one = SessionID(rawValue: 1)
    private let two = SessionID(rawValue: 2)

    @Test func `an excess is told once, and again after it was well over`() {
        var limits = MemoryLimits(session: 1000, total: 0)
        #expect(limits.judge([one: 1000, two: 10]).isEmpty)
        #expect(limits.judge([one: 1001, two: 10]) == [.over(one, bytes: 1001)])
        #expect(limits.judge([one: 5000]).isEmpty)
        #expect(limits.judge([one: 950]).isEmpty)
        #expect(limits.judge([one: 1001]).isEmpty)
        #expect(limits.judge([one: 900]) == [.under(one)])
        #expect(limits.judge([one: 1001]) == [.over(one, bytes: 1001)])
    }

    @Test func `a session that has ended is under its limit`() {
        var limits = MemoryLimits(session: 1000, total: 0)
        _ = limits.judge([one: 2000, two: 3000])
        #expect(limits.judge([two: 3000]) == [.under(one)])
    }

    @Test func `the total names the session that uses most`() {
        var limits = MemoryLimits(session: 0, total: 1000)
        #expect(limits.judge([one: 600, two: 400]).isEmpty)
        #expect(limits.judge([one: 400, two: 700]) == [.totalOver(bytes: 1100, most: two)])
        #expect(limits.judge([one: 400, two: 800]).isEmpty)
        #expect(limits.judge([one: 400, two: 500]) == [.totalUnder])
    }

    @Test func `without limits there is nothing to look at`() {
        var limits = MemoryLimits(session: 0, total: 0)
        #expect(!limits.isNeeded)
        #expect(limits.judge([one: .max / 2]).isEmpty)
    }
}
