import RoostModel
import RoostTasks
import RoostTestSupport

/// A random history of a scheduler on a simulated clock, watched by witnesses that know nothing of its insides.
///
/// Nothing traps: what is found goes into ``fault``, with the seed of the history in the test's message.
struct SchedulerHistory {
    private static let providers = ["p", "q"]
    private static let pause: Int64 = 500

    private var scheduler: TaskScheduler
    private let limits: SchedulerLimits
    private let isWatchedInside: Bool
    private var generator: SeededGenerator
    private var now: Int64 = 10_000
    private var alarm: Int64?
    private var nextID: UInt64 = 0
    /// What is known of each task by its transitions.
    private var states: [TaskID: TaskState] = [:]
    private var provider: [TaskID: String] = [:]
    private var conversation: [TaskID: String] = [:]
    private var processes: Set<TaskID> = []
    private var starts: [Int64] = []
    /// Providers that only a person lets go on.
    private var held: Set<String> = []
    private var breakers: [String: BreakerWitness] = [:]
    /// The first thing that was wrong.
    private(set) var fault: String?
    /// How many attempts were started.
    var startCount: Int { starts.count }

    /// Begins a history; everything about it follows from the generator.
    ///
    /// - Parameters:
    ///   - generator: Where everything random comes from.
    ///   - isWatchedInside: The scheduler's own invariants are checked too, which takes as long as all the rest.
    init(generator: SeededGenerator, isWatchedInside: Bool) {
        self.generator = generator
        self.isWatchedInside = isWatchedInside
        var limits = SchedulerLimits(concurrency: Int.random(in: 1...3, using: &self.generator))
        limits.providerConcurrency = ["p": Int.random(in: 1...2, using: &self.generator)]
        limits.rate = Int.random(in: 1...4, using: &self.generator)
        limits.ratePeriodMilliseconds = 100
        limits.breakerThreshold = 2
        limits.breakerPauseMilliseconds = Self.pause
        limits.priorityHeadStartMilliseconds = 50
        limits.retry = RetryPolicy(retries: 1, firstDelayMilliseconds: 40, longestDelayMilliseconds: 100)
        if Bool.random(using: &self.generator) { limits.providerBudgets["q"] = .init(dollarsPerDay: 2) }
        self.limits = limits
        scheduler = TaskScheduler(limits: limits)
    }

    /// Lets so many random things happen, then lets everything end.
    mutating func run(steps: Int) {
        for _ in 0..<steps where fault == nil {
            step()
            if Int.random(in: 0..<5, using: &generator) == 0 { checkAlarm() }
        }
        drain()
    }

    private mutating func record(_ found: String) {
        fault = fault ?? "at \(now): \(found)"
    }
}

// MARK: - What happens

