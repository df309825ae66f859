/// A token bucket: limits how much of a program's output is read, where the configuration says so.
///
/// What is not read stays in the PTY, and a program that fills it has to wait. Saved-up time counts for one second
/// at most, so a burst after a pause is twice the limit in its first second, and never more.
struct TokenBucket: Sendable {
    /// Bytes for each second.
    private let limit: Double
    /// What may be read now; below zero after a read that was larger.
    private var budget: Double
    private var last: ContinuousClock.Instant?

    /// Nil where there is no limit.
    init?(bytesPerSecond: Int) {
        guard bytesPerSecond > 0 else { return nil }
        limit = Double(bytesPerSecond)
        budget = limit
    }

    /// Whether nothing more may be read in a turn that has read so many bytes.
    func isUsedUp(after count: Int) -> Bool { budget <= Double(count) }

    /// Takes what was read out of the bucket.
    mutating func take(_ count: Int, at now: ContinuousClock.Instant) {
        refill(at: now)
        budget -= Double(count)
    }

    /// How long not to read, at least 10 ms at a time; nil: reading goes on.
    mutating func pause(at now: ContinuousClock.Instant) -> Duration? {
        refill(at: now)
        guard budget <= 0 else { return nil }
        return max(.milliseconds(10), .seconds(-budget / limit))
    }

    /// Fills up what time has brought.
    mutating func refill(at now: ContinuousClock.Instant) {
        if let last {
            let (seconds, attoseconds) = max(.zero, last.duration(to: now)).components
            budget = min(limit, budget + limit * (Double(seconds) + Double(attoseconds) * 1e-18))
        }
        last = now
    }
}
