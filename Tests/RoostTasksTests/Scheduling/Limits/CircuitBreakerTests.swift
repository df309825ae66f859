import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@Suite struct CircuitBreakerTests {
    private static func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }
    private static func task(_ number: UInt64) -> TaskID { TaskID(rawValue: number) }

    private static func opened() -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for number: UInt64 in 1...5 {
            breaker.end(task(number), .failure, at: at(0), threshold: 5, pauseMilliseconds: 60_000)
        }
        return breaker
    }

    @Test func `five failures in a row open it, a success between them does not`() {
        #expect(Self.opened().state == .open(until: Self.at(60_000)))
        var breaker = CircuitBreaker()
        for number: UInt64 in 1...20 {
            let signal: CircuitBreaker.Signal = number % 5 == 0 ? .success : .failure
            breaker.end(Self.task(number), signal, at: Self.at(0), threshold: 5, pauseMilliseconds: 60_000)
            #expect(breaker.admits)
        }
    }

    @Test(arguments: [
        (CircuitBreaker.Signal.success, CircuitBreaker.State.closed(failures: 0)),
        (.failure, .open(until: at(160_000))), (.none, .halfOpen(probe: nil)),
        (.blocked(.authentication), .blocked(.authentication)),
    ])
    func `after the pause a single probe decides`(signal: CircuitBreaker.Signal, state: CircuitBreaker.State)
    {
        var breaker = Self.opened()
        #expect(!breaker.admits)
        breaker.advance(to: Self.at(59_999))
        #expect(!breaker.admits)
        breaker.advance(to: Self.at(60_000))
        #expect(breaker.admits)
        breaker.start(Self.task(9))
        #expect(!breaker.admits)
        // One that began before it opened does not decide.
        breaker.end(Self.task(3), .success, at: Self.at(90_000), threshold: 5, pauseMilliseconds: 60_000)
        #expect(!breaker.admits)
        breaker.end(Self.task(9), signal, at: Self.at(100_000), threshold: 5, pauseMilliseconds: 60_000)
        #expect(breaker.state == state)
    }

    @Test func `not signed in opens it at once, and only a person closes it`() {
        var breaker = CircuitBreaker()
        breaker.end(
            Self.task(1), .blocked(.authentication), at: Self.at(0), threshold: 5, pauseMilliseconds: 1)
        breaker.advance(to: Self.at(.max))
        #expect(!breaker.admits)
        #expect(breaker.opensAgain == nil)
        breaker.reset()
        #expect(breaker.admits)
    }

    @Test func `each verdict says whether the provider answered`() {
        func signal(_ state: TaskState, _ failure: TaskFailure?) -> CircuitBreaker.Signal {
            CircuitBreaker.Signal(TaskVerdict(state: state, failure: failure))
        }
        #expect(signal(.passed, nil) == .success)
        #expect(signal(.failed, .maxTurns) == .success)
        #expect(signal(.failed, .budget) == .success)
        for failure in [TaskFailure.rateLimited, .overloaded, .connection, .unknown] {
            #expect(signal(.failed, failure) == .failure)
        }
        #expect(signal(.timeout, .timeout) == .failure)
        #expect(signal(.failed, .authentication) == .blocked(.authentication))
        #expect(signal(.failed, .quota) == .blocked(.quota))
        for failure in [TaskFailure.invalidOptions, .badConversation, .denied] {
            #expect(signal(.failed, failure) == .none)
        }
        #expect(signal(.cancelled, nil) == .none)
        #expect(signal(.error, .interrupted) == .none)
    }

    @Test func `never is more than the probe under way while it is half open`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            var breaker = CircuitBreaker()
            var now: Int64 = 0
            var number: UInt64 = 0
            var running: [TaskID] = []
            /// Those that began after it opened last.
            var sinceOpen: Set<TaskID> = []
            for _ in 0..<12 {
                now += Int64.random(in: 0...6, using: &generator)
                breaker.advance(to: Self.at(now))
                if breaker.admits, Bool.random(using: &generator) {
                    number += 1
                    let task = Self.task(number)
                    breaker.start(task)
                    running.append(task)
                    sinceOpen.insert(task)
                } else if !running.isEmpty {
                    let task = running.remove(at: Int.random(in: 0..<running.count, using: &generator))
                    let signals: [CircuitBreaker.Signal] = [.success, .failure, .failure, .none]
                    let signal = signals[Int.random(in: 0..<signals.count, using: &generator)]
                    breaker.end(task, signal, at: Self.at(now), threshold: 2, pauseMilliseconds: 10)
                    if case .open = breaker.state { sinceOpen = [] }
                    if case .closed = breaker.state { sinceOpen = [] }
                    sinceOpen.remove(task)
                }
                if case .halfOpen = breaker.state {
                    #expect(sinceOpen.count <= 1, "seed 5")
                    #expect(breaker.admits == sinceOpen.isEmpty, "seed 5")
                }
            }
        }
    }
}
