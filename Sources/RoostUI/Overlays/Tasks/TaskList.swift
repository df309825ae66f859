import RoostModel
import RoostWire

/// The print-mode tasks that a client knows of, in the order in which a person wants to see them.
///
/// Invariant: at most ``limit`` tasks; beyond, the oldest that ended are forgotten first.
struct TaskList: Sendable {
    /// Which tasks are listed; `f` goes on to the next.
    enum Filter: String, CaseIterable, Hashable, Sendable {
        case all
        case needy = "needs you"
        case running, queued, passed, failed

        func accepts(_ task: TaskInfo, _ label: TaskLabel) -> Bool {
            switch self {
            case .all: true
            case .needy: label.rank == .needy
            case .running: task.hasProcess
            case .queued: !task.state.isEnded && !task.hasProcess
            case .passed: task.state == .passed
            case .failed: task.state.isEnded && task.state != .passed && task.state != .cancelled
            }
        }
    }

    /// A line of the list.
    struct Row: Hashable, Sendable {
        var task: TaskInfo
        var label: TaskLabel
    }

    private struct Entry {
        var task: TaskInfo
        /// What is searched in, made when it is needed.
        var searched: String?
    }

    static let limit = 2000
    /// Letters of a prompt that are searched here; the server searches all.
    private static let searchedLetters = 2000
    /// How long an order is good enough when nothing happens, in milliseconds: ages change it by the minute.
    private static let lifetime: Int64 = 60_000

    private var entries: [TaskID: Entry] = [:]
    private(set) var rows: [Row] = []
    private var orderedAt: Timestamp?
    private(set) var lastID = TaskID(rawValue: 0)
    private(set) var providerWidth = 0

    var filter = Filter.all {
        didSet { orderedAt = nil }
    }
    /// Words that a listed task has somewhere.
    var query = "" {
        didSet { orderedAt = nil }
    }
    /// Tasks that the server found for the query.
    var found: Set<TaskID> = [] {
        didSet { orderedAt = nil }
    }

    var count: Int { entries.count }

    subscript(id: TaskID) -> TaskInfo? { entries[id]?.task }

    // MARK: What is known

    /// Takes tasks as they are, or were when the server was asked: what is known newer stays.
    mutating func merge(_ tasks: some Sequence<TaskInfo>) {
        for var task in tasks {
            if let known = entries[task.id]?.task, known.stateSince > task.stateSince { continue }
            // A whole answer belongs into the transcript, and not thousands of them into a list.
            task.report.result = nil
            entries[task.id] = Entry(task: task)
            lastID = max(lastID, task.id)
            providerWidth = max(providerWidth, TextWidth.of(task.request.provider))
        }
        forgetOldest()
        orderedAt = nil
    }

    mutating func remove(_ ids: some Sequence<TaskID>) {
        for id in ids { entries[id] = nil }
        orderedAt = nil
    }

    private mutating func forgetOldest() {
        let excess = entries.count - Self.limit
        guard excess > 0 else { return }
        let oldest = entries.values.map(\.task).sorted { one, other in
            one.state.isEnded == other.state.isEnded ? one.id < other.id : one.state.isEnded
        }
        for task in oldest.prefix(excess) { entries[task.id] = nil }
    }

    // MARK: Order

    /// Orders the list anew if something has changed, or it has got old.
    ///
    /// - Complexity: O(*n* log *n*) in the tasks.
    mutating func refresh(now: Timestamp) {
        if let orderedAt, now.milliseconds(since: orderedAt) < Self.lifetime { return }
        orderedAt = now
        var lastGoodStart: [String: Timestamp] = [:]
        for entry in entries.values where entry.task.state == .passed {
            guard let start = entry.task.startedAt else { continue }
            let name = entry.task.request.provider
            lastGoodStart[name] = max(lastGoodStart[name] ?? start, start)
        }
        let words = query.lowercased().split(separator: " ").map(String.init)
        if !words.isEmpty {
            for (id, entry) in entries where entry.searched == nil {
                entries[id]?.searched = Self.searched(entry.task)
            }
        }
        rows = entries.values.compactMap { entry -> Row? in
            let task = entry.task
            let label = TaskLabel(
                task, now: now, lastGoodStart: lastGoodStart[task.request.provider])
            guard filter.accepts(task, label) else { return nil }
            let text = entry.searched ?? ""
            guard found.contains(task.id) || words.allSatisfy({ text.contains($0) }) else { return nil }
            return Row(task: task, label: label)
        }
        .sorted(by: Self.precedes)
    }

    /// Those who need somebody and who wait by when they began to, what runs by its start, what ended newest first.
    private static func precedes(_ one: Row, _ other: Row) -> Bool {
        guard one.label.rank == other.label.rank else { return one.label.rank < other.label.rank }
        switch one.label.rank {
        case .needy where one.task.stateSince != other.task.stateSince:
            return one.task.stateSince < other.task.stateSince
        case .queued where one.task.request.priority != other.task.request.priority:
            return one.task.request.priority > other.task.request.priority
        case .ended where one.task.stateSince != other.task.stateSince:
            return one.task.stateSince > other.task.stateSince
        case .ended: return one.task.id > other.task.id
        case .needy, .running, .queued: return one.task.id < other.task.id
        }
    }

    private static func searched(_ task: TaskInfo) -> String {
        [
            "\(task.id)", task.request.name, task.request.provider, task.request.cwd, task.request.stage,
            task.state.rawValue, task.error, task.report.model, task.report.lastLine,
            String(task.request.prompt.prefix(searchedLetters)),
        ].compactMap(\.self).joined(separator: "\n").lowercased()
    }
}
