/// What anybody may know about a print-mode task: an element of `roost tasks list --json`.
package struct TaskInfo: Codable, Hashable, Sendable {
    package var id: TaskID
    /// What was asked for, without the environment: that is for the process alone.
    package var request: TaskRequest
    package var state: TaskState
    /// When the present state began.
    package var stateSince: Timestamp
    package var createdAt: Timestamp
    /// When its first attempt began; nil before.
    package var firstStartedAt: Timestamp?
    /// When the present or last attempt began; nil before there was one.
    package var startedAt: Timestamp?
    package var endedAt: Timestamp?
    /// How many attempts have begun.
    package var attempt: Int
    /// It has a process, also while it is paused.
    package var hasProcess: Bool
    /// A person said yes; true also where none is needed.
    package var isApproved: Bool
    /// When the next attempt may begin; nil if no delay is running.
    package var retryAt: Timestamp?
    /// What it waits for, as the server knew when it told of the task; nil for one that does not wait.
    package var wait: TaskWait?
    /// The exit status; 128 + n for a signal; nil while it runs or when nobody knows.
    package var exitCode: Int32?
    package var failure: TaskFailure?
    /// Why it did not pass, in a line.
    package var error: String?
    /// What the present or last attempt came to.
    package var report: TaskReport
    /// Dollars of all attempts that have ended; nil: none told any.
    package var cost: Double?
    /// Tokens of all attempts that have ended.
    package var usage: TaskUsage

    /// A task that was just asked for.
    package init(id: TaskID, request: TaskRequest, createdAt: Timestamp) {
        self.id = id
        self.request = request
        self.request.environment = [:]
        self.createdAt = createdAt
        state = .queued
        stateSince = createdAt
        attempt = 0
        hasProcess = false
        isApproved = !request.needsApproval
        report = TaskReport()
        usage = TaskUsage()
    }

    /// How long the present or last attempt takes or took; nil before there was one.
    package func durationMilliseconds(now: Timestamp) -> Int64? {
        startedAt.map { max(0, (endedAt ?? now).milliseconds(since: $0)) }
    }

    /// How long it waited for its first attempt; nil as long as it waits.
    package var queueMilliseconds: Int64? {
        firstStartedAt.map { max(0, $0.milliseconds(since: createdAt)) }
    }
}

// MARK: - What happens to it

extension TaskInfo {
    /// Takes a step; the caller stores it and tells who looks.
    package mutating func apply(_ transition: TaskTransition) {
        state = transition.to
        stateSince = transition.at
        attempt = transition.attempt
        switch transition.event {
        case .picked:
            hasProcess = true
            startedAt = transition.at
            firstStartedAt = firstStartedAt ?? transition.at
            endedAt = nil
            retryAt = nil
            exitCode = nil
            failure = nil
            error = nil
            report = TaskReport()
        case .requested: endedAt = nil
        case .deferred: hasProcess = false
        case .interrupted: failure = .interrupted
        case .dependencyFailed: failure = .dependency
        case .spawned, .answered, .passed, .failed, .broke, .timedOut, .cancelled, .paused, .released,
            .continued:
            break
        }
        if transition.to.isEnded {
            hasProcess = false
            retryAt = nil
            endedAt = transition.at
            error = transition.event == .passed ? nil : transition.cause ?? error
        }
    }

    /// Takes what an attempt came to, once; the step that follows from it comes as a ``TaskTransition``.
    package mutating func apply(_ verdict: TaskVerdict) {
        exitCode = verdict.exitCode
        failure = verdict.failure
        error = verdict.reason
        report = verdict.report
        if let own = verdict.report.cost { cost = (cost ?? 0) + own }
        usage = usage + verdict.report.usage
    }
}
