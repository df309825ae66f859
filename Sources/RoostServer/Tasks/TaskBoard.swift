import RoostConfig
import RoostModel
import RoostStore
import RoostTasks
import RoostWire

/// What a server knows of print-mode tasks: the scheduler, those that have not ended, and the attempts that run.
///
/// Ended ones are in the store; the last few of them stay here until everybody has been told.
struct TaskBoard: Sendable {
    /// A task as clients see it.
    struct Entry: Sendable {
        var info: TaskInfo
        var messages = 0
        var position = TaskPosition()
        /// Steps that are stored with the next one: what begins a process counts once there is one, so that a server
        /// that dies before starts it again.
        var unstored: [TaskTransition] = []
        /// The whole environment of whoever asked for it; nil: a server before this one was asked.
        var caller: [String: String]?
        /// The variables that were given for it; nil: the store has them.
        var given: [String: String]?

        var progress: TaskProgress { TaskProgress(task: info, messages: messages, position: position) }
    }

    /// Ended tasks that are remembered.
    private static let endedLimit = 256

    var scheduler: TaskScheduler
    private(set) var entries: [TaskID: Entry] = [:]
    private var ended: [TaskID] = []
    private var lastCaller: [String: String] = [:]
    private var waiters: [CheckedContinuation<Void, Never>] = []
    var attempts: [AttemptID: TaskAttempt] = [:]
    /// Nothing is started any more.
    var isClosing = false
    var changes = Changes<TaskID>()
    /// The conversations that tasks go on with.
    var talks = Conversations()
    /// What conversations have cost so far.
    var conversations = ConversationBook()
    /// How tasks stood when it was told last.
    var pulse: TaskPulse?
    /// When it is told next; nil: nothing runs.
    var pulseTimer: (any ScheduledWork)?
    /// Tasks that have ended since then, by state.
    private var endedSincePulse: [String: Int] = [:]
    /// When the scheduler wants to be woken.
    var alarm: (any ScheduledWork)?
    /// What a person is needed for, in the words for that.
    private(set) var needs: [TaskAttention.Subject: String] = [:]
    var generator = SystemRandomNumberGenerator()
    /// What holds queued tasks, as clients know it.
    var toldHolds = SchedulerHolds()
    /// What was stored of the scheduler last.
    var storedMemo: SchedulerMemo?
    /// Where tasks can have cgroups; .some(nil): nowhere, nil: nobody has looked.
    private var groups: ControlGroups??

    /// Without tasks.
    init(_ limits: SchedulerLimits = SchedulerLimits()) {
        scheduler = TaskScheduler(limits: limits)
    }

    subscript(id: TaskID) -> Entry? { entries[id] }

    /// Those that have not ended.
    var unfinished: [Entry] { entries.values.filter { !$0.info.state.isEnded } }

    mutating func insert(
        _ info: TaskInfo, caller: [String: String]? = nil, given: [String: String]? = nil
    ) {
        var entry = entries[info.id] ?? Entry(info: info)
        entry.info = info
        if let caller {
            // Many tasks of one caller share one environment.
            if caller != lastCaller { lastCaller = caller }
            entry.caller = lastCaller
        }
        entry.given = given ?? entry.given
        entries[info.id] = entry
        ended.removeAll { $0 == info.id }
    }

    /// Forgets one that was not taken in.
    mutating func remove(_ id: TaskID) { entries[id] = nil }

    /// Takes a step.
    ///
    /// - Returns: What to store now; nil: it waits for the step after it.
    mutating func apply(_ transition: TaskTransition, to id: TaskID) -> TaskRecord? {
        guard entries[id] != nil else { return nil }
        entries[id]?.info.apply(transition)
        entries[id]?.unstored.append(transition)
        if transition.event == .picked { entries[id]?.position = TaskPosition() }
        if transition.to == .starting { return nil }
        if transition.to.isEnded {
            endedSincePulse[transition.to.rawValue, default: 0] += 1
            end(id)
        }
        return takeRecord(of: id)
    }

    /// What is to be stored of a task.
    mutating func takeRecord(of id: TaskID) -> TaskRecord? {
        guard let entry = entries[id] else { return nil }
        entries[id]?.unstored = []
        return TaskRecord(entry.info, transitions: entry.unstored)
    }

    mutating func change(_ id: TaskID, _ body: (inout Entry) -> Void) {
        guard var entry = entries[id] else { return }
        body(&entry)
        entries[id] = entry
    }

    private mutating func end(_ id: TaskID) {
        ended.removeAll { $0 == id }
        ended.append(id)
        guard ended.count > Self.endedLimit else { return }
        entries[ended.removeFirst()] = nil
    }

    /// How tasks stand at a moment, and what has ended since the last time.
    mutating func beat(at now: Timestamp, activeConversations: Int) {
        var pulse = scheduler.pulse(at: now)
        pulse.ended = endedSincePulse
        pulse.activeConversations = activeConversations
        endedSincePulse = [:]
        self.pulse = pulse
    }

    // MARK: - Attempts

    /// An attempt is over, and nobody has to do with it any more.
    mutating func remove(attempt id: AttemptID) -> TaskAttempt? {
        defer {
            if attempts.isEmpty {
                for waiter in waiters { waiter.resume() }
                waiters = []
            }
        }
        return attempts.removeValue(forKey: id)
    }

    /// Resumed as soon as no attempt is left.
    mutating func wait(_ continuation: CheckedContinuation<Void, Never>) {
        if attempts.isEmpty { continuation.resume() } else { waiters.append(continuation) }
    }

    /// The attempt that a task's process belongs to.
    func attempt(of id: TaskID) -> TaskAttempt? {
        entries[id].flatMap { attempts[AttemptID(task: id, attempt: $0.info.attempt)] }
    }

    // MARK: - Limits

    /// Where tasks can have cgroups; nil: nowhere.
    mutating func controlGroups(socket: String) -> ControlGroups? {
        if let groups { return groups }
        let found = ControlGroups(socket: socket)
        groups = .some(found)
        return found
    }

    /// There is a place for them, and it was used or will be.
    var hasGroups: Bool {
        if case .some(.some) = groups { true } else { false }
    }

    /// No child can be put into one, as it turned out.
    mutating func forgetControlGroups() { groups = .some(nil) }

    // MARK: - A person

    /// A person is needed.
    mutating func need(_ attention: TaskAttention) { needs[attention.subject] = attention.text }

    /// Not for this any more.
    mutating func done(_ subject: TaskAttention.Subject) { needs[subject] = nil }

    /// The need that the status row shows.
    var warning: String? { needs.values.min() }
}
