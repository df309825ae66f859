import RoostModel

/// Which sessions, or tasks, are other than clients know them, gathered for a while: a burst of changes is one event.
struct Changes<ID: Hashable & Sendable>: Sendable {
    /// The coalescing window.
    static var window: Duration { .milliseconds(15) }

    private var changed: Set<ID> = []

    /// Notes a change.
    ///
    /// - Returns: True when it is the first: the window begins, and ends with ``take()``.
    mutating func note(_ id: ID) -> Bool {
        defer { changed.insert(id) }
        return changed.isEmpty
    }

    /// What has changed since the last time.
    mutating func take() -> Set<ID> {
        defer { changed = [] }
        return changed
    }
}

/// What is new of sessions and not told yet, or not to be told twice.
struct News: Sendable {
    var changes = Changes<SessionID>()
    var alerts = Alerts()
}
