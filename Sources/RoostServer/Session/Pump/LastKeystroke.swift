import RoostModel
import Synchronization

/// Where and when somebody typed last, shared by the sessions of all loops.
///
/// Priority by recency: while a person types into one session, the output of every other one gives way.
final class LastKeystroke: Sendable {
    /// How long a pause may be while one types.
    private static let pause = Duration.milliseconds(500)

    private let start = ContinuousClock.now
    /// The session's number, and nanoseconds since `start`; both zero before the first key.
    private let last = Atomic<WordPair>(WordPair(first: 0, second: 0))

    /// A person pressed a key for a session.
    func note(_ session: SessionID, at now: ContinuousClock.Instant) {
        let time = UInt(clamping: start.duration(to: now).nanoseconds)
        last.store(WordPair(first: UInt(session.rawValue), second: time), ordering: .relaxed)
    }

    /// True while somebody types into another session.
    func isElsewhere(than session: SessionID, at now: ContinuousClock.Instant) -> Bool {
        let last = last.load(ordering: .relaxed)
        guard last.first != 0, last.first != session.rawValue else { return false }
        let time = Duration.nanoseconds(Int64(clamping: last.second))
        return start.duration(to: now) - time < Self.pause
    }
}
