/// When history is cut to its limits.
struct Trimming {
    /// Output makes the next time due after this; without output there is none.
    static let pause = Duration.seconds(60)
    /// Much output does sooner.
    static let shortestPause = Duration.seconds(1)
    /// How much that is: a part of what the smallest limit keeps.
    static let part = 4

    private enum Phase {
        case idle, due, dueSoon, running
    }

    private var phase = Phase.idle
    /// Fires when the next cut is due; set by whoever cuts.
    var timer: (any ScheduledWork)?
    /// Stored since the last time, as it lies in the file.
    private var byteCount = 0

    /// Notes what was stored.
    ///
    /// - Returns: When the next time is; nil if that stays as it was.
    mutating func stored(_ byteCount: Int, limit: Int) -> Duration? {
        self.byteCount += byteCount
        let isMuch = self.byteCount >= limit / Self.part
        switch phase {
        case .idle where !isMuch:
            phase = .due
            return Self.pause
        case .idle, .due:
            guard isMuch else { return nil }
            phase = .dueSoon
            return Self.shortestPause
        case .dueSoon, .running: return nil
        }
    }

    mutating func begin() {
        phase = .running
        byteCount = 0
    }

    /// True if something was stored meanwhile.
    mutating func end() -> Bool {
        phase = .idle
        return byteCount > 0
    }
}
