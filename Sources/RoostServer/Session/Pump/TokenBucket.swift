/// A token bucket: limits how much of a program's output is read, or how often.
///
/// What is not read stays in the PTY, and a program that fills it has to wait.
struct TokenBucket: Sendable {
    /// Tokens for each second.
    private let rate: Double
    /// Tokens that are saved up at most.
    private let capacity: Double
    /// What more can have been taken than there was.
    private let debt: Double
    /// What may be taken now; below zero after more was taken than there was.
    private var budget: Double
    private var last: ContinuousClock.Instant?

    /// A full one, of whatever its tokens stand for.
    init(perSecond rate: Double, capacity: Double, debt: Double = .infinity) {
        self.rate = rate
        self.capacity = capacity
        self.debt = debt
        budget = capacity
    }

    /// One of bytes that saves up those of a second, so that a burst after a pause is twice the limit in its first
    /// second, and never more; nil where there is no limit.
    init?(bytesPerSecond: Int) {
        guard bytesPerSecond > 0 else { return nil }
        self.init(perSecond: Double(bytesPerSecond), capacity: Double(bytesPerSecond))
    }

    /// Whether nothing more may be read in a turn that has read so many bytes.
    func isUsedUp(after count: Int) -> Bool { budget <= Double(count) }

    /// Takes tokens out of the bucket.
    mutating func take(_ count: Double, at now: ContinuousClock.Instant) {
        refill(at: now)
        budget = max(budget - count, -debt)
    }

    /// How long to take nothing, at least 10 ms at a time; nil: there is something left.
    mutating func pause(at now: ContinuousClock.Instant) -> Duration? {
        refill(at: now)
        guard budget <= 0 else { return nil }
        return max(.milliseconds(10), .seconds(-budget / rate))
    }

    /// Makes it full.
    mutating func fill() {
        budget = capacity
    }

    /// Fills up what time has brought.
    mutating func refill(at now: ContinuousClock.Instant) {
        if let last {
            let (seconds, attoseconds) = max(.zero, last.duration(to: now)).components
            budget = min(capacity, budget + rate * (Double(seconds) + Double(attoseconds) * 1e-18))
        }
        last = now
    }
}
