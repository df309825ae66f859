package import RoostModel

extension TaskScheduler {
    /// No delay is longer, whatever a damaged database says: a day that the other end may ask for, and the back-off.
    private static let longestDelay: Int64 = 2 * 86_400_000

    /// What has to be stored besides the tasks; cheap, and worth storing after every call.
    package var memo: SchedulerMemo {
        SchedulerMemo(
            isPaused: isPaused, window: window, budget: budget,
            providers: gates.mapValues {
                SchedulerMemo.Provider(isPaused: $0.isPaused, breaker: $0.breaker, budget: $0.budget)
            })
    }

    /// Takes up the work where another server left it; call it once, on a new scheduler.
    ///
    /// Tasks whose processes live go on. Those whose processes are gone end as `error: interrupted`: they may have
    /// done half of their work, so only a person has them run again. What is queued goes on.
    ///
    /// - Parameters:
    ///   - stored: The tasks that had not ended.
    ///   - alive: Those whose processes live.
    ///   - memo: What ``memo`` was; nil: nothing is known.
    ///   - wall: The time.
    ///   - outcome: The state of a task that ended earlier; nil for one that does not exist.
    /// - Returns: What is to be done.
    package mutating func restore(
        _ stored: [ScheduledTask], alive: Set<TaskID>, memo: SchedulerMemo? = nil, at wall: Timestamp,
        outcome: (TaskID) -> TaskState?
    ) -> [SchedulerEffect] {
        let now = moment(wall)
        if let memo { take(memo, at: now) }
        for task in stored where !task.state.isEnded && tasks[task.id] == nil { tasks[task.id] = task }
        // What runs had its turn before all others of its conversation.
        let sorted = tasks.values.sorted { $0.id < $1.id }
        func hasTurn(_ task: ScheduledTask) -> Bool { alive.contains(task.id) || task.hasProcess }
        for task in sorted.filter(hasTurn) + sorted.filter({ !hasTurn($0) }) { conversations.append(task) }
        var ends: [(id: TaskID, event: TaskEvent, cause: String)] = []
        for task in sorted {
            if hasTurn(task) {
                occupy(task)
                if alive.contains(task.id) {
                    // The step may not have been stored any more when the server went down.
                    step(task.id, .picked, at: now)
                    step(task.id, .spawned, at: now)
                } else {
                    ends.append((task.id, .interrupted, "interrupted"))
                }
                continue
            }
            if let cause = wait(task, outcome: outcome) { ends.append((task.id, .dependencyFailed, cause)) }
            if let retryAt = task.retryAt {
                let moment = min(retryAt, now.steady.adding(Self.longestDelay))
                tasks[task.id]?.retryAt = moment
                delays.insert(task.id, at: moment)
            }
            if !task.isApproved {
                effects.append(
                    .attention(TaskAttention(.approval(task.id), text: "task \(task.id) waits for your yes")))
            }
        }
        for id in tasks.keys { settle(id) }
        for (id, event, cause) in ends where tasks[id] != nil {
            if tasks[id]?.hasProcess == true, let provider = tasks[id]?.provider {
                tasks[id]?.hasProcess = false
                running -= 1
                gates[provider]?.running -= 1
            }
            if step(id, event, cause: cause, at: now) { end(id, at: now) }
        }
        return finish(now)
    }

    private mutating func take(_ memo: SchedulerMemo, at now: Moment) {
        isPaused = memo.isPaused
        window = memo.window.limited(
            to: limits.rate, periodMilliseconds: limits.ratePeriodMilliseconds, until: now.steady)
        budget = memo.budget
        for (provider, known) in memo.providers {
            var gate = ProviderGate()
            gate.isPaused = known.isPaused
            gate.breaker = known.breaker
            gate.breaker.restore(until: now.steady.adding(limits.breakerPauseMilliseconds))
            gate.budget = known.budget
            gates[provider] = gate
            switch gate.breaker.state {
            case .blocked(let failure):
                let text = "\(provider): \(failure.text)"
                effects.append(.attention(TaskAttention(.provider(provider), text: text)))
            case .open, .halfOpen:
                effects.append(.attention(TaskAttention(.breaker(provider), text: "\(provider) fails")))
            case .closed: break
            }
        }
    }

    /// Counts a task that has a process.
    private mutating func occupy(_ task: ScheduledTask) {
        tasks[task.id]?.hasProcess = true
        running += 1
        gates[task.provider, default: ProviderGate()].running += 1
    }

    /// Has a stored task wait for what it waits for; damaged data may hold anything.
    ///
    /// - Returns: Why it cannot pass any more.
    private mutating func wait(_ task: ScheduledTask, outcome: (TaskID) -> TaskState?) -> String? {
        for other in task.after where tasks[other] == nil {
            guard let state = outcome(other), state.isEnded else {
                return "task \(other), which it waits for, is not known"
            }
            if state != .passed { return Self.cause(other, state) }
        }
        let open = task.after.filter { tasks[$0] != nil }
        return dependencies.add(task.id, waitingFor: open).map { cycle in
            "it would wait for itself (\(cycle.map(\.description).joined(separator: " after ")))"
        }
    }
}
