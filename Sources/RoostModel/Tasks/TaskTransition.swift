/// A print-mode task's step from one state to the next: a line of its history.
package struct TaskTransition: Codable, Hashable, Sendable {
    package let event: TaskEvent
    package let from: TaskState
    package let to: TaskState
    /// Why, in a line: `error: interrupted` shows as state and cause; nil where the event says it all.
    package let cause: String?
    package let at: Timestamp
    /// The attempt that it belongs to, 1 for the first; 0 before there was one.
    package let attempt: Int

    /// Takes the step that the table has for an event.
    ///
    /// - Returns: Nil where the table has none: nothing may happen then.
    package init?(
        _ event: TaskEvent, from: TaskState, cause: String? = nil, at: Timestamp, attempt: Int
    ) {
        guard let to = Self.next(from, event) else { return nil }
        self.event = event
        self.from = from
        self.to = to
        self.cause = cause
        self.at = at
        self.attempt = attempt
    }

    /// The state after an event; nil where the event cannot happen.
    package static func next(_ state: TaskState, _ event: TaskEvent) -> TaskState? { table[state]?[event] }

    private enum CodingKeys: String, CodingKey {
        case event, from, to, cause, at, attempt
    }
}

extension [TaskTransition] {
    /// For how long an attempt was paused, in milliseconds; one that still is counts up to `now`.
    package func heldMilliseconds(ofAttempt attempt: Int, until now: Timestamp) -> Int64 {
        var (sum, since): (Int64, Timestamp?) = (0, nil)
        for transition in self where transition.attempt == attempt {
            if let start = since { sum += Swift.max(0, transition.at.milliseconds(since: start)) }
            since = transition.to == .paused && transition.from == .running ? transition.at : nil
        }
        return sum + (since.map { Swift.max(0, now.milliseconds(since: $0)) } ?? 0)
    }
}

// MARK: - The table

extension TaskTransition {
    /// Every arrow there is, one line for each event.
    private static let arrows: [(event: TaskEvent, from: [TaskState], to: TaskState)] = [
        (.picked, [.queued], .starting),
        (.spawned, [.starting], .running),
        (.answered, [.running], .completing),
        (.passed, [.starting, .running, .paused, .completing], .passed),
        (.failed, [.queued, .starting, .running, .paused, .completing], .failed),
        (.broke, [.queued, .starting, .running, .paused, .completing], .error),
        (.interrupted, [.starting, .running, .paused, .completing], .error),
        (.timedOut, [.starting, .running, .paused, .completing], .timeout),
        (.cancelled, [.queued, .starting, .running, .paused, .completing], .cancelled),
        (.dependencyFailed, [.queued, .paused], .failed),
        (.deferred, [.starting, .running, .paused, .completing], .queued),
        (.requested, [.passed, .failed, .error, .cancelled, .timeout], .queued),
        (.paused, [.queued, .running], .paused),
        (.released, [.paused], .queued),
        (.continued, [.paused], .running),
    ]

    private static let table: [TaskState: [TaskEvent: TaskState]] = {
        var table: [TaskState: [TaskEvent: TaskState]] = [:]
        for (event, from, to) in arrows {
            for state in from {
                precondition(table[state]?[event] == nil, "two arrows for \(event) in \(state)")
                table[state, default: [:]][event] = to
            }
        }
        return table
    }()
}
