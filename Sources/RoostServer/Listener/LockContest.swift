/// Decides what a starting server does while another one has the lock of its state, or a better right to it.
struct LockContest: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        /// Take the lock, as soon as it is free.
        case lock
        /// Another one comes first.
        case wait
        /// Another one takes the clients: there is nothing left to do.
        case giveWay
        /// Another one has the lock for too long and takes no clients.
        case refuse
    }

    /// How long is waited for what.
    struct Limits: Hashable, Sendable {
        /// A server that was killed or stopped a moment ago may still be closing its files, and its socket last.
        var closing = Duration.seconds(1)
        /// The server of the keeper that has the children comes first; should it not come, there must be one.
        var precedence = Duration.seconds(3)
        /// Nothing comes of waiting longer.
        var patience = Duration.seconds(4)
    }

    var limits = Limits()
    /// The lock's file names a living keeper that is not this server's own (``KeeperMark``).
    var isSecond = false

    /// What to do now.
    ///
    /// - Parameters:
    ///   - elapsed: Since this server began.
    ///   - isServed: Somebody takes connections at the socket; asked only where it decides.
    /// - Returns: The step, until something happens or ``rest(after:)`` is over.
    func step(after elapsed: Duration, isServed: () -> Bool) -> Step {
        let isSecond = isSecond && elapsed < limits.precedence
        if isSecond || elapsed >= limits.closing, isServed() { return .giveWay }
        if elapsed >= limits.patience { return .refuse }
        return isSecond ? .wait : .lock
    }

    /// How long the answer stays the same while nothing happens.
    func rest(after elapsed: Duration) -> Duration {
        let next = [limits.closing, limits.precedence, limits.patience].first { $0 > elapsed }
        return next.map { $0 - elapsed } ?? .zero
    }
}