extension SchedulerHistory {
    private mutating func step() {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0...3: submit()
        case 4...6: end()
        case 7...8: pass(Int64.random(in: 0...120, using: &generator))
        case 9: hold()
        case 10: cancel()
        default: spawn()
        }
    }

    /// Time passes, and the alarm goes off where it is set.
    private mutating func pass(_ milliseconds: Int64) {
        let target = now + milliseconds
        while let alarm, alarm <= target, fault == nil {
            now = max(now, alarm)
            wake()
        }
        now = target
    }

    private mutating func wake() {
        alarm = nil
        take(scheduler.wake(at: Timestamp(milliseconds: now)))
    }

    private mutating func submit() {
        nextID += 1
        let id = TaskID(rawValue: nextID)
        let name = Self.providers[Int.random(in: 0..<Self.providers.count, using: &generator)]
        let after =
            nextID > 1 && Int.random(in: 0..<3, using: &generator) == 0
            ? [UInt64.random(in: 1..<nextID, using: &generator)] : []
        let talk = Int.random(in: 0..<4, using: &generator) == 0 ? "\(name)-talk" : nil
        let task = SchedulerProbe.task(
            nextID, name, priority: Int.random(in: 0...2, using: &generator), after: after,
            needsApproval: Int.random(in: 0..<8, using: &generator) == 0, conversation: talk, at: now)
        conversation[id] = talk
        provider[id] = name
        states[id] = .queued
        let states = states
        do {
            take(try scheduler.submit([task], at: Timestamp(milliseconds: now)) { states[$0] })
        } catch {
            record("\(error)")
        }
    }

    private mutating func spawn() {
        guard let id = processes.sorted().first(where: { states[$0] == .starting }) else { return }
        take(scheduler.spawned(id, at: Timestamp(milliseconds: now)))
        if states[id] != .running { record("task \(id) was spawned and is not running") }
    }

    private mutating func end() {
        let verdicts: [(TaskState, TaskFailure?)] = [
            (.passed, nil), (.passed, nil), (.failed, .overloaded), (.failed, .rateLimited),
            (.failed, .maxTurns), (.timeout, .timeout), (.error, .couldNotStart), (.failed, .authentication),
        ]
        end(verdicts[Int.random(in: 0..<verdicts.count, using: &generator)])
    }

    private mutating func end(_ verdict: (state: TaskState, failure: TaskFailure?)) {
        guard let id = processes.sorted().randomElement(using: &generator), let name = provider[id] else {
            return
        }
        let wait = verdict.failure == .rateLimited ? Int64.random(in: 0...80, using: &generator) : nil
        processes.remove(id)
        if verdict.failure == .authentication { held.insert(name) }
        breakers[name, default: BreakerWitness()].end(
            id, CircuitBreaker.Signal(TaskVerdict(state: verdict.state, failure: verdict.failure)), at: now,
            threshold: limits.breakerThreshold, pause: Self.pause)
        let told = TaskVerdict(
            state: verdict.state, failure: verdict.failure, retryAfterMilliseconds: wait,
            report: TaskReport(cost: verdict.state == .passed ? 0.5 : nil))
        var generator = generator
        take(scheduler.ended(id, told, at: Timestamp(milliseconds: now), using: &generator))
        self.generator = generator
    }

    private mutating func hold() {
        let name = Self.providers[Int.random(in: 0..<Self.providers.count, using: &generator)]
        let wall = Timestamp(milliseconds: now)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: take(scheduler.pauseQueue(at: wall))
        case 1: take(scheduler.resumeQueue(at: wall))
        case 2:
            held.insert(name)
            take(scheduler.pause(provider: name, at: wall))
        case 3: resume(name)
        case 4: onTask { scheduler, id in try scheduler.pause(id, at: wall) }
        case 5: onTask { scheduler, id in try scheduler.resume(id, at: wall) }
        default: onTask { scheduler, id in try scheduler.approve(id, at: wall) }
        }
    }

    private mutating func resume(_ name: String) {
        breakers[name] = nil
        take(scheduler.resume(provider: name, at: Timestamp(milliseconds: now)))
    }

    private mutating func cancel() {
        let wall = Timestamp(milliseconds: now)
        onTask { scheduler, id in try scheduler.cancel(id, at: wall) }
    }

    /// What cannot be done to a task is refused, and changes nothing.
    private mutating func onTask(_ change: (inout TaskScheduler, TaskID) throws -> [SchedulerEffect]) {
        guard nextID > 0 else { return }
        let id = TaskID(rawValue: UInt64.random(in: 1...nextID, using: &generator))
        guard let effects = try? change(&scheduler, id) else { return }
        take(effects)
    }

    /// A person resumes and approves everything, and every attempt passes: nothing may be left.
    private mutating func drain() {
        take(scheduler.resumeQueue(at: Timestamp(milliseconds: now)))
        for name in held.sorted() { resume(name) }
        for id in states.keys.sorted() where states[id]?.isEnded == false {
            let wall = Timestamp(milliseconds: now)
            if states[id] == .paused, let effects = try? scheduler.resume(id, at: wall) { take(effects) }
            if scheduler.tasks[id]?.isApproved == false, let effects = try? scheduler.approve(id, at: wall) {
                take(effects)
            }
        }
        var rounds = 0
        while fault == nil, !scheduler.tasks.isEmpty {
            rounds += 1
            if !processes.isEmpty {
                end((.passed, nil))
            } else if let alarm {
                pass(max(0, alarm - now))
            } else {
                let waits = scheduler.tasks.keys.sorted().map {
                    "\($0): \(scheduler.wait(of: $0, at: Timestamp(milliseconds: now))?.text ?? "no wait")"
                }
                record("nothing runs, no alarm is set, and left are \(waits)")
            }
            if rounds == 200 { record("\(scheduler.tasks.count) tasks are never done") }
        }
        if !states.values.allSatisfy(\.isEnded) { record("a task has not ended: \(states)") }
    }
}

