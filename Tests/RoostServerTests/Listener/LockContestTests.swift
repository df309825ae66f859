import Testing

@testable import RoostServer

@Suite struct LockContestTests {
    private func step(
        _ milliseconds: Int, isSecond: Bool = false, isServed: Bool = false
    ) -> LockContest.Step {
        LockContest(isSecond: isSecond).step(after: .milliseconds(milliseconds)) { isServed }
    }

    @Test func `a lock is taken, or waited for until nothing comes of it`() {
        #expect(step(0) == .lock)
        #expect(step(3999) == .lock)
        #expect(step(4000) == .refuse)
    }

    @Test func `a server that is closing does not count as one that takes clients`() {
        #expect(step(0, isServed: true) == .lock)
        #expect(step(999, isServed: true) == .lock)
        #expect(step(1000, isServed: true) == .giveWay)
        #expect(step(4000, isServed: true) == .giveWay)
    }

    @Test func `the server of the keeper that has the children comes first, for a while`() {
        #expect(step(0, isSecond: true) == .wait)
        #expect(step(0, isSecond: true, isServed: true) == .giveWay)
        #expect(step(2999, isSecond: true) == .wait)
        #expect(step(3000, isSecond: true) == .lock)
    }

    @Test func `nobody asks the socket before its answer decides`() {
        var asked = 0
        _ = LockContest(isSecond: false).step(after: .zero) {
            asked += 1
            return false
        }
        #expect(asked == 0)
    }

    @Test(arguments: [(0, 1000), (999, 1), (1000, 2000), (3000, 1000), (3500, 500), (4000, 0), (9000, 0)])
    func `it is looked at again when the answer may change by itself`(elapsed: Int, rest: Int) {
        #expect(LockContest().rest(after: .milliseconds(elapsed)) == .milliseconds(rest))
    }
}
