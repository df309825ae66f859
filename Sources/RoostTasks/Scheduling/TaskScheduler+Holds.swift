package import RoostModel

/// What a person does to tasks, to a provider and to the whole queue.
extension TaskScheduler {
    /// Says yes to a task that waits for it.
    package mutating func approve(_ id: TaskID, at wall: Timestamp) throws(SchedulerError)
        -> [SchedulerEffect]
    {
        guard let task = tasks[id] else { throw .unknownTask(id) }
        let now = moment(wall)
        if !task.isApproved {
            tasks[id]?.isApproved = true
            effects.append(.attentionOver(.approval(id)))
            settle(id)
        }
        return finish(now)
    }

    /// Ends a task: one that waits at once, one that has a process when that has ended.
    package mutating func cancel(_ id: TaskID, at wall: Timestamp) throws(SchedulerError)
        -> [SchedulerEffect]
    {
        guard let task = tasks[id] else { throw .unknownTask(id) }
        let now = moment(wall)
        if !task.hasProcess {
            step(id, .cancelled, at: now)
            end(id, at: now)
        } else if !task.isStopping {
            tasks[id]?.isStopping = true
            effects.append(.stop(id))
            // A stopped process takes no SIGTERM before it goes on.
            if task.state == .paused { effects.append(.resume(id)) }
        }
        return finish(now)
    }

    /// Holds a task: one that waits does not start, the process of one that runs is stopped and keeps its place.
    package mutating func pause(_ id: TaskID, at wall: Timestamp) throws(SchedulerError) -> [SchedulerEffect]
    {
        guard let task = tasks[id] else { throw .unknownTask(id) }
        guard !task.isStopping, TaskTransition.next(task.state, .paused) != nil else {
            throw .impossible(.paused, id, task.state)
        }
        let now = moment(wall)
        step(id, .paused, at: now)
        if task.hasProcess { effects.append(.suspend(id)) }
        return finish(now)
    }

    /// Lets a task go on that was paused.
    package mutating func resume(_ id: TaskID, at wall: Timestamp) throws(SchedulerError) -> [SchedulerEffect]
    {
        guard let task = tasks[id] else { throw .unknownTask(id) }
        let event: TaskEvent = task.hasProcess ? .continued : .released
        guard !task.isStopping, TaskTransition.next(task.state, event) != nil else {
            throw .impossible(event, id, task.state)
        }
        let now = moment(wall)
        step(id, event, at: now)
        if task.hasProcess { effects.append(.resume(id)) }
        return finish(now)
    }

    /// Starts nothing any more; what runs runs on.
    package mutating func pauseQueue(at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        isPaused = true
        return finish(now)
    }

    /// Starts tasks again.
    package mutating func resumeQueue(at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        isPaused = false
        return finish(now)
    }

    /// Starts no task of a provider any more.
    package mutating func pause(provider: String, at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        gates[provider, default: ProviderGate()].isPaused = true
        return finish(now)
    }

    /// Starts tasks of a provider again, whatever held them: a person did what had to be done.
    package mutating func resume(provider: String, at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        var gate = gates[provider] ?? ProviderGate()
        switch gate.breaker.state {
        case .blocked: effects.append(.attentionOver(.provider(provider)))
        case .open, .halfOpen: effects.append(.attentionOver(.breaker(provider)))
        case .closed: break
        }
        gate.isPaused = false
        gate.heldUntil = nil
        gate.breaker.reset()
        gates[provider] = gate
        return finish(now)
    }
}
