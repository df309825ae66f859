package import RoostModel

/// A state change, an attention, a sign-in, an error or a gap in a session's history.
package struct EventRecord: Hashable, Sendable {
    package var session: SessionID
    package var at: Timestamp
    /// `state`, `attention`, `auth`, `error`, `gap` ...; unknown words are kept and count as state changes.
    ///
    /// `resize` with the text `ROWS COLUMNS` belongs to the output and is no part of the history.
    package var kind: String
    /// What a person reads; redacted by the caller.
    package var text: String
    /// Where in the session's output, in bytes since its start.
    package var offset: UInt64

    package init(session: SessionID, at: Timestamp, kind: String, text: String, offset: UInt64) {
        self.session = session
        self.at = at
        self.kind = kind
        self.text = text
        self.offset = offset
    }

    /// The history entry that an event of this kind is.
    static func entryKind(of kind: String) -> HistoryEntry.Kind {
        switch kind {
        case "error", "gap": .error
        case "auth": .auth
        default: .status
        }
    }
}
