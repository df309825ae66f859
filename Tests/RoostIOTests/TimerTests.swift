import Testing

@testable import RoostIO

@Suite(.timeLimit(.minutes(2))) struct TimerTests {
    @Test func `timers run by deadline whatever the order they were made in`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<Int>()
        for milliseconds in [9, 3, 6, 1, 12] {
            loop.schedule(after: .milliseconds(milliseconds)) {
                log.append(milliseconds)
                if milliseconds == 12 { loop.stop() }
            }
        }
        loop.runToEnd()
        #expect(log.entries == [1, 3, 6, 9, 12])
    }

    @Test func `no timer is early`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<Duration>()
        let start = ContinuousClock.now
        loop.schedule(after: .microseconds(1_500)) {
            log.append(ContinuousClock.now - start)
            loop.stop()
        }
        loop.runToEnd()
        let waited = try #require(log.entries.first)
        #expect(waited >= .microseconds(1_500))
    }

    @Test(arguments: [Duration.zero, .seconds(-5)])
    func `a timer without delay runs in the next round and not within the one that made it`(delay: Duration)
        throws
    {
        let loop = try EventLoop(name: "test")
        let log = Log<String>()
        loop.execute {
            loop.schedule(after: delay) {
                log.append("timer")
                loop.stop()
            }
            loop.execute { log.append("body") }
        }
        loop.runToEnd()
        #expect(log.entries == ["body", "timer"])
    }

    @Test func `a cancelled timer does not run and lets go of what it held`() throws {
        let loop = try EventLoop(name: "test")
        weak var held: Log<Int>?
        do {
            let log = Log<Int>()
            held = log
            let timer = loop.schedule(after: .milliseconds(1)) { log.append(1) }
            timer.cancel()
            timer.cancel()
        }
        #expect(held == nil)
        loop.schedule(after: .milliseconds(3)) { loop.stop() }
        loop.runToEnd()
    }

    @Test func `a timer cancels another that is due at the same time`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<Int>()
        let second = Box<Timer>()
        loop.schedule(after: .zero) {
            log.append(1)
            second.value?.cancel()
        }
        second.value = loop.schedule(after: .zero) { log.append(2) }
        loop.schedule(after: .zero) { loop.stop() }
        loop.runToEnd()
        #expect(log.entries == [1])
    }

    @Test func `a timer that makes itself again leaves the others their turn`() throws {
        let loop = try EventLoop(name: "test")
        let again = Box<@Sendable () -> Void>()
        again.value = { again.value.map { _ = loop.schedule(after: .zero, $0) } }
        again.value?()
        loop.schedule(after: .milliseconds(2)) { loop.stop() }
        loop.runToEnd()
        again.value = nil
    }

    @Test func `an earlier timer from another thread shortens the sleep`() async throws {
        try await withRunningLoop { loop in
            loop.schedule(after: .seconds(3_600)) {}
            await withCheckedContinuation { continuation in
                loop.schedule(after: .milliseconds(1)) { continuation.resume() }
            }
        }
    }

    @Test func `a timer for the end of time harms nobody`() throws {
        let loop = try EventLoop(name: "test")
        loop.schedule(after: .seconds(Int64.max)) {}
        loop.schedule(after: .milliseconds(1)) { loop.stop() }
        loop.runToEnd()
    }
}
