package import RoostModel

/// Decides which print-mode task starts when: one pure machine, composed of small ones.
///
/// Everything that happens is told to it with the time, and it answers with what is to be done. It starts nothing,
/// stores nothing and reads no clock. A task is started when it is its provider's next one (``ReadyQueue``), its
/// provider takes one (``ProviderGate``), and the limits of all together allow it (``RateWindow``).
///
/// Invariant: whenever a task may start, it was started, or the alarm of the last ``SchedulerEffect/wake(afterMilliseconds:)``
/// goes off not later than at that moment.
package struct TaskScheduler: Sendable {
    /// A moment: on the wall, for what a person sees, and in the time that never goes back, for deciding.
    struct Moment {
        let wall: Timestamp
        let steady: Timestamp
    }

    package internal(set) var limits: SchedulerLimits
    /// The tasks that have not ended.
    package internal(set) var tasks: [TaskID: ScheduledTask] = [:]
    /// A person holds the whole queue.
    package internal(set) var isPaused = false
    /// Tasks that have a process.
    package internal(set) var running = 0
    var gates: [String: ProviderGate] = [:]
    var dependencies = DependencyGraph()
    var conversations = ConversationOrder()
    var delays = DelayQueue()
    var window: RateWindow
    var budget = DailyBudget()
    var budgetLevel = DailyBudget.Level.free
    var clock = SteadyClock()
    /// When the owner was asked to wake it; nil: not at all.
    var alarm: Timestamp?
    /// What is to be done, gathered during one call.
    var effects: [SchedulerEffect] = []

    /// A scheduler without tasks.
    package init(limits: SchedulerLimits = SchedulerLimits()) {
        self.limits = limits
        window = RateWindow(limit: limits.rate, periodMilliseconds: limits.ratePeriodMilliseconds)
    }

    /// The alarm went off, or the owner wants it looked at for another reason.
    package mutating func wake(at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        alarm = nil
        return finish(now)
    }

    /// Other limits are in force; what runs beyond them runs on.
    package mutating func setLimits(_ limits: SchedulerLimits, at wall: Timestamp) -> [SchedulerEffect] {
        let now = moment(wall)
        if limits.priorityHeadStartMilliseconds != self.limits.priorityHeadStartMilliseconds {
            let ready = tasks.values.filter { isReady($0) }
            for task in ready { leaveQueue(task) }
            self.limits = limits
            for task in ready { settle(task.id) }
        }
        self.limits = limits
        window = window.limited(to: limits.rate, periodMilliseconds: limits.ratePeriodMilliseconds)
        return finish(now)
    }

    mutating func moment(_ wall: Timestamp) -> Moment {
        Moment(wall: wall, steady: clock.read(wall))
    }

    /// What every call ends with: start what may start, see to the alarm, hand out what is to be done.
    mutating func finish(_ now: Moment) -> [SchedulerEffect] {
        dispatch(now)
        arm(now)
        defer { effects = [] }
        return effects
    }

    func key(of task: ScheduledTask) -> ReadyQueue.Key {
        ReadyQueue.Key(task, headStartMilliseconds: limits.priorityHeadStartMilliseconds)
    }
}

// MARK: - One task

extension TaskScheduler {
    /// It waits for its turn and for nothing else.
    func isReady(_ task: ScheduledTask) -> Bool {
        task.state == .queued && task.isApproved && task.retryAt == nil && dependencies.isFree(task.id)
            && before(task) == nil
    }

    /// The task of its conversation that has to end first; nil: it waits for none.
    func before(_ task: ScheduledTask) -> TaskID? {
        guard let first = task.conversation.flatMap({ conversations.first(of: $0) }) else { return nil }
        return first == task.id ? nil : first
    }

    /// Puts a task where it belongs: among the ready ones of its provider, or not.
    mutating func settle(_ id: TaskID) {
        guard let task = tasks[id] else { return }
        guard isReady(task) else { return leaveQueue(task) }
        let key = key(of: task)
        gates[task.provider, default: ProviderGate()].ready.insert(key)
    }

    private mutating func leaveQueue(_ task: ScheduledTask) {
        let key = key(of: task)
        gates[task.provider]?.ready.remove(key)
    }

    /// Takes a step of the table.
    ///
    /// - Returns: False where the table has none; nothing was changed then.
    @discardableResult
    mutating func step(_ id: TaskID, _ event: TaskEvent, cause: String? = nil, at now: Moment) -> Bool {
        guard let task = tasks[id] else { return false }
        let attempt = event == .picked ? task.attempt + 1 : task.attempt
        guard
            let transition = TaskTransition(
                event, from: task.state, cause: cause, at: now.wall, attempt: attempt)
        else { return false }
        leaveQueue(task)
        tasks[id]?.state = transition.to
        tasks[id]?.attempt = attempt
        effects.append(.transition(id, transition))
        settle(id)
        return true
    }

    /// A task has ended, and its step is taken: those that wait for it go on, or end with it.
    mutating func end(_ id: TaskID, at now: Moment) {
        var ended = [id]
        while let id = ended.popLast() {
            guard let task = tasks.removeValue(forKey: id) else { continue }
            dependencies.remove(id)
            delays.remove(id)
            if let next = conversations.remove(task) { settle(next) }
            if !task.isApproved { effects.append(.attentionOver(.approval(id))) }
            guard task.state != .passed else {
                for freed in dependencies.passed(id) { settle(freed) }
                continue
            }
            for dependent in dependencies.failed(id)
            where step(dependent, .dependencyFailed, cause: Self.cause(id, task.state), at: now) {
                ended.append(dependent)
            }
        }
    }

    /// What a task says that could not run because of another.
    static func cause(_ id: TaskID, _ state: TaskState) -> String {
        switch state {
        case .cancelled: "task \(id), which it waits for, was cancelled"
        case .timeout: "task \(id), which it waits for, took too long"
        default: "task \(id), which it waits for, failed"
        }
    }
}
