import Testing

@testable import RoostServer

@Suite struct SnapshotPolicyTests {
    private let start = ContinuousClock.now
    private static let mega: UInt64 = 1 << 20

    private func policy(offset: UInt64? = 0) -> SnapshotPolicy { SnapshotPolicy(offset: offset, at: start) }

    @Test func `a little output is replayed, and not written down`() {
        var policy = policy()
        #expect(policy.printed(upTo: 64 << 10 - 1, scrollbackByteCount: 0, at: start) == false)
        #expect(policy.deadline == nil)
        #expect(!policy.isWorthAtDetach(end: 60_000))
    }

    @Test func `a pause after some output is the time for one`() {
        var policy = policy()
        #expect(policy.printed(upTo: 100_000, scrollbackByteCount: 0, at: start) == false)
        #expect(policy.deadline == start + .seconds(2))
        // More output puts it off.
        #expect(policy.printed(upTo: 110_000, scrollbackByteCount: 0, at: start + .seconds(1)) == false)
        #expect(policy.isQuiet(at: start + .seconds(2)) == false)
        #expect(policy.deadline == start + .seconds(3))
        #expect(policy.isQuiet(at: start + .milliseconds(2999)) == false)
        #expect(policy.isQuiet(at: start + .seconds(3)) == true)
        policy.taken(at: 110_000, now: start + .seconds(3))
        #expect(policy.deadline == nil)
        #expect(policy.isQuiet(at: start + .seconds(9)) == false)
    }

    @Test func `a program that never pauses has one every ten seconds, if it prints enough`() {
        var policy = policy()
        #expect(
            policy.printed(upTo: 256 << 10, scrollbackByteCount: 0, at: start + .milliseconds(9999)) == false)
        #expect(policy.printed(upTo: 256 << 10, scrollbackByteCount: 0, at: start + .seconds(10)) == true)
        policy.taken(at: 256 << 10, now: start + .seconds(10))
        #expect(policy.printed(upTo: 500_000, scrollbackByteCount: 0, at: start + .seconds(30)) == false)
    }

    @Test func `a flood has one when its replay would take long`() {
        var policy = policy()
        let heavy = Int(100 * Self.mega)
        #expect(policy.printed(upTo: 8 * Self.mega, scrollbackByteCount: heavy, at: start) == false)
        policy.worked(for: .milliseconds(199))
        #expect(policy.printed(upTo: 9 * Self.mega, scrollbackByteCount: heavy, at: start) == false)
        policy.worked(for: .milliseconds(1))
        #expect(policy.printed(upTo: 9 * Self.mega, scrollbackByteCount: heavy, at: start) == true)
    }

    @Test func `a flood that is replayed in a moment has one every 40 MB, or where the scrollback is light`()
    {
        var policy = policy()
        let heavy = Int(100 * Self.mega)
        #expect(policy.printed(upTo: 40 * Self.mega - 1, scrollbackByteCount: heavy, at: start) == false)
        #expect(policy.printed(upTo: 40 * Self.mega, scrollbackByteCount: heavy, at: start) == true)
        #expect(policy.printed(upTo: 16 * Self.mega, scrollbackByteCount: Int(Self.mega), at: start) == true)
        #expect(
            policy.printed(upTo: 16 * Self.mega - 1, scrollbackByteCount: Int(Self.mega), at: start) == false)
    }

    @Test func `the first one is new even without output, and the same twice is not`() {
        var policy = policy(offset: nil)
        #expect(policy.isNew(end: 0))
        policy.taken(at: 0, now: start)
        #expect(!policy.isNew(end: 0))
        #expect(policy.isNew(end: 1))
        #expect(!self.policy(offset: 70).isNew(end: 70))
    }

    @Test func `after a recovery a small part is worth one, after a loss a pause must have passed`() {
        let policy = policy(offset: 1000)
        #expect(policy.isWorthAfterRecovery(end: 1000 + 8192))
        #expect(!policy.isWorthAfterRecovery(end: 1000 + 8191))
        #expect(policy.isWorthAtDetach(end: 1000 + 65_536))
        #expect(!policy.isWorthAfterLoss(at: start + .milliseconds(1999)))
        #expect(policy.isWorthAfterLoss(at: start + .seconds(2)))
    }
}
