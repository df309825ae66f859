import Testing

@testable import RoostStore

@Suite struct CheckpointPolicyTests {
    private let start = ContinuousClock.now
    private let long = CheckpointPolicy.busyBytes + 1

    @Test func `a short log is left alone, and nothing is looked at again`() {
        var policy = CheckpointPolicy()
        #expect(!policy.isDue(byteCount: CheckpointPolicy.idleBytes, isBusy: false, at: start))
        policy.looked(byteCount: CheckpointPolicy.idleBytes, at: start)
        #expect(policy.deadline == nil)
    }

    @Test func `a longer log is emptied in a pause, and a long one at any time`() {
        let policy = CheckpointPolicy()
        #expect(policy.isDue(byteCount: CheckpointPolicy.idleBytes + 1, isBusy: false, at: start))
        #expect(!policy.isDue(byteCount: CheckpointPolicy.busyBytes, isBusy: true, at: start))
        #expect(policy.isDue(byteCount: long, isBusy: true, at: start))
    }

    @Test func `while a reader holds it, attempts come ever more seldom, and never cease`() {
        var policy = CheckpointPolicy()
        var now = start
        var pauses: [Duration] = []
        for _ in 0..<8 {
            #expect(policy.isDue(byteCount: long, isBusy: true, at: now))
            policy.looked(byteCount: long, at: now)
            // Further syncs before it is time change nothing.
            #expect(!policy.isDue(byteCount: long, isBusy: true, at: now + .milliseconds(500)))
            policy.looked(byteCount: long, at: now + .milliseconds(500))
            guard let next = policy.deadline else {
                Issue.record("no attempt follows")
                return
            }
            pauses.append(now.duration(to: next))
            now = next
        }
        #expect(pauses == [1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
        policy.looked(byteCount: 0, at: now)
        #expect(policy == CheckpointPolicy())
    }
}
