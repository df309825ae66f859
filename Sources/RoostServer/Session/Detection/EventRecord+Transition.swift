import RoostDetect
import RoostModel
import RoostStore

/// What a session's history says of a transition; the only place where one becomes records.
extension Transition {
    /// The records of a transition.
    ///
    /// - Parameters:
    ///   - session: Whose transition it is.
    ///   - offset: Where in its output, in bytes.
    /// - Returns: That of the need first, then that of the state.
    func records(of session: SessionID, offset: UInt64) -> [EventRecord] {
        var changes: [(change: SessionTransition.Change, source: String)] = []
        // What is over with the child is over without a word of its own.
        if changesNeed, !to.state.isEnded {
            if let old = from.attention?.kind, to.attention == nil || old == .authentication {
                changes.append((.attentionOver(old), source.rawValue))
            }
            if let new = to.attention { changes.append((.attention(new.kind, text: new.text), new.source)) }
        }
        if changesState { changes.append((.state(to.state, end: to.end), source.rawValue)) }
        return changes.map {
            EventRecord(session: session, at: at, $0.change, source: $0.source, offset: offset)
        }
    }
}
