internal import RoostModel

/// Gathers tasks for ``TaskTotals``.
struct TaskTally {
    private var states: [String: Int] = [:]
    private var retried = 0
    private var durations: [Int64] = []
    private var queueTimes: [Int64] = []
    private var turns: Int?
    private var usage = TaskUsage()
    private var cost: Double?
    private var costUnknown = 0

    /// Counts one more.
    mutating func add(_ task: TaskInfo) {
        states[task.state.rawValue, default: 0] += 1
        retried += max(0, task.attempt - 1)
        if let ended = task.endedAt, let duration = task.durationMilliseconds(now: ended) {
            durations.append(duration)
        }
        if let queueTime = task.queueMilliseconds { queueTimes.append(queueTime) }
        if let own = task.report.turns { turns = (turns ?? 0) &+ own }
        usage = usage + task.usage
        if let own = task.cost {
            cost = (cost ?? 0) + own
        } else if task.state.isEnded, task.attempt > 0 {
            costUnknown += 1
        }
    }

    /// What was counted.
    var totals: TaskTotals {
        TaskTotals(
            states: states, retried: retried, duration: TaskTotals.Spread(durations),
            queueTime: TaskTotals.Spread(queueTimes), turns: turns, usage: usage.isUnknown ? nil : usage,
            cost: cost, costUnknown: costUnknown)
    }
}
