package import RoostModel

/// One thing that somebody says about a session: what it does, or why a person is needed.
package struct Evidence: Hashable, Sendable {
    /// Who says it; the word is an attention's ``RoostModel/Attention/source``.
    ///
    /// In the order of precedence: where two disagree, the earlier one is believed.
    package enum Source: String, CaseIterable, Hashable, Sendable {
        /// The child's life, from the kernel and the keeper: nothing speaks against it.
        case process
        /// Somebody looked at the session.
        case person
        /// A hook of the program itself (`roost event`).
        case hook
        /// A file in which the program keeps its own state.
        case registry
        /// The terminal's own settings: echo is off.
        case termios
        /// What stands on the screen.
        case screen
        /// The shell's marks (OSC 133).
        case marks
        /// The window's title (OSC 0 and 2).
        case title
        /// What the program says of itself (OSC 7501 and 21337).
        case status
        /// OSC 9;4.
        case progress
        /// OSC 9, 99 and 777.
        case notification
        /// BEL.
        case bell
        /// `[limits]` in the configuration.
        case limits = "limit"

        /// Whose claim takes the place of whose: one look at a session speaks for all that it looked at.
        var claimant: Claimant {
            switch self {
            case .process, .person: .process
            case .hook: .hook
            case .registry: .registry
            case .termios, .screen, .marks, .title, .status, .progress, .notification: .look
            case .bell: .bell
            case .limits: .limits
            }
        }
    }

    /// Those who make claims of their own, in the order of precedence; the newest claim of each counts.
    enum Claimant: CaseIterable, Hashable, Sendable {
        case process, hook, registry, look
        /// What the machine itself concludes when a turn ends.
        case turn
        case bell, limits
    }

    /// What is said.
    package enum Claim: Hashable, Sendable {
        /// The child is being started, or runs; only ``Source/process`` can tell.
        case life(SessionState)
        /// There is no child any more; only ``Source/process`` can tell.
        case ended(EndReason)
        /// What the program does now, and what it needs for that.
        case activity(SessionState, Attention?)
        /// Somebody should look, whatever the program does.
        case attention(Attention)
        /// What the same source said before is over.
        case nothing
    }

    /// How long it counts, if nothing else ends it; the end of the child ends everything.
    package enum Lifetime: Hashable, Sendable {
        /// Until the same source says something else.
        case untilReplaced
        /// Until a person looks at the session, too.
        case untilSeen
        /// Until a person looks at the session, or its state changes, too.
        case untilStateChanges
        /// Until then, and not a moment longer: the source may die without a word.
        case until(Timestamp)
    }

    package var source: Source
    /// When it was so, which may be long before it is told.
    package var at: Timestamp
    package var claim: Claim
    package var lifetime: Lifetime

    package init(_ source: Source, at: Timestamp, _ claim: Claim, lifetime: Lifetime = .untilReplaced) {
        self.source = source
        self.at = at
        self.claim = claim
        self.lifetime = lifetime
    }
}

extension Evidence {
    /// What a look at the session came to.
    package init(_ verdict: Verdict, at: Timestamp) {
        let source = verdict.attention.flatMap { Source(rawValue: $0.source) } ?? .screen
        self.init(source, at: at, .activity(verdict.state, verdict.attention))
    }

    /// The program rang while nobody looked.
    package static func bell(at: Timestamp) -> Evidence {
        Evidence(
            .bell, at: at, .attention(Attention(kind: .bell, text: "bell", source: "bell", since: at)),
            lifetime: .untilStateChanges)
    }

    /// The session uses more than it may, or (nil) no longer.
    package static func limit(_ text: String?, at: Timestamp) -> Evidence {
        guard let text else { return Evidence(.limits, at: at, .nothing) }
        let attention = Attention(kind: .bell, text: text, source: Source.limits.rawValue, since: at)
        return Evidence(.limits, at: at, .attention(attention), lifetime: .untilSeen)
    }
}
