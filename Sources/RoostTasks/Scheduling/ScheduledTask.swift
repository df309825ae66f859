package import RoostModel

/// What the scheduler knows of a task that has not ended.
package struct ScheduledTask: Hashable, Sendable {
    package let id: TaskID
    package let provider: String
    package let priority: Int
    package let after: [TaskID]
    /// The conversation that it goes on with, whose tasks run one after the other; nil: none.
    package let conversation: String?
    /// How often it is tried again; nil: as the limits say.
    package let retry: RetryPolicy?
    /// When it was asked for, or asked for again.
    package var queuedAt: Timestamp
    package var state: TaskState
    /// Attempts that have begun.
    package var attempt: Int
    /// Attempts that followed by themselves since a person asked.
    package var retriesDone: Int
    package var isApproved: Bool
    /// When the next attempt may begin; nil: no delay is running.
    package var retryAt: Timestamp?
    /// It has a process, also while it is paused.
    package var hasProcess: Bool
    /// A person wants it ended, and its process has not ended yet.
    package var isStopping: Bool

    /// Makes one out of what is stored.
    package init(_ info: TaskInfo, defaults: RetryPolicy = RetryPolicy()) {
        id = info.id
        provider = info.request.provider
        priority = min(max(info.request.priority, -1000), 1000)
        after = info.request.after
        conversation = info.request.conversation
        if info.request.retries == nil, info.request.retryDelayMilliseconds == nil {
            retry = nil
        } else {
            retry = RetryPolicy(
                retries: info.request.retries ?? defaults.retries,
                firstDelayMilliseconds: info.request.retryDelayMilliseconds
                    ?? defaults.firstDelayMilliseconds,
                longestDelayMilliseconds: defaults.longestDelayMilliseconds)
        }
        queuedAt = info.createdAt
        state = info.state
        attempt = info.attempt
        retriesDone = 0
        isApproved = info.isApproved
        retryAt = info.retryAt
        hasProcess = info.hasProcess
        isStopping = false
    }
}
