package import RoostModel

/// Something that happened to a session, at a place of its output.
package struct EventRecord: Hashable, Sendable {
    package var session: SessionID
    package var at: Timestamp
    /// What happened; redacted by the caller.
    package var transition: SessionTransition
    /// Where in the session's output, in bytes since its start.
    package var offset: UInt64

    package init(session: SessionID, at: Timestamp, transition: SessionTransition, offset: UInt64) {
        self.session = session
        self.at = at
        self.transition = transition
        self.offset = offset
    }

    /// Something that happened to a session, and what told us of it, if anybody needs to know.
    package init(
        session: SessionID, at: Timestamp, _ change: SessionTransition.Change, source: String? = nil,
        offset: UInt64
    ) {
        self.init(
            session: session, at: at, transition: SessionTransition(change, source: source), offset: offset)
    }

    /// Bytes of text in it.
    var textByteCount: Int {
        switch transition.change {
        case .attention(_, let text): text.utf8.count
        case .state(_, .couldNotStart(let cause)): cause.utf8.count
        case .customState(let name): name?.utf8.count ?? 0
        case .state, .attentionOver, .resized, .outputLost, .memoryLimit: 0
        }
    }
}
