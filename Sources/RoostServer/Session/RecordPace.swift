import RoostModel

/// Decides when what is known of a session is stored: at once, but for what flickers, which is stored when it rests.
///
/// A title with a spinner changes ten times a second, and nobody wants to read the ninth of them after a restart. So
/// the title is debounced, up to a limit; what is not stored at all causes no write.
struct RecordPace: Sendable {
    /// So long nothing may have changed.
    static let rest = Duration.seconds(2)
    /// What never rests is stored after so long.
    static let patience = Duration.seconds(30)

    /// What the store was handed last.
    private var stored: SessionInfo?
    /// When what is not stored yet began to change, and changed last.
    private var changes: (first: ContinuousClock.Instant, last: ContinuousClock.Instant)?

    /// When to call ``wake(at:)``; nil: all is stored.
    var deadline: ContinuousClock.Instant? {
        changes.map { min($0.last + Self.rest, $0.first + Self.patience) }
    }

    /// Something has changed.
    ///
    /// - Returns: Whether it is to be stored now; ``store(_:)`` then.
    mutating func changed(to info: SessionInfo, at now: ContinuousClock.Instant) -> Bool {
        guard let stored, info.steady == stored.steady else { return true }
        guard info.title != stored.title else {
            changes = nil
            return false
        }
        changes = (changes?.first ?? now, now)
        return false
    }

    /// The deadline may have come.
    ///
    /// - Returns: Whether what is known is to be stored now; ``store(_:)`` then.
    func wake(at now: ContinuousClock.Instant) -> Bool { deadline.map { $0 <= now } ?? false }

    /// The store is handed this.
    mutating func store(_ info: SessionInfo) {
        stored = info
        changes = nil
    }
}

extension SessionInfo {
    /// What is stored of it, without what flickers.
    fileprivate var steady: SessionInfo {
        var steady = self
        steady.title = ""
        steady.lastActivity = createdAt
        (steady.workspace, steady.branch, steady.progress, steady.running) = (nil, nil, nil, nil)
        (steady.program, steady.statusLine, steady.isAtPrompt) = (nil, nil, false)
        return steady
    }
}
