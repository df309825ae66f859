internal import RoostModel

extension TaskScheduler {
    /// When the next day begins, in the time for deciding.
    func nextDay(_ now: Moment) -> Timestamp {
        let wall = budget.nextDay(now: now.wall, offsetMilliseconds: limits.dayOffsetMilliseconds)
        return now.steady.adding(wall.milliseconds(since: now.wall))
    }

    /// Something was spent.
    mutating func spend(_ dollars: Double, provider: String, at now: Moment) {
        advanceBudgets(now)
        budget.spend(dollars)
        gates[provider]?.budget.spend(dollars)
        tellBudgets()
    }

    /// Time passed, or the limits changed: a new day begins with nothing spent.
    mutating func advanceBudgets(_ now: Moment) {
        let offset = limits.dayOffsetMilliseconds
        budget.advance(to: now.wall, offsetMilliseconds: offset)
        for index in gates.values.indices {
            gates.values[index].budget.advance(to: now.wall, offsetMilliseconds: offset)
        }
        tellBudgets()
    }

    /// Tells a person of a limit that comes near, is reached, or is past.
    private mutating func tellBudgets() {
        let level = budget.level(of: limits.budget)
        if level != budgetLevel {
            budgetLevel = level
            tell(level, of: nil, spent: budget.spent, limits.budget)
        }
        guard !limits.providerBudgets.isEmpty || gates.values.contains(where: { $0.budgetLevel != .free })
        else {
            return
        }
        let changed = gates.filter { provider, gate in
            gate.budget.level(of: limits.providerBudgets[provider]) != gate.budgetLevel
        }
        for (provider, gate) in changed.sorted(by: { $0.key < $1.key }) {
            let level = gate.budget.level(of: limits.providerBudgets[provider])
            gates[provider]?.budgetLevel = level
            tell(level, of: provider, spent: gate.budget.spent, limits.providerBudgets[provider])
        }
    }

    private mutating func tell(
        _ level: DailyBudget.Level, of provider: String?, spent: Double, _ limit: SchedulerLimits.Budget?
    ) {
        guard level != .free, let limit else {
            effects.append(.attentionOver(.budget(provider)))
            return
        }
        let whose = provider.map { "\($0): " } ?? ""
        let text = "\(whose)\(Self.dollars(spent)) of \(Self.dollars(limit.dollarsPerDay)) spent today"
        effects.append(.attention(TaskAttention(.budget(provider), text: text)))
    }

    /// An amount as people write it: `$1.20`.
    private static func dollars(_ amount: Double) -> String {
        let cents = Int64(exactly: (min(amount, 1e12) * 100).rounded()) ?? 0
        return "$\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }
}
