package import RoostModel

/// Which tasks wait for which.
///
/// Invariant: without cycles; ``add(_:waitingFor:)`` refuses what would close one.
package struct DependencyGraph: Sendable {
    /// What a task still waits for.
    private var waiting: [TaskID: Set<TaskID>] = [:]
    /// Who waits for a task.
    private var dependents: [TaskID: Set<TaskID>] = [:]

    package init() {}

    /// What a task still waits for, by number.
    package func open(of task: TaskID) -> [TaskID] { (waiting[task] ?? []).sorted() }

    /// A task waits for nothing any more.
    package func isFree(_ task: TaskID) -> Bool { waiting[task] == nil }

    /// A task begins to wait for others.
    ///
    /// - Returns: The cycle that it would close, beginning and ending with the task; then nothing was added.
    package mutating func add(_ task: TaskID, waitingFor others: [TaskID]) -> [TaskID]? {
        guard !others.isEmpty else { return nil }
        // A cycle needs somebody who waits for the task already, or the task itself.
        for other in others where other == task || dependents[task] != nil {
            if let path = path(from: other, to: task) { return [task] + path }
        }
        waiting[task, default: []].formUnion(others)
        for other in others { dependents[other, default: []].insert(task) }
        return nil
    }

    /// A task passed.
    ///
    /// - Returns: The tasks that wait for nothing any more, by number.
    package mutating func passed(_ task: TaskID) -> [TaskID] {
        var freed: [TaskID] = []
        for dependent in dependents.removeValue(forKey: task) ?? [] {
            waiting[dependent]?.remove(task)
            if waiting[dependent]?.isEmpty == true {
                waiting[dependent] = nil
                freed.append(dependent)
            }
        }
        return freed.sorted()
    }

    /// A task will not pass, or is gone.
    ///
    /// - Returns: The tasks that waited for it, by number.
    package mutating func failed(_ task: TaskID) -> [TaskID] {
        (dependents.removeValue(forKey: task) ?? []).sorted()
    }

    /// A task does not wait any more.
    package mutating func remove(_ task: TaskID) {
        for other in waiting.removeValue(forKey: task) ?? [] {
            dependents[other]?.remove(task)
            if dependents[other]?.isEmpty == true { dependents[other] = nil }
        }
    }

    /// Depth first, without recursion: a chain may be as long as the queue.
    private func path(from start: TaskID, to target: TaskID) -> [TaskID]? {
        var cameFrom: [TaskID: TaskID] = [:]
        var stack = [start]
        var seen: Set = [start]
        while let task = stack.popLast() {
            if task == target {
                var path = [task]
                while let last = path.last, let before = cameFrom[last] { path.append(before) }
                return path.reversed()
            }
            for next in waiting[task] ?? [] where seen.insert(next).inserted {
                cameFrom[next] = task
                stack.append(next)
            }
        }
        return nil
    }
}
