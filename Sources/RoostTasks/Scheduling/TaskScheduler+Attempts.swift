package import RoostModel

/// What the owner of the processes tells. A late word about a task that is gone, or that has no process, is ignored.
extension TaskScheduler {
    /// Its process lives.
    package mutating func spawned(_ id: TaskID, at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        step(id, .spawned, at: now)
        return finish(now)
    }

    /// Its result is here, its process has not ended yet.
    package mutating func answered(_ id: TaskID, at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        step(id, .answered, at: now)
        return finish(now)
    }

    /// Its process is gone, or never came to life.
    ///
    /// - Parameters:
    ///   - id: The task.
    ///   - verdict: How the attempt ended, its cost being that of the attempt alone.
    ///   - wall: The time.
    ///   - generator: Where the jitter of a delay comes from.
    /// - Returns: What is to be done.
    package mutating func ended(
        _ id: TaskID, _ verdict: TaskVerdict, at wall: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) -> [SchedulerEffect] {
        let now = moment(wall)
        guard let task = tasks[id], task.hasProcess else { return finish(now) }
        tasks[id]?.hasProcess = false
        running -= 1
        gates[task.provider]?.running -= 1
        learn(from: verdict, of: task, at: now)
        if !verdict.report.denials.isEmpty {
            let tools = Set(verdict.report.denials.map(\.tool)).sorted().joined(separator: ", ")
            effects.append(
                .attention(TaskAttention(.denial(id), text: "task \(id) was refused: \(tools)")))
        }
        let delay =
            task.isStopping
            ? nil
            : (task.retry ?? limits.retry).delayMilliseconds(
                after: verdict, retry: task.retriesDone, using: &generator)
        if let delay {
            wait(task, delay: delay, cause: verdict.reason, at: now)
        } else if step(id, verdict.event, cause: verdict.reason, at: now) {
            end(id, at: now)
        }
        return finish(now)
    }

    private mutating func wait(_ task: ScheduledTask, delay: Int64, cause: String?, at now: Moment) {
        let moment = now.steady.adding(delay)
        tasks[task.id]?.retriesDone += 1
        tasks[task.id]?.retryAt = moment
        delays.insert(task.id, at: moment)
        step(task.id, .deferred, cause: cause, at: now)
        effects.append(.delay(task.id, milliseconds: delay))
    }

    /// What an attempt tells of its provider and of the day's money.
    private mutating func learn(from verdict: TaskVerdict, of task: ScheduledTask, at now: Moment) {
        let provider = task.provider
        var gate = gates[provider] ?? ProviderGate()
        let before = gate.breaker.state
        gate.breaker.end(
            task.id, CircuitBreaker.Signal(verdict), at: now.steady, threshold: limits.breakerThreshold,
            pauseMilliseconds: limits.breakerPauseMilliseconds)
        if verdict.failure == .rateLimited, let wait = verdict.retryAfterMilliseconds {
            gate.heldUntil = max(gate.heldUntil ?? now.steady, now.steady.adding(wait))
        }
        switch (before, gate.breaker.state) {
        case (.blocked, .blocked): break
        case (_, .blocked(let failure)):
            let text = "\(provider): \(verdict.reason ?? failure.text)"
            effects.append(.attention(TaskAttention(.provider(provider), text: text)))
        case (.closed, .open):
            let text = "\(provider) fails: \(verdict.reason ?? "no answer")"
            effects.append(.attention(TaskAttention(.breaker(provider), text: text)))
        case (.halfOpen, .closed): effects.append(.attentionOver(.breaker(provider)))
        default: break
        }
        gates[provider] = gate
        if let cost = verdict.report.cost { spend(cost, provider: provider, at: now) }
    }
}
