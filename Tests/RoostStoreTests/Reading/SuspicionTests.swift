import Testing

@testable import RoostStore

@Suite struct SuspicionTests {
    @Test func `one damage in a minute is looked into`() {
        var suspicion = Suspicion()
        let start = ContinuousClock.now
        let answers = [0, 0, 59_999, 60_000, 61_000].map {
            suspicion.met(at: start + .milliseconds($0))
        }
        #expect(answers == [true, false, false, true, false])
    }
}
