import Testing

@testable import RoostServer

@Suite struct CountdownTests {
    private let start = ContinuousClock.now

    @Test func `time passes only while it runs`() {
        var countdown = Countdown(.seconds(10))
        #expect(countdown.run(at: start + .seconds(100)) == .seconds(10))
        countdown.hold(at: start + .seconds(103))
        countdown.hold(at: start + .seconds(150))
        #expect(countdown.run(at: start + .seconds(200)) == .seconds(7))
        #expect(countdown.run(at: start + .seconds(202)) == .seconds(5))
    }

    @Test func `what is over is nothing, never less`() {
        var countdown = Countdown(.seconds(-3))
        #expect(countdown.run(at: start) == .zero)
        countdown.hold(at: start + .seconds(9))
        #expect(countdown.run(at: start + .seconds(20)) == .zero)
    }
}
