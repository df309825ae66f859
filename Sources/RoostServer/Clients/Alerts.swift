import RoostConfig
import RoostModel
import RoostWire

/// Decides what a person is told of outside of the screen: each need once, and nothing of a pane that they look at.
///
/// The same news may come twice, from the program itself (OSC 9, 99, 777) and from what its screen shows: what follows
/// the other within ``window`` is the same, and is not told again.
struct Alerts: Sendable {
    /// Programs notify when they ask, or some seconds later when nobody answered.
    static let window = Duration.seconds(10)

    private enum Teller {
        case program, screen
    }

    private var told: [SessionID: (teller: Teller, at: ContinuousClock.Instant)] = [:]

    /// What a session that changed is to be told of.
    ///
    /// - Parameters:
    ///   - info: The session as it is now.
    ///   - known: What it needed before.
    ///   - isWatched: Its pane is in focus somewhere.
    ///   - scope: What is told at all.
    ///   - now: The time.
    /// - Returns: Nil when there is nothing new to say.
    mutating func alert(
        of info: SessionInfo, after known: Attention?, isWatched: Bool, scope: Configuration.AlertScope,
        at now: ContinuousClock.Instant
    ) -> Notice? {
        guard let attention = info.attention, !Self.isSame(attention, known),
            Self.includes(attention.kind, in: scope), !isWatched, !isTold(info.number, by: .program, at: now)
        else { return nil }
        told[info.number] = (.screen, now)
        return .alert(session: info.number, kind: attention.kind, text: attention.text)
    }

    /// Whether what a program notifies of itself is news.
    mutating func isNews(from session: SessionID, at now: ContinuousClock.Instant) -> Bool {
        guard !isTold(session, by: .screen, at: now) else { return false }
        told[session] = (.program, now)
        return true
    }

    /// The session is gone.
    mutating func forget(_ session: SessionID) { told[session] = nil }

    /// The same need as before; a hook tells of one first, and the screen has its whole text a moment later.
    private static func isSame(_ attention: Attention, _ known: Attention?) -> Bool {
        guard let known, known.kind == attention.kind, known.since == attention.since else { return false }
        return known.id == attention.id || known.source == "hook"
    }

    private func isTold(_ session: SessionID, by teller: Teller, at now: ContinuousClock.Instant) -> Bool {
        told[session].map { $0.teller == teller && now < $0.at.advanced(by: Self.window) } ?? false
    }

    /// A bell has its own way.
    private static func includes(_ kind: Attention.Kind, in scope: Configuration.AlertScope) -> Bool {
        switch scope {
        case .all: kind != .bell && kind != .retrying
        case .urgent: kind.isUrgent
        case .nothing: false
        }
    }
}
