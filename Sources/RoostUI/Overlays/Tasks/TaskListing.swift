import RoostModel
import RoostWire

/// Asks for all tasks of a server page by page, the newest first.
///
/// A page is bounded, since the answers of tasks are a part of it, and a frame has a limit.
struct TaskListing: Hashable, Sendable {
    private static let page = 200

    private var until: Timestamp?
    /// The lowest number that has come.
    private var lowest: TaskID?
    private(set) var isAsking = false
    /// All that there are, or as many as are wanted, have come.
    private(set) var isDone = false
    /// The server could not answer.
    private(set) var hasFailed = false

    private var request: Request {
        .task(.list(TaskFilter(until: until, limit: Self.page)))
    }

    /// Begins with the newest tasks.
    mutating func begin() -> Request {
        self = TaskListing()
        isAsking = true
        return request
    }

    /// Whether an answer is for what was asked last.
    func isOwn(_ other: Request) -> Bool { isAsking && other == request }

    /// Takes a page, oldest first.
    ///
    /// - Parameters:
    ///   - tasks: What the server answered.
    ///   - room: How many more tasks are wanted.
    /// - Returns: What to ask next; nil when that was all.
    mutating func receive(_ tasks: [TaskInfo], room: Int) -> Request? {
        isAsking = false
        guard tasks.count == Self.page, room > 0, let oldest = tasks.first else {
            isDone = true
            return nil
        }
        // Several tasks may be of one millisecond: the page overlaps, unless that brought nothing new.
        let isNew = lowest.map { oldest.id < $0 } ?? true
        lowest = min(lowest ?? oldest.id, oldest.id)
        until = Timestamp(milliseconds: oldest.createdAt.milliseconds + (isNew ? 1 : 0))
        isAsking = true
        return request
    }

    /// The server could not answer.
    mutating func fail() {
        isAsking = false
        isDone = true
        hasFailed = true
    }
}
