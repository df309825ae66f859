package import RoostModel

/// What became of a number of tasks.
package struct TaskTotals: Codable, Hashable, Sendable {
    /// How many of them stand in which state; states without any are left out.
    package let states: [String: Int]
    /// Attempts beyond each task's first.
    package let retried: Int
    /// How long the last attempts took that have ended; nil: none has.
    package let duration: Spread?
    /// How long they waited for their first attempt; nil: none has begun.
    package let queueTime: Spread?
    /// Of those that tell it.
    package let turns: Int?
    package let usage: TaskUsage?
    /// Dollars, of those that tell it; nil: none does.
    package let cost: Double?
    /// How many have ended without telling what they cost: ``cost`` is at least so much.
    package let costUnknown: Int

    /// How a length of time is spread, in milliseconds.
    package struct Spread: Codable, Hashable, Sendable {
        /// Half of them took at most so long.
        package let p50: Int64
        /// 95 of 100 took at most so long.
        package let p95: Int64

        /// By nearest rank; nil for no values.
        package init?(_ values: [Int64]) {
            guard !values.isEmpty else { return nil }
            let sorted = values.sorted()
            func rank(_ percent: Int) -> Int64 { sorted[(sorted.count * percent + 99) / 100 - 1] }
            p50 = rank(50)
            p95 = rank(95)
        }

        private enum CodingKeys: String, CodingKey {
            case p50 = "p50_ms"
            case p95 = "p95_ms"
        }
    }

    /// All of them.
    package var created: Int { states.values.reduce(0, +) }
    package var passed: Int { states[TaskState.passed.rawValue] ?? 0 }
    /// Those that failed, broke or took too long.
    package var failed: Int {
        [TaskState.failed, .error, .timeout].reduce(0) { $0 + (states[$1.rawValue] ?? 0) }
    }

    init(
        states: [String: Int], retried: Int, duration: Spread?, queueTime: Spread?, turns: Int?,
        usage: TaskUsage?, cost: Double?, costUnknown: Int
    ) {
        self.states = states
        self.retried = retried
        self.duration = duration
        self.queueTime = queueTime
        self.turns = turns
        self.usage = usage
        self.cost = cost
        self.costUnknown = costUnknown
    }
}

// MARK: - JSON

extension TaskTotals {
    private enum CodingKeys: String, CodingKey {
        case created, passed, failed, states, retried, duration
        case queueTime = "queue_time"
        case turns = "num_turns"
        case usage
        case cost = "total_cost_usd"
        case costUnknown = "cost_unknown"
    }

    /// Reads what ``encode(to:)`` wrote; what follows from the states is not read.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        states = try container.decode([String: Int].self, forKey: .states)
        retried = try container.decode(Int.self, forKey: .retried)
        duration = try container.decodeIfPresent(Spread.self, forKey: .duration)
        queueTime = try container.decodeIfPresent(Spread.self, forKey: .queueTime)
        turns = try container.decodeIfPresent(Int.self, forKey: .turns)
        usage = try container.decodeIfPresent(TaskUsage.self, forKey: .usage)
        cost = try container.decodeIfPresent(Double.self, forKey: .cost)
        costUnknown = try container.decode(Int.self, forKey: .costUnknown)
    }

    /// Writes every key, `null` where nothing is known.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(created, forKey: .created)
        try container.encode(passed, forKey: .passed)
        try container.encode(failed, forKey: .failed)
        try container.encode(states, forKey: .states)
        try container.encode(retried, forKey: .retried)
        try container.encode(duration, forKey: .duration)
        try container.encode(queueTime, forKey: .queueTime)
        try container.encode(turns, forKey: .turns)
        try container.encode(usage, forKey: .usage)
        try container.encode(cost, forKey: .cost)
        try container.encode(costUnknown, forKey: .costUnknown)
    }
}
