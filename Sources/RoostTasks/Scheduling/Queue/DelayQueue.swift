package import RoostModel

/// The tasks whose next attempt has to wait for a moment, the earliest first.
package struct DelayQueue: Sendable {
    private var entries: [(at: Timestamp, id: TaskID)] = []

    package init() {}

    /// When the first one may go on.
    package var first: Timestamp? { entries.first?.at }

    /// Adds a task, behind those of the same moment.
    package mutating func insert(_ id: TaskID, at moment: Timestamp) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].at <= moment { low = middle + 1 } else { high = middle }
        }
        entries.insert((moment, id), at: low)
    }

    /// Takes a task out; one that is not here is ignored.
    package mutating func remove(_ id: TaskID) {
        entries.removeAll { $0.id == id }
    }

    /// Takes out those whose moment has come.
    package mutating func takeDue(now: Timestamp) -> [TaskID] {
        let due = entries.prefix { $0.at <= now }
        entries.removeFirst(due.count)
        return due.map(\.id)
    }
}
