internal import RoostModel

/// The tasks of one provider that only wait for their turn, the next one first.
///
/// Priority with aging, as one fixed order: a step of priority counts as so much time that the task has waited
/// already. The order between two tasks never changes, so nothing has to be sorted anew as time passes, and a task
/// can only be passed by those that come within its head start.
package struct ReadyQueue: Hashable, Sendable {
    /// A task's place: what was asked for earlier, in this reckoning, goes first.
    package struct Key: Comparable, Hashable, Sendable {
        let virtualStart: Int64
        let id: TaskID

        package init(_ task: ScheduledTask, headStartMilliseconds: Int64) {
            let (lead, overflow) = Int64(task.priority).multipliedReportingOverflow(
                by: headStartMilliseconds)
            virtualStart = task.queuedAt.adding(overflow ? 0 : 0 - lead).milliseconds
            id = task.id
        }

        package static func < (one: Key, other: Key) -> Bool {
            (one.virtualStart, one.id) < (other.virtualStart, other.id)
        }
    }

    private var keys: [Key] = []

    package init() {}

    /// The place of the next one.
    package var first: Key? { keys.first }

    package var count: Int { keys.count }

    /// Adds a task; one that is here already stays.
    ///
    /// - Complexity: O(log *n*) comparisons, O(*n*) moves of 16 bytes.
    package mutating func insert(_ key: Key) {
        let index = position(of: key)
        guard index == keys.count || keys[index] != key else { return }
        keys.insert(key, at: index)
    }

    /// Takes a task out; one that is not here is ignored.
    package mutating func remove(_ key: Key) {
        let index = position(of: key)
        if index < keys.count, keys[index] == key { keys.remove(at: index) }
    }

    private func position(of key: Key) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
