import RoostModel
import RoostWire

/// Decides when a prompt that was typed into a session has come to its end; it reads no clock.
///
/// A program's state lags a moment behind what it does, so `waiting_input` right after a prompt is still that of
/// before. The turn is over when the session was seen at work and waits again; one so short that nobody saw it is over
/// when something was printed and then nothing for a while.
struct TurnProgress: Hashable, Sendable {
    /// What to do after a look.
    enum Step: Hashable, Sendable {
        case over(TurnEnd.Outcome)
        /// Look again at the next change, and after so long at the latest; nil: at a change alone.
        case wait(milliseconds: Int64?)
    }

    /// A turn that nobody saw begin is over after so much silence.
    static let quietMilliseconds: Int64 = 2000
    /// A program that still has the prompt in its box then, or has printed nothing, has not taken it.
    static let patienceMilliseconds: Int64 = 10_000
    /// CLIs at work move something all the time: one that prints nothing for so long hangs.
    static let stallMilliseconds: Int64 = 180_000

    private let since: Timestamp
    /// It was seen at work.
    private var hasBegun = false

    /// A turn that begins with a prompt typed at a moment.
    init(since: Timestamp) {
        self.since = since
    }

    /// Why nothing may be typed into a session for now; nil: nothing is in the way.
    static func obstacle(_ info: SessionInfo) -> Attention? {
        switch info.attention?.kind {
        case .approval, .question, .authentication, .trust: info.attention
        case .rateLimited, .retrying, .finished, .bell, nil: nil
        }
    }

    /// It works on something, as far as one can see.
    static func isAtWork(_ info: SessionInfo) -> Bool {
        switch info.state {
        case .processing: true
        case .running, .starting, .initializing: info.kind == .shell && !info.isAtPrompt
        case .waitingInput, .completed, .error, .terminated: false
        }
    }

    /// Looks at the session.
    ///
    /// - Parameters:
    ///   - info: As it is now.
    ///   - isPromptLeft: What was typed still stands in the program's prompt box.
    ///   - now: When.
    /// - Returns: What follows.
    mutating func look(at info: SessionInfo, isPromptLeft: Bool, now: Timestamp) -> Step {
        if info.state.isEnded { return .over(.ended) }
        if Self.obstacle(info) != nil { return .over(.blocked) }
        let isAtWork = Self.isAtWork(info)
        if isAtWork { hasBegun = true }
        // The notice of a limit that an earlier turn met may still be on the screen.
        if let attention = info.attention, attention.kind == .rateLimited,
            hasBegun || attention.since >= since
        {
            return .over(.rateLimited)
        }
        if isAtWork {
            guard info.state == .processing else { return .wait(milliseconds: nil) }
            return wait(for: Self.stallMilliseconds, after: max(info.lastActivity, since), now)
                ?? .over(.stalled)
        }
        guard info.state == .waitingInput || (info.kind == .shell && info.isAtPrompt) else {
            // A program of which nobody knows whether it reads what is typed.
            return .wait(milliseconds: nil)
        }
        if hasBegun || info.stateSince > since { return .over(.answered) }
        if info.lastActivity > since, !isPromptLeft {
            return wait(for: Self.quietMilliseconds, after: info.lastActivity, now) ?? .over(.answered)
        }
        return wait(for: Self.patienceMilliseconds, after: since, now) ?? .over(.stalled)
    }

    /// Nil when that much time is over.
    private func wait(for milliseconds: Int64, after start: Timestamp, _ now: Timestamp) -> Step? {
        let left = milliseconds - now.milliseconds(since: start)
        // A clock that was set back makes nobody wait longer than that.
        return left > 0 ? .wait(milliseconds: min(left, milliseconds)) : nil
    }
}
