import RoostModel
import RoostTasks

// What the server counts, as the facts arise.
extension MetricTally {
    /// What a server begins with: sets of labels that are known beforehand begin at 0.
    static let server: MetricTally = {
        var tally = MetricTally([
            .sessionsCreated, .sessionsEnded, .attentionWait, .taskDuration, .taskQueue, .taskCost, .tokens,
            .commitTime,
        ])
        for kind in EndReason.Kind.allCases { tally.begin(.sessionsEnded, [kind.rawValue]) }
        for kind in Attention.Kind.allCases { tally.begin(.attentionWait, [kind.rawValue]) }
        for direction in tokenDirections { tally.begin(.tokens, [direction.word]) }
        return tally
    }()

    private static var tokenDirections: [(word: String, count: KeyPath<TaskUsage, Int?>)] {
        [
            ("input", \.input), ("output", \.output), ("cache_read", \.cacheRead),
            ("cache_write", \.cacheWrite),
        ]
    }

    /// A session is other than it was: its program may have ended, and nobody may be needed any more.
    ///
    /// - Parameters:
    ///   - info: The session now.
    ///   - known: As it was before.
    ///   - now: When.
    mutating func count(_ info: SessionInfo, after known: SessionInfo, at now: Timestamp) {
        if info.state.isEnded, !known.state.isEnded {
            add(.sessionsEnded, [(info.end?.kind ?? .unknown).rawValue])
        }
        // A need that was told by a hook, and then by the screen with all its text, is the same.
        if info.attention?.kind != known.attention?.kind || info.attention?.since != known.attention?.since {
            countWait(of: known, at: now)
        }
    }

    /// What a session needed somebody for is over.
    mutating func countWait(of known: SessionInfo, at now: Timestamp) {
        guard let attention = known.attention else { return }
        observe(
            .attentionWait, [attention.kind.rawValue],
            Double(max(0, now.milliseconds(since: attention.since))) / 1000)
    }

    /// A task has taken a step.
    mutating func count(_ info: TaskInfo, after known: TaskInfo) {
        if known.firstStartedAt == nil, let milliseconds = info.queueMilliseconds {
            observe(.taskQueue, [], Double(milliseconds) / 1000)
        }
        if info.state.isEnded, !known.state.isEnded, let end = info.endedAt,
            let milliseconds = info.durationMilliseconds(now: end)
        {
            observe(.taskDuration, [], Double(milliseconds) / 1000)
        }
    }

    /// What an attempt came to.
    mutating func count(_ report: TaskReport) {
        if let cost = report.cost { add(.taskCost, [], cost) }
        for (word, path) in Self.tokenDirections {
            if let count = report.usage[keyPath: path] { add(.tokens, [word], Double(count)) }
        }
    }
}

extension Server {
    /// A session is other than it was; nil: nobody knew of it.
    func count(_ info: SessionInfo, after known: SessionInfo?) {
        if let known { tally.count(info, after: known, at: clock.now) }
    }

    /// A session was removed, with whatever it needed.
    func countRemoval(_ known: SessionInfo?) {
        if let known { tally.countWait(of: known, at: clock.now) }
    }

    /// A task has taken a step; nil: it is gone.
    func count(_ info: TaskInfo?, after known: TaskInfo?) {
        if let info, let known { tally.count(info, after: known) }
    }
}
