/// How an attempt of a print-mode task ended.
package struct TaskVerdict: Codable, Hashable, Sendable {
    /// One of the ended states.
    package var state: TaskState
    /// Nil for one that passed or was cancelled.
    package var failure: TaskFailure?
    /// One line for a person; nil for one that passed.
    package var reason: String?
    /// The exit status; 128 + n for a signal; nil where there was none.
    package var exitCode: Int32?
    /// How long the other end asked us to wait; nil if it did not.
    package var retryAfterMilliseconds: Int64?
    /// What the attempt came to.
    package var report: TaskReport

    package init(
        state: TaskState, failure: TaskFailure? = nil, reason: String? = nil, exitCode: Int32? = nil,
        retryAfterMilliseconds: Int64? = nil, report: TaskReport = TaskReport()
    ) {
        self.state = state
        self.failure = failure
        self.reason = reason
        self.exitCode = exitCode
        self.retryAfterMilliseconds = retryAfterMilliseconds
        self.report = report
    }

    /// The event of ``TaskTransition`` that it is, if no other attempt follows.
    package var event: TaskEvent {
        switch state {
        case .passed: .passed
        case .cancelled: .cancelled
        case .timeout: .timedOut
        case .error: failure == .interrupted ? .interrupted : .broke
        case .failed, .queued, .starting, .running, .paused, .completing: .failed
        }
    }

    private enum CodingKeys: String, CodingKey {
        case state, failure, reason
        case exitCode = "exit_code"
        case retryAfterMilliseconds = "retry_after_ms"
        case report
    }
}