// MARK: - What is watched

extension SchedulerHistory {
    private mutating func take(_ effects: [SchedulerEffect]) {
        for effect in effects {
            switch effect {
            case .transition(let id, let transition):
                if transition.from != states[id]
                    || transition.to != TaskTransition.next(transition.from, transition.event)
                {
                    record("task \(id) is \(states[id]?.rawValue ?? "unknown") and takes \(transition)")
                }
                states[id] = transition.to
            case .start(let id, _): started(id)
            case .wake(let milliseconds): alarm = now + milliseconds
            case .delay, .stop, .suspend, .resume, .attention, .attentionOver: break
            }
        }
        if isWatchedInside, let found = scheduler.checkInvariants() { record(found) }
    }

    private mutating func started(_ id: TaskID) {
        guard let name = provider[id] else { return record("task \(id) is not known") }
        if states[id] != .starting { record("task \(id) starts without its step") }
        if !processes.insert(id).inserted { record("task \(id) runs twice") }
        if processes.count > limits.concurrency { record("\(processes.count) run") }
        let own = processes.filter { provider[$0] == name }.count
        if own > limits.concurrency(of: name) { record("\(own) of \(name) run") }
        if let talk = conversation[id] {
            let before = states.filter { conversation[$0.key] == talk && $0.key < id && !$0.value.isEnded }
            if !before.isEmpty {
                record("task \(id) starts before \(before.keys.sorted()) of its conversation")
            }
        }
        starts.append(now)
        if let first = starts.dropLast(limits.rate).last, now - first < limits.ratePeriodMilliseconds {
            record("\(limits.rate + 1) starts since \(first)")
        }
        if let found = breakers[name, default: BreakerWitness()].start(id, at: now) {
            record("\(name): \(found)")
        }
        checkOrder(id, name)
    }

    /// Nobody with a better claim is passed by.
    private mutating func checkOrder(_ id: TaskID, _ name: String) {
        guard let task = scheduler.tasks[id] else { return record("task \(id) starts and is gone") }
        func claim(_ task: ScheduledTask) -> Int64 {
            task.queuedAt.milliseconds - Int64(task.priority) * limits.priorityHeadStartMilliseconds
        }
        for (other, rival) in scheduler.tasks where rival.provider == name && claim(rival) < claim(task) {
            switch scheduler.wait(of: other, at: Timestamp(milliseconds: now)) {
            case nil, .approval, .dependencies, .delay, .conversation: break
            case let wait?: record("task \(id) starts before task \(other): \(wait.text)")
            }
        }
    }

    /// Until the alarm, or for two days if there is none, time alone lets nothing start.
    private mutating func checkAlarm() {
        var copy = scheduler
        let horizon = alarm.map { max(now, $0 - 1) } ?? now + 2 * 86_400_000
        let early = copy.wake(at: Timestamp(milliseconds: horizon)).contains {
            if case .start = $0 { true } else { false }
        }
        if early { record("something may start before \(alarm.map { "the alarm at \($0)" } ?? "any alarm")") }
    }
}
