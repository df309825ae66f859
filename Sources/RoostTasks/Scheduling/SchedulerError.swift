package import RoostModel

/// A request to the scheduler that cannot be done; nothing was changed then.
package enum SchedulerError: Error, Hashable, CustomStringConvertible {
    case unknownTask(TaskID)
    /// The number is taken.
    case duplicate(TaskID)
    /// A task would have to wait for itself.
    case cycle([TaskID])
    /// It waits for a task that does not exist.
    case unknownDependency(TaskID, of: TaskID)
    /// The table of states has no such step.
    case impossible(TaskEvent, TaskID, TaskState)

    /// In a line.
    package var description: String {
        switch self {
        case .unknownTask(let id): "cannot find task \(id): it has ended or never was"
        case .duplicate(let id): "cannot add task \(id): there is one with this number"
        case .cycle(let tasks):
            "cannot add task \(tasks.first?.description ?? ""): it would wait for itself "
                + "(\(tasks.map(\.description).joined(separator: " after ")))"
        case .unknownDependency(let other, let id):
            "cannot add task \(id): there is no task \(other) to wait for"
        case .impossible(let event, let id, let state):
            "cannot do this to task \(id) (\(event.rawValue)): it is \(state.rawValue)"
        }
    }
}
