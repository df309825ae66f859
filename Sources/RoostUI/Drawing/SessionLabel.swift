import RoostConfig
import RoostModel

/// What the rows around a session say of it: which glyph, which words, and how urgent it is.
struct SessionLabel {
    /// Its sign.
    let glyph: GlyphRole
    /// How sign and state are coloured; nil: like the row around them.
    let role: ThemeRole?
    /// `claude`, `codex`, or for shells and programs what runs in the foreground, else the command's name.
    let provider: String
    /// The session's name, nil when it says the same as the provider.
    let name: String?
    /// `busy`, `approval`, `exited 1`; nil for a shell or a program that just runs.
    let state: String?
    /// When the state began.
    let since: Timestamp
    /// The time in the state is worth seconds.
    let countsSeconds: Bool
    /// The time in the state is told at all.
    let tellsTime: Bool
    /// Told as a time of day: something that happened rather than something that goes on.
    let isMoment: Bool

    /// Describes a session as it is.
    init(_ session: SessionInfo) {
        let isAgent = session.kind.isAgent
        let provider = session.programName
        self.provider = provider
        name = session.name == provider ? nil : session.name
        if !session.state.isEnded, let attention = session.attention {
            (glyph, role) = Theme.roles(of: attention.kind)
            state = attention.kind.word
            since = attention.since
            countsSeconds = attention.kind != .finished && attention.kind != .bell
            tellsTime = true
            isMoment = false
        } else {
            (glyph, role, state) = Self.state(session, isAgent: isAgent)
            since = session.stateSince
            countsSeconds = session.state == .processing
            tellsTime = !session.state.isEnded
            isMoment = glyph == .restored
        }
    }

    private static func state(
        _ session: SessionInfo, isAgent: Bool
    ) -> (glyph: GlyphRole, role: ThemeRole?, word: String?) {
        switch session.state {
        case .initializing, .starting: (isAgent ? .busy : .running, nil, "starting")
        case .running: isAgent ? (.idle, nil, nil) : (.running, nil, nil)
        case .waitingInput: isAgent ? (.idle, nil, "idle") : (.running, nil, nil)
        case .processing: isAgent ? (.busy, .busy, "busy") : (.running, .running, "running")
        case .completed: (.exited, .exited, "exited 0")
        case .terminated: (.exited, .dim, "ended")
        case .error where session.end?.isInterruption == true: (.restored, .restored, "interrupted")
        case .error: (.error, .error, session.exitCode.map { "exited \($0)" } ?? "error")
        }
    }

    /// The state and how long it has lasted, nil when there is nothing to say.
    ///
    /// `timeOfDay` turns a moment into `12:41`.
    func stateText(now: Timestamp, timeOfDay: (Timestamp) -> String) -> String? {
        guard let state else { return nil }
        if isMoment { return "\(state) \(timeOfDay(since))" }
        guard tellsTime else { return state }
        let elapsed = now.milliseconds(since: since)
        let time = countsSeconds ? Elapsed.exact(elapsed) : Elapsed.coarse(elapsed)
        return time.map { "\(state) \($0)" } ?? state
    }

    /// Greater is more urgent; 0 is nothing to look at.
    var urgency: Int {
        switch glyph {
        case .approval: 12
        case .question: 11
        case .authentication, .trust: 10
        case .error: 9
        case .restored: 8
        case .rateLimited: 7
        case .retrying: 6
        case .bell: 5
        case .finished: 4
        case .busy: 3
        case .exited: 2
        default: 0
        }
    }
}
