package import RoostModel

/// What the owner of a ``TaskScheduler`` has to do, in the order in which it stands.
package enum SchedulerEffect: Hashable, Sendable {
    /// Store the step and tell who looks.
    case transition(TaskID, TaskTransition)
    /// Start its process, then say ``TaskScheduler/spawned(_:at:)`` or ``TaskScheduler/ended(_:_:at:using:)``.
    case start(TaskID, attempt: Int)
    /// End its process group: SIGTERM, 5 s, SIGKILL; then say ``TaskScheduler/ended(_:_:at:using:)``.
    case stop(TaskID)
    /// Stop its process group (SIGSTOP).
    case suspend(TaskID)
    /// Let its process group go on (SIGCONT).
    case resume(TaskID)
    /// Another attempt follows after a delay, in milliseconds: store when.
    case delay(TaskID, milliseconds: Int64)
    /// Call ``TaskScheduler/wake(at:)`` after so many milliseconds; it replaces the alarm before.
    case wake(afterMilliseconds: Int64)
    /// A person is needed.
    case attention(TaskAttention)
    /// The person is not needed for this any more.
    case attentionOver(TaskAttention.Subject)
}
