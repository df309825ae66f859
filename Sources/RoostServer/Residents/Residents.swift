import RoostModel
import RoostWire

/// The sessions that are in memory: every living one, and ended ones while somebody looks at them.
struct Residents: Sendable {
    /// Who waits for a session that is being read.
    typealias Waiter = CheckedContinuation<Result<Session, Failure>, Never>

    private(set) var sessions: [SessionID: Session] = [:]
    private var loading: [SessionID: [Waiter]] = [:]
    /// When those are looked at that nobody may need any more.
    var sweep: (any ScheduledWork)?

    subscript(id: SessionID) -> Session? { sessions[id] }

    mutating func insert(_ session: Session) {
        sessions[session.id] = session
    }

    @discardableResult
    mutating func remove(_ id: SessionID) -> Session? {
        sessions.removeValue(forKey: id)
    }

    /// Waits for a session that is not in memory.
    ///
    /// - Returns: True for the first, who has to see that it is read.
    mutating func wait(for id: SessionID, _ waiter: Waiter) -> Bool {
        loading[id, default: []].append(waiter)
        return loading[id]?.count == 1
    }

    /// The session was read, or cannot be.
    ///
    /// - Returns: Who waited.
    mutating func loaded(_ id: SessionID) -> [Waiter] {
        loading.removeValue(forKey: id) ?? []
    }
}
