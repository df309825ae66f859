package import RoostModel

extension TaskScheduler {
    /// Adds tasks, all or none: new ones, or ended ones for another attempt.
    ///
    /// Tasks of one call may wait for each other in any order. One that waits for a task which ended otherwise than
    /// passed is taken in and fails at once, with that as its cause.
    ///
    /// - Parameters:
    ///   - added: The tasks; an ended one is queued again with fresh retries.
    ///   - wall: The time.
    ///   - outcome: The state of a task that ended earlier; nil for one that does not exist.
    /// - Returns: What is to be done.
    /// - Throws: ``SchedulerError`` for a number that is taken, for a dependency that does not exist and for a cycle.
    package mutating func submit(
        _ added: [ScheduledTask], at wall: Timestamp, outcome: (TaskID) -> TaskState?
    ) throws(SchedulerError) -> [SchedulerEffect] {
        var numbers: Set<TaskID> = []
        for task in added where tasks[task.id] != nil || !numbers.insert(task.id).inserted {
            throw .duplicate(task.id)
        }
        var graph = dependencies
        var broken: [(id: TaskID, by: TaskID, TaskState)] = []
        for task in added {
            var open: [TaskID] = []
            for other in task.after where tasks[other] == nil && !numbers.contains(other) {
                guard let state = outcome(other), state.isEnded else {
                    throw .unknownDependency(other, of: task.id)
                }
                if state != .passed { broken.append((task.id, other, state)) }
            }
            open = task.after.filter { tasks[$0] != nil || numbers.contains($0) }
            if let cycle = graph.add(task.id, waitingFor: open) { throw .cycle(cycle) }
        }
        if added.count > 1, added.contains(where: { $0.conversation != nil }) {
            // One that waits for a later one of its own conversation would wait for itself.
            var order = conversations
            for task in added { order.append(task) }
            var waits = graph
            if let cycle = order.addWaits(to: &waits) { throw .cycle(cycle) }
        }
        let now = moment(wall)
        dependencies = graph
        for task in added { add(task, at: now) }
        for (id, other, state) in broken
        where step(id, .dependencyFailed, cause: Self.cause(other, state), at: now) {
            end(id, at: now)
        }
        return finish(now)
    }

    private mutating func add(_ task: ScheduledTask, at now: Moment) {
        tasks[task.id] = task
        conversations.append(task)
        if task.state.isEnded {
            tasks[task.id]?.queuedAt = now.wall
            tasks[task.id]?.retriesDone = 0
            tasks[task.id]?.retryAt = nil
            step(task.id, .requested, at: now)
        }
        if !task.isApproved {
            effects.append(
                .attention(TaskAttention(.approval(task.id), text: "task \(task.id) waits for your yes")))
        }
        settle(task.id)
    }
}
