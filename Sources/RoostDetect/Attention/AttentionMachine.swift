package import RoostModel

/// The only writer of a session's state and attention: weighs evidence, and says what changes.
///
/// A blackboard: the newest claim of each claimant counts for its lifetime. The state is that of the most trusted
/// claim about one; the attention is the most urgent of all claims, so that a bell, a limit or a late event neither
/// takes the place of an approval nor takes it away.
///
/// Touches no clock and no terminal. Invariant: an ended session has no claims and needs nobody.
package struct AttentionMachine: Sendable {
    /// What the session does and needs now.
    package private(set) var standing: Transition.Standing

    /// At most one for each claimant.
    private var claims: [Evidence.Claimant: Evidence] = [:]
    /// When the present child was started; what was so before that is about another child.
    private var lifeStart: Timestamp

    /// Begins with what is known of a session.
    ///
    /// - Parameters:
    ///   - standing: What it did and needed, when it was last known.
    ///   - start: When its child was started, as far as that is known; nothing older counts.
    package init(_ standing: Transition.Standing, since start: Timestamp) {
        self.standing = standing
        lifeStart = start
        guard !standing.state.isEnded else {
            self.standing.attention = nil
            return
        }
        guard let attention = standing.attention else { return }
        func claim(_ source: Evidence.Source, until end: Evidence.Lifetime) -> Evidence {
            Evidence(source, at: attention.since, .attention(attention), lifetime: end)
        }
        switch attention.kind {
        case .bell where attention.source == Evidence.Source.limits.rawValue:
            claims[.limits] = claim(.limits, until: .untilSeen)
        case .bell: claims[.bell] = claim(.bell, until: .untilStateChanges)
        case .finished: claims[.turn] = claim(.screen, until: .untilStateChanges)
        default: claims[.look] = Evidence(Verdict(state: standing.state, attention: attention), at: start)
        }
    }

    /// What is claimed now, the most trusted first.
    package var evidence: [Evidence] { Evidence.Claimant.allCases.compactMap { claims[$0] } }

    /// When the next claim ends by itself, which is the time for ``expire(at:)``; nil: none does.
    package var nextExpiry: Timestamp? {
        claims.values.compactMap { if case .until(let end) = $0.lifetime { end } else { nil } }.min()
    }

    /// Takes evidence in.
    ///
    /// - Parameters:
    ///   - evidence: What is said. It is ignored when it is older than the child, or than what the same claimant
    ///     said last.
    ///   - isWatched: A client shows the session: a bell or the end of a turn needs no attention then.
    ///   - isInterrupted: A person has stopped the turn: its end is no news.
    ///   - lastLine: What the program said last, for the end of a turn; redacted by the caller.
    /// - Returns: What changes, in order; empty when nothing does.
    package mutating func take(
        _ evidence: Evidence, isWatched: Bool = false, isInterrupted: Bool = false,
        lastLine: @autoclosure () -> String = ""
    ) -> [Transition] {
        switch evidence.claim {
        case .life(let state): return evidence.source == .process ? live(state, nil, at: evidence.at) : []
        case .ended(let end): return evidence.source == .process ? live(end.state, end, at: evidence.at) : []
        case .activity, .attention, .nothing: break
        }
        let claimant = evidence.source.claimant
        if claimant == .look { followClock(evidence.at) }
        guard !standing.state.isEnded, claimant != .process, evidence.at >= lifeStart,
            claims[claimant].map({ $0.at <= evidence.at }) ?? true
        else { return [] }
        if evidence.claim == .nothing {
            claims[claimant] = nil
        } else if !isWatched || evidence.lifetime != .untilStateChanges {
            claims[claimant] = evidence
        }
        return settle(evidence) { isWatched || isInterrupted ? nil : lastLine() }
    }

    /// A person looks at the session: the end of a turn, a bell and a limit have been seen.
    package mutating func seen(at now: Timestamp) -> [Transition] {
        let count = claims.count
        claims = claims.filter { $1.lifetime != .untilSeen && $1.lifetime != .untilStateChanges }
        return claims.count < count ? settle(Evidence(.person, at: now, .nothing)) { nil } : []
    }

    /// Ends the claims whose time is over.
    package mutating func expire(at now: Timestamp) -> [Transition] {
        var last: Evidence?
        for (claimant, evidence) in claims {
            guard case .until(let end) = evidence.lifetime, end <= now else { continue }
            claims[claimant] = nil
            last = Evidence(evidence.source, at: now, .nothing)
        }
        return last.map { settle($0) { nil } } ?? []
    }

    /// The child was started, or ended: all that was said about the one before is void.
    private mutating func live(_ state: SessionState, _ end: EndReason?, at now: Timestamp) -> [Transition] {
        if state.isEnded || standing.state.isEnded || state == .starting {
            claims = [:]
            lifeStart = now
        }
        return change(to: .init(state: state, end: end, attention: needed), at: now, because: .process)
    }

    /// A look is of this moment: if it is older than what is known, the machine's clock was set back.
    private mutating func followClock(_ now: Timestamp) {
        lifeStart = min(lifeStart, now)
        for (claimant, evidence) in claims where evidence.at > now { claims[claimant]?.at = now }
    }

    /// Weighs what is claimed now; `lastLine` is asked when a turn ends, nil if nobody needs to be told.
    private mutating func settle(_ evidence: Evidence, lastLine: () -> String?) -> [Transition] {
        var next = Transition.Standing(state: activity ?? standing.state)
        if next.state != standing.state {
            claims = claims.filter { $1.lifetime != .untilStateChanges || $1 == evidence }
        }
        next.attention = needed
        if standing.state == .processing, next.state == .waitingInput, next.attention == nil,
            let text = lastLine()
        {
            let attention = Attention(
                kind: .finished, text: text, source: evidence.source.rawValue, since: evidence.at)
            claims[.turn] = Evidence(
                .screen, at: evidence.at, .attention(attention), lifetime: .untilStateChanges)
            next.attention = attention
        }
        if let old = standing.attention, old.kind == next.attention?.kind {
            // The same need, seen again: it began when it was first seen.
            next.attention?.since = old.since
        }
        return change(to: next, at: evidence.at, because: evidence.source)
    }

    private mutating func change(
        to next: Transition.Standing, at now: Timestamp, because source: Evidence.Source
    ) -> [Transition] {
        guard next != standing else { return [] }
        defer { standing = next }
        return [Transition(at: now, from: standing, to: next, source: source)]
    }

    /// What the most trusted claimant says that the program does.
    private var activity: SessionState? {
        for claimant in Evidence.Claimant.allCases {
            if case .activity(let state, _) = claims[claimant]?.claim { return state }
        }
        return nil
    }

    /// The most urgent of what is claimed; of two alike the one that can be answered, then that of the more trusted
    /// claimant.
    private var needed: Attention? {
        var most: Attention?
        for claimant in Evidence.Claimant.allCases {
            let claimed: Attention? =
                switch claims[claimant]?.claim {
                case .activity(_, let attention): attention
                case .attention(let attention): attention
                case .life, .ended, .nothing, nil: nil
                }
            guard let claimed else { continue }
            let isMore = most.map { known in
                claimed.kind.urgency < known.kind.urgency
                    || (claimed.kind == known.kind && known.options.isEmpty && !claimed.options.isEmpty)
            }
            if isMore ?? true { most = claimed }
        }
        return most
    }
}

extension Attention.Kind {
    /// 0 for the most urgent.
    package var urgency: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
