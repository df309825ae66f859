/// Decides whether a damage that a reader met is looked into: one in a minute, however many readers meet it.
///
/// To look into it is to read once more and, if the file says the same again, to begin a new one with all that can
/// still be read: seconds of work, which a broken disk would ask for without an end.
struct Suspicion: Hashable, Sendable {
    static let pause = Duration.seconds(60)

    private var last: ContinuousClock.Instant?

    /// A reader has met a damage; true for the one that is looked into.
    mutating func met(at now: ContinuousClock.Instant) -> Bool {
        if let last, last.duration(to: now) < Self.pause { return false }
        last = now
        return true
    }
}
