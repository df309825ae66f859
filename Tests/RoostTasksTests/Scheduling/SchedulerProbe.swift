import RoostModel
import RoostTasks
import RoostTestSupport

/// A scheduler with a clock in the hand, and what it asked for.
struct SchedulerProbe {
    var scheduler: TaskScheduler
    var now: Int64 = 1_000_000
    var generator = SeededGenerator(seed: 7)
    var effects: [SchedulerEffect] = []
    private(set) var states: [TaskID: TaskState] = [:]
    private var nextID: UInt64 = 0

    init(_ limits: SchedulerLimits = SchedulerLimits()) {
        scheduler = TaskScheduler(limits: limits)
    }

    var wall: Timestamp { Timestamp(milliseconds: now) }

    /// The numbers of the tasks that were started by the last call, in order.
    var started: [UInt64] {
        effects.compactMap { if case .start(let id, _) = $0 { id.rawValue } else { nil } }
    }

    var alarm: Int64? {
        effects.compactMap { if case .wake(let milliseconds) = $0 { milliseconds } else { nil } }.last
    }

    var attentions: [TaskAttention.Subject] {
        effects.compactMap { if case .attention(let attention) = $0 { attention.subject } else { nil } }
    }

    var attentionsOver: [TaskAttention.Subject] {
        effects.compactMap { if case .attentionOver(let subject) = $0 { subject } else { nil } }
    }

    var causes: [String] {
        effects.compactMap { if case .transition(_, let transition) = $0 { transition.cause } else { nil } }
    }

    func state(_ id: UInt64) -> TaskState? { states[TaskID(rawValue: id)] }

    /// Says something to the scheduler and keeps what it asked for.
    mutating func tell(_ call: (inout TaskScheduler, Timestamp) throws -> [SchedulerEffect]) rethrows {
        effects = try call(&scheduler, wall)
        for case .transition(let id, let transition) in effects { states[id] = transition.to }
    }

    static func task(
        _ id: UInt64, _ provider: String = "p", priority: Int = 0, after: [UInt64] = [], retries: Int? = nil,
        needsApproval: Bool = false, conversation: String? = nil, at now: Int64
    ) -> ScheduledTask {
        var request = TaskRequest(provider: provider, prompt: "", cwd: "/")
        request.priority = priority
        request.after = after.map { TaskID(rawValue: $0) }
        request.retries = retries
        request.needsApproval = needsApproval
        request.conversation = conversation
        return ScheduledTask(
            TaskInfo(id: TaskID(rawValue: id), request: request, createdAt: Timestamp(milliseconds: now)))
    }

    /// Adds a task and gives its number.
    @discardableResult
    mutating func submit(
        _ provider: String = "p", priority: Int = 0, after: [UInt64] = [], retries: Int? = nil,
        needsApproval: Bool = false, conversation: String? = nil
    ) throws -> UInt64 {
        nextID += 1
        let task = Self.task(
            nextID, provider, priority: priority, after: after, retries: retries,
            needsApproval: needsApproval, conversation: conversation, at: now)
        let states = states
        try tell { scheduler, wall in try scheduler.submit([task], at: wall) { states[$0] } }
        return nextID
    }

    mutating func spawned(_ id: UInt64) {
        tell { $0.spawned(TaskID(rawValue: id), at: $1) }
    }

    mutating func end(
        _ id: UInt64, _ state: TaskState = .passed, _ failure: TaskFailure? = nil, after: Int64? = nil,
        cost: Double? = nil, denials: [TaskDenial] = []
    ) {
        let verdict = TaskVerdict(
            state: state, failure: failure, reason: failure?.text, retryAfterMilliseconds: after,
            report: TaskReport(cost: cost, denials: denials))
        var generator = generator
        tell { $0.ended(TaskID(rawValue: id), verdict, at: $1, using: &generator) }
        self.generator = generator
    }

    mutating func wake(after milliseconds: Int64) {
        now += milliseconds
        tell { $0.wake(at: $1) }
    }
}
