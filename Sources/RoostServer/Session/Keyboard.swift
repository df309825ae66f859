import RoostModel
import Synchronization

/// Where somebody types: whoever waits for a key's echo goes before what no person waits for.
final class Keyboard: Sendable {
    /// How long a pause may be while one types.
    private static let pause = Duration.milliseconds(500)

    private let last = Mutex<(session: SessionID, at: ContinuousClock.Instant)?>(nil)

    /// A key came for a session.
    func typed(into session: SessionID, at now: ContinuousClock.Instant) {
        last.withLock { $0 = (session, now) }
    }

    /// True while somebody types into another session.
    func isBusy(elsewhere session: SessionID, at now: ContinuousClock.Instant) -> Bool {
        guard let last = last.withLock({ $0 }), last.session != session else { return false }
        return last.at.duration(to: now) < Self.pause
    }
}
