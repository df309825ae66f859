/// Decides when a terminal's whole state is worth a snapshot, so that recovery need not replay all that was printed.
///
/// A snapshot costs what the screen and the scrollback weigh; a replay costs what the terminal's work on the output
/// cost. So there is one after much work at once, now and then in output that never pauses, and in the pause after
/// some output (debounced).
struct SnapshotPolicy: Hashable, Sendable {
    /// Output that is cheap enough to replay needs no snapshot, in bytes.
    private static let worth: UInt64 = 64 << 10
    /// The same after a recovery, where small pieces of output are many reads.
    private static let worthAfterRecovery: UInt64 = 8 << 10
    /// Bytes of output between two snapshots in a flood: at least, and at most.
    private static let distance = (shortest: UInt64(8 << 20), longest: UInt64(40 << 20))
    /// Or so many times the bytes of the scrollback: no replay is worth more snapshots than that.
    private static let scrollbackFactor: UInt64 = 16
    /// The longest that the terminal may have worked on what is to be replayed; a replay takes half of it.
    private static let longestWork = Duration.milliseconds(200)
    /// A pause in the output.
    private static let quiet = Duration.seconds(2)
    /// What a program that never pauses has printed, in bytes, and the time since the last snapshot.
    private static let steady = (distance: UInt64(256 << 10), time: Duration.seconds(10))

    /// Bytes of output before the newest snapshot.
    private(set) var offset: UInt64
    private var hasSnapshot: Bool
    /// How long the terminal has worked on the output since then.
    private var work = Duration.zero
    private var lastSnapshot: ContinuousClock.Instant
    private var lastOutput: ContinuousClock.Instant?
    /// When to look for a pause next; nil: not before there is more output.
    private(set) var deadline: ContinuousClock.Instant?

    /// - Parameters:
    ///   - offset: Bytes of output before the newest snapshot in the store; nil without one.
    ///   - now: When the session began in this process.
    init(offset: UInt64?, at now: ContinuousClock.Instant) {
        self.offset = offset ?? 0
        hasSnapshot = offset != nil
        lastSnapshot = now
    }

    /// The terminal has worked so long on new output.
    mutating func worked(for time: Duration) {
        work += time
    }

    /// There was output.
    ///
    /// - Parameters:
    ///   - end: Bytes of output in all.
    ///   - scrollbackByteCount: What the scrollback weighs.
    ///   - now: When.
    /// - Returns: True when a snapshot is due now; else ``deadline`` may have been set.
    mutating func printed(
        upTo end: UInt64, scrollbackByteCount: Int, at now: ContinuousClock.Instant
    ) -> Bool {
        lastOutput = now
        let distance = end - offset
        if distance >= Self.distance.shortest,
            work >= Self.longestWork || distance >= Self.distance.longest
                || distance >= Self.scrollbackFactor * UInt64(clamping: scrollbackByteCount)
        {
            return true
        }
        if distance >= Self.steady.distance, lastSnapshot.duration(to: now) >= Self.steady.time {
            return true
        }
        if distance >= Self.worth, deadline == nil { deadline = now + Self.quiet }
        return false
    }

    /// The deadline has come: true when the output pauses; else it is set anew.
    mutating func isQuiet(at now: ContinuousClock.Instant) -> Bool {
        guard let due = deadline, due <= now else { return false }
        deadline = nil
        guard let lastOutput else { return false }
        if lastOutput.duration(to: now) >= Self.quiet { return true }
        deadline = lastOutput + Self.quiet
        return false
    }

    /// Nobody looks any more: whether now is a good moment.
    func isWorthAtDetach(end: UInt64) -> Bool { end - offset >= Self.worth }

    /// Whether what was replayed at the start is so much that it should not be replayed at the next.
    func isWorthAfterRecovery(end: UInt64) -> Bool { end - offset >= Self.worthAfterRecovery }

    /// The store has left output out, so the screen is all that is left of it: not more often than output pauses.
    func isWorthAfterLoss(at now: ContinuousClock.Instant) -> Bool {
        lastSnapshot.duration(to: now) >= Self.quiet
    }

    /// Whether a snapshot would tell anything new.
    func isNew(end: UInt64) -> Bool { end > offset || !hasSnapshot }

    /// A snapshot was handed to the store.
    mutating func taken(at end: UInt64, now: ContinuousClock.Instant) {
        self = SnapshotPolicy(offset: end, at: now)
    }

    /// A snapshot is not due any more: one was asked for, but there was nothing new in it.
    mutating func settle() {
        deadline = nil
    }
}
