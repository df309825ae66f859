import RoostModel
import RoostWire

/// Those who wait for a session to come into a state (`roost wait`).
struct StateWaiters {
    private struct Waiter {
        let identifier: UInt64
        let session: SessionID
        let condition: WaitCondition
        let found: (SessionInfo) -> Void
    }

    private var waiters: [Waiter] = []

    /// Whether a session is what somebody waits for; text is looked for by the session itself.
    static func isMet(_ condition: WaitCondition, by info: SessionInfo) -> Bool {
        switch condition {
        case .state(let state): info.state == state
        case .attention(let kind): info.attention?.kind == kind
        case .exit: info.state.isEnded
        case .text: false
        }
    }

    mutating func add(
        _ identifier: UInt64, session: SessionID, condition: WaitCondition,
        found: @escaping (SessionInfo) -> Void
    ) {
        waiters.append(Waiter(identifier: identifier, session: session, condition: condition, found: found))
    }

    mutating func remove(_ identifier: UInt64) {
        waiters.removeAll { $0.identifier == identifier }
    }

    /// Those whose condition came true, taken off the list.
    mutating func take(for info: SessionInfo) -> [(SessionInfo) -> Void] {
        let met = waiters.filter { $0.session == info.number && Self.isMet($0.condition, by: info) }
        guard !met.isEmpty else { return [] }
        waiters.removeAll { waiter in met.contains { $0.identifier == waiter.identifier } }
        return met.map(\.found)
    }
}
