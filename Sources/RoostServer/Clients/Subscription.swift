import RoostModel
import RoostWire

/// What a client hears besides the workspace that it shows, or without showing one.
struct Subscription: Sendable {
    let topics: Topics
    /// What was told last of each session, for those that hear of states only.
    private var told: [SessionID: Told] = [:]

    private struct Told: Hashable {
        let name: String
        let state: SessionState
        let stateSince: Timestamp
        let attention: Attention?
        let customState: CustomState?
    }

    init(_ topics: Topics) {
        self.topics = topics
    }

    /// Which of these sessions it is to hear of; nil stands for one that was removed.
    mutating func concerning(_ changed: [SessionID: SessionInfo?]) -> Set<SessionID> {
        if topics.contains(.sessions) { return Set(changed.keys) }
        guard topics.contains(.states) else { return [] }
        return Set(changed.filter { isNews($0.key, $0.value) }.keys)
    }

    private mutating func isNews(_ id: SessionID, _ info: SessionInfo?) -> Bool {
        let now = info.map {
            Told(
                name: $0.name, state: $0.state, stateSince: $0.stateSince, attention: $0.attention,
                customState: $0.customState)
        }
        guard told[id] != now else { return false }
        told[id] = now
        return true
    }
}
