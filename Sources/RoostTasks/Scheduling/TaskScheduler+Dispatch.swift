package import RoostModel

extension TaskScheduler {
    /// Starts what may start now.
    mutating func dispatch(_ now: Moment) {
        for id in delays.takeDue(now: now.steady) {
            tasks[id]?.retryAt = nil
            settle(id)
        }
        for index in gates.values.indices { gates.values[index].advance(to: now.steady) }
        advanceBudgets(now)
        let nextDay = nextDay(now)
        while !isPaused, running < limits.concurrency, window.nextStart(now: now.steady) <= now.steady,
            let key = nextKey(nextDay: nextDay)
        {
            start(key.id, at: now)
        }
    }

    /// The next task of all providers that take one.
    private func nextKey(nextDay: Timestamp) -> ReadyQueue.Key? {
        gates.compactMap { provider, gate -> ReadyQueue.Key? in
            guard let key = gate.ready.first, answer(of: provider, gate, nextDay: nextDay) == .open else {
                return nil
            }
            return key
        }
        .min()
    }

    private func answer(of provider: String, _ gate: ProviderGate, nextDay: Timestamp) -> ProviderGate.Answer
    {
        gate.answer(
            limit: limits.concurrency(of: provider),
            isSpent: budgetLevel == .spent || gate.budgetLevel == .spent, nextDay: nextDay)
    }

    private mutating func start(_ id: TaskID, at now: Moment) {
        guard let task = tasks[id], step(id, .picked, at: now) else { return }
        tasks[id]?.hasProcess = true
        running += 1
        window.start(at: now.steady)
        gates[task.provider]?.running += 1
        gates[task.provider]?.breaker.start(id)
        effects.append(.start(id, attempt: task.attempt + 1))
    }

    /// Asks to be woken when time alone may let something start, unless that was asked for already.
    mutating func arm(_ now: Moment) {
        var next = delays.first
        func consider(_ moment: Timestamp) { next = min(next ?? moment, moment) }
        let nextDay = nextDay(now)
        if budgetLevel != .free || gates.values.contains(where: { $0.budgetLevel != .free }) {
            consider(nextDay)
        }
        if !isPaused, running < limits.concurrency {
            for (provider, gate) in gates where gate.ready.first != nil {
                switch answer(of: provider, gate, nextDay: nextDay) {
                case .shut(_, let until): consider(until)
                case .open: consider(window.nextStart(now: now.steady))
                case .waits: break
                }
            }
        }
        if let alarm, alarm <= now.steady { self.alarm = nil }
        guard let next, alarm.map({ next < $0 }) ?? true else { return }
        alarm = next
        effects.append(.wake(afterMilliseconds: max(0, next.milliseconds(since: now.steady))))
    }

    /// What a queued task waits for; nil for one that does not wait.
    package func wait(of id: TaskID, at wall: Timestamp) -> TaskWait? {
        guard let task = tasks[id], task.state == .queued else { return nil }
        var clock = clock
        let now = Moment(wall: wall, steady: clock.read(wall))
        if !task.isApproved { return .approval }
        if let before = before(task) { return .conversation(before) }
        if !dependencies.isFree(id) { return .dependencies(dependencies.open(of: id)) }
        if let retryAt = task.retryAt {
            return .delay(until: wall.adding(retryAt.milliseconds(since: now.steady)))
        }
        if isPaused { return .queuePaused }
        switch gates[task.provider].map({ answer(of: task.provider, $0, nextDay: nextDay(now)) }) {
        case .shut(let wait, _), .waits(let wait): return wait
        case .open, nil: break
        }
        if running >= limits.concurrency { return .concurrency }
        return window.nextStart(now: now.steady) > now.steady ? .rate : .turn
    }
}
