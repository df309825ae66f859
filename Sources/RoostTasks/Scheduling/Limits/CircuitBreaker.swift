package import RoostModel

/// Keeps tasks away from a provider that fails: the circuit breaker, closed, open and half-open.
///
/// After so many failures in a row it opens for a time, then lets a single attempt through to see. Where nothing
/// helps but a person (not signed in, no credit) it opens at once and stays so until a person says that it is done:
/// probing would only burn one waiting task after the other.
package struct CircuitBreaker: Codable, Hashable, Sendable {
    package enum State: Codable, Hashable, Sendable {
        /// Everything goes; so many failures in a row.
        case closed(failures: Int)
        /// Nothing goes until then.
        case open(until: Timestamp)
        /// One attempt goes, the probe; nil: it has not been chosen yet.
        case halfOpen(probe: TaskID?)
        /// Nothing goes until a person has done something.
        case blocked(TaskFailure)
    }

    /// What an attempt told of its provider.
    package enum Signal: Hashable, Sendable {
        /// It answered.
        case success
        /// It did not.
        case failure
        /// It does not answer this account.
        case blocked(TaskFailure)
        /// Nothing: the attempt did not come so far.
        case none
    }

    package private(set) var state = State.closed(failures: 0)

    package init() {}

    /// An attempt may begin; in the half-open state only until a probe is chosen.
    package var admits: Bool {
        switch state {
        case .closed, .halfOpen(probe: nil): true
        case .open, .halfOpen, .blocked: false
        }
    }

    /// When time alone changes something; nil: never.
    package var opensAgain: Timestamp? {
        if case .open(let until) = state { until } else { nil }
    }

    /// Time passed.
    package mutating func advance(to now: Timestamp) {
        if case .open(let until) = state, until <= now { state = .halfOpen(probe: nil) }
    }

    /// An attempt begins, which ``admits`` allowed.
    package mutating func start(_ task: TaskID) {
        if case .halfOpen(probe: nil) = state { state = .halfOpen(probe: task) }
    }

    /// An attempt ended.
    ///
    /// Attempts that began before it opened still come in; only the probe decides in the half-open state.
    ///
    /// - Parameters:
    ///   - task: The attempt's task.
    ///   - signal: What it told.
    ///   - now: The time.
    ///   - threshold: Failures in a row that open it.
    ///   - pauseMilliseconds: How long it stays open.
    package mutating func end(
        _ task: TaskID, _ signal: Signal, at now: Timestamp, threshold: Int, pauseMilliseconds: Int64
    ) {
        if case .blocked(let failure) = signal {
            state = .blocked(failure)
            return
        }
        switch (state, signal) {
        case (.closed, .success): state = .closed(failures: 0)
        case (.closed(let failures), .failure):
            state =
                failures + 1 >= threshold
                ? .open(until: now.adding(pauseMilliseconds)) : .closed(failures: failures + 1)
        case (.halfOpen(probe: task), .success): state = .closed(failures: 0)
        case (.halfOpen(probe: task), .failure): state = .open(until: now.adding(pauseMilliseconds))
        case (.halfOpen(probe: task), .none): state = .halfOpen(probe: nil)
        case (.closed, _), (.open, _), (.halfOpen, _), (.blocked, _): break
        }
    }

    /// Goes on after a restart: nobody knows any more which attempt is the probe, and no clock may hold it longer
    /// than a new failure would.
    mutating func restore(until latest: Timestamp) {
        switch state {
        case .halfOpen: state = .halfOpen(probe: nil)
        case .open(let until): state = .open(until: min(until, latest))
        case .closed, .blocked: break
        }
    }

    /// A person has done what had to be done, or wants it tried now.
    package mutating func reset() {
        state = .closed(failures: 0)
    }
}

extension CircuitBreaker.Signal {
    /// What a verdict tells of the provider.
    package init(_ verdict: TaskVerdict) {
        switch (verdict.state, verdict.failure) {
        case (.passed, _): self = .success
        case (_, let failure?) where failure.stopsProvider: self = .blocked(failure)
        case (_, .rateLimited), (_, .overloaded), (_, .connection), (_, .timeout), (.failed, .unknown):
            self = .failure
        // It answered, though not as one would like.
        case (_, .maxTurns), (_, .budget): self = .success
        default: self = .none
        }
    }
}
