import RoostWire
import Testing

@testable import RoostClient

@Suite struct BackoffTests {
    @Test func `waits grow to a second and begin anew`() {
        var backoff = Backoff()
        let waits = (0..<9).map { _ in backoff.next() }
        #expect(waits == [20, 50, 100, 200, 400, 800, 1000, 1000, 1000].map { .milliseconds($0) })
        #expect(backoff.attempts == 9)
        backoff.reset()
        #expect(backoff.next() == .milliseconds(20))
    }

    @Test func `keys are kept for two seconds, in order`() {
        let start = ContinuousClock.now
        var typed = TypedAhead()
        typed.keep(Frame(kind: .key, body: [1]), now: start)
        typed.keep(Frame(kind: .mouse, body: [2]), now: start + .seconds(1))
        typed.keep(Frame(kind: .paste, body: [3]), now: start + .seconds(1))
        typed.keep(Frame(kind: .key, body: [4]), now: start + .seconds(1))
        #expect(typed.take(now: start + .milliseconds(2500)).map(\.body) == [[3], [4]])
        #expect(typed.take(now: start).isEmpty)
    }

    @Test func `no more is kept than fits`() {
        var typed = TypedAhead()
        for _ in 0..<3 { typed.keep(Frame(kind: .paste, body: Array(repeating: 0, count: 30_000))) }
        #expect(typed.take().count == 2)
    }
}
