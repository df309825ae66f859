package import RoostModel

/// What keeps queued tasks waiting besides those before them.
///
/// A task that waits takes no step when this changes, so its owner compares it to know when to tell of all of them.
package struct SchedulerHolds: Hashable, Sendable {
    /// A person holds the whole queue.
    package var isPaused = false
    /// Why a provider takes nothing; those that take something are left out.
    package var providers: [String: TaskWait] = [:]

    /// Nothing is held.
    package init() {}
}

extension TaskScheduler {
    /// What holds tasks as everything stands.
    package var holds: SchedulerHolds {
        var holds = SchedulerHolds()
        holds.isPaused = isPaused
        holds.providers = gates.compactMapValues { gate in
            // Tasks that run hold others only until they end, and the moment when a day ends changes nothing.
            let answer = gate.answer(
                limit: .max, isSpent: budgetLevel == .spent || gate.budgetLevel == .spent,
                nextDay: Timestamp(milliseconds: 0))
            switch answer {
            case .open: return nil
            case .shut(let wait, _), .waits(let wait): return wait
            }
        }
        return holds
    }
}
