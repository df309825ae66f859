import RoostModel
import RoostWire

/// The print-mode tasks that need a person, the same ones that the list of tasks has under `needs you`.
///
/// Asks for all tasks, since the server tells only of those that have not ended by itself.
struct NeedyTasks: Sendable {
    private var tasks = TaskList()
    private var listing = TaskListing()

    init() {
        tasks.filter = .needy
    }

    /// Whoever waits longest first.
    var rows: [TaskList.Row] { tasks.rows }

    /// What to ask to begin with.
    mutating func begin() -> Request { listing.begin() }

    /// Takes an answer.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - request: What it answers.
    ///   - now: The time, which makes history of what ended long ago.
    /// - Returns: What to ask next, nothing when that was all; nil for an answer to something else.
    mutating func receive(_ response: Response, for request: Request, now: Timestamp) -> [Request]? {
        guard listing.isOwn(request) else { return nil }
        guard case .tasks(let found) = response else {
            listing.fail()
            return []
        }
        tasks.merge(found)
        tasks.refresh(now: now)
        return listing.receive(found, room: TaskList.limit - tasks.count).map { [$0] } ?? []
    }

    /// Takes what the server tells by itself.
    mutating func hear(_ event: TasksEvent, now: Timestamp) {
        tasks.merge(event.changed.map(\.task))
        tasks.remove(event.removed ?? [])
        tasks.refresh(now: now)
    }

    /// Time passed.
    mutating func refresh(now: Timestamp) { tasks.refresh(now: now) }
}
