import Testing

@testable import roost_keeper

@Suite struct RestartPolicyTests {
    @Test func `quick ends are waited for longer and longer, and then too many`() {
        var policy = RestartPolicy()
        let decisions = (1...13).map { _ in policy.ended(onPurpose: false, lifetimeMilliseconds: 1999) }
        let pauses: [UInt64] = [0, 100, 200, 400, 800, 1000, 1000, 1000, 1000, 1000, 1000]
        #expect(decisions == pauses.map { .start(afterMilliseconds: $0) } + [.giveUp, .giveUp])
    }

    @Test func `a successor is given up sooner`() {
        var policy = RestartPolicy()
        let decisions = (1...5).map { _ in
            policy.ended(onPurpose: false, isSuccessor: true, lifetimeMilliseconds: 1)
        }
        #expect(decisions == [0, 100, 200, 400].map { .start(afterMilliseconds: $0) } + [.giveUp])
    }

    @Test func `a server that lived begins anew`() {
        var policy = RestartPolicy()
        for _ in 1...4 { _ = policy.ended(onPurpose: false, lifetimeMilliseconds: 1) }
        #expect(policy.ended(onPurpose: false, lifetimeMilliseconds: 10_000) == .start(afterMilliseconds: 0))
        #expect(policy.ended(onPurpose: false, lifetimeMilliseconds: 1) == .start(afterMilliseconds: 100))
    }

    @Test func `a poke begins anew`() {
        var policy = RestartPolicy()
        for _ in 1...5 { _ = policy.ended(onPurpose: false, lifetimeMilliseconds: 1) }
        policy.poked()
        #expect(policy.ended(onPurpose: false, lifetimeMilliseconds: 1) == .start(afterMilliseconds: 0))
    }

    @Test func `an end on purpose is left alone`() {
        var policy = RestartPolicy()
        #expect(policy.ended(onPurpose: true, lifetimeMilliseconds: 1) == .rest)
    }

    @Test func `an end that would come again is the last`() {
        var policy = RestartPolicy()
        #expect(policy.ended(onPurpose: false, isHopeless: true, lifetimeMilliseconds: 9999) == .giveUp)
    }

    @Test(arguments: [true, false])
    func `a new executable is started at once, once`(onPurpose: Bool) {
        var policy = RestartPolicy()
        policy.replaced()
        #expect(policy.ended(onPurpose: onPurpose, lifetimeMilliseconds: 1) == .start(afterMilliseconds: 0))
        #expect(policy.ended(onPurpose: true, lifetimeMilliseconds: 1) == .rest)
    }
}
