import RoostModel

/// Which sessions are other than clients know them, gathered for a while: a burst of changes is one event.
struct SessionChanges: Sendable {
    /// The coalescing window.
    static let window = Duration.milliseconds(15)

    private var changed: Set<SessionID> = []

    /// Notes a change.
    ///
    /// - Returns: True when it is the first: the window begins, and ends with ``take()``.
    mutating func note(_ id: SessionID) -> Bool {
        defer { changed.insert(id) }
        return changed.isEmpty
    }

    /// What has changed since the last time.
    mutating func take() -> Set<SessionID> {
        defer { changed = [] }
        return changed
    }
}
