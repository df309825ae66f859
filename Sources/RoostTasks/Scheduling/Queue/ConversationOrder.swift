internal import RoostModel

/// The tasks of each conversation, in the order in which they were asked for: they run one after the other.
///
/// What comes later builds on what came before, so a task that is held or waits to be tried again holds those behind
/// it.
package struct ConversationOrder: Sendable {
    /// Those that have not ended; no conversation is here without any.
    private var tasks: [String: [TaskID]] = [:]

    package init() {}

    /// The one whose turn it is; nil when none is left.
    func first(of conversation: String) -> TaskID? { tasks[conversation]?.first }

    /// Adds a task behind all others of its conversation; one that belongs to none is ignored.
    mutating func append(_ task: ScheduledTask) {
        guard let conversation = task.conversation else { return }
        tasks[conversation, default: []].append(task.id)
    }

    /// A task has ended.
    ///
    /// - Returns: The one whose turn it is then, if that is another than before.
    mutating func remove(_ task: ScheduledTask) -> TaskID? {
        guard let conversation = task.conversation, let index = tasks[conversation]?.firstIndex(of: task.id)
        else { return nil }
        tasks[conversation]?.remove(at: index)
        guard let first = tasks[conversation]?.first else {
            tasks[conversation] = nil
            return nil
        }
        return index == 0 ? first : nil
    }

    /// Has each task of a conversation wait for the one before it, as if it had asked for that.
    ///
    /// - Returns: A cycle that there is then; nil: there is none.
    func addWaits(to graph: inout DependencyGraph) -> [TaskID]? {
        for (_, tasks) in tasks.sorted(by: { $0.key < $1.key }) {
            for (task, before) in zip(tasks.dropFirst(), tasks) {
                if let cycle = graph.add(task, waitingFor: [before]) { return cycle }
            }
        }
        return nil
    }
}
