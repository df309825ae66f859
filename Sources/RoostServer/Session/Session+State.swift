import RoostDetect
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

// What the session is doing, and whether it needs a person.
extension Session {
    /// Looks at the screen now.
    func detect() {
        let now = clock.instant
        guard let child = pump.child, !info.state.isEnded else { return watch.stop() }
        var hasChanged = false
        comeToRest()
        typeFirstLineUnmarked()
        if let program = watch.program(on: child.descriptor, at: now), program != info.program {
            info.program = program
            // Whoever runs something else in a shell has left the conversation.
            if !info.kind.isAgent, watch.isOtherProgram { info.conversation = nil }
            hasChanged = true
        }
        // `cd` runs in the shell: the program before it and the one behind it can be the same.
        if lookUpDirectory() { hasChanged = true }
        let statusLine = screen.terminal.statusLine.map { String($0.text().prefix(256)) }
        if statusLine != info.statusLine {
            info.statusLine = statusLine
            hasChanged = true
        }
        let evidence = watch.look(
            at: screen.terminal, of: info, isCommandRunning: commands.isRunning, on: child.descriptor,
            now: now, time: clock.now)
        if take(evidence) || hasChanged { changed() }
    }

    /// Something outside the session says what it does or needs.
    func note(_ evidence: Evidence) {
        if take(evidence) { changed() }
    }

    /// Somebody sees the session in a focused terminal.
    func seen() {
        if apply(attention.seen(at: clock.now)) { changed() }
    }

    /// Hands evidence to the only writer of state and attention; true when something changed, which is to be told.
    ///
    /// `lastLine` is what the program said last, where that is known better than from its screen.
    @discardableResult
    func take(_ evidence: Evidence, lastLine: String? = nil, isInterrupted: Bool = false) -> Bool {
        apply(
            attention.take(
                evidence, isWatched: screen.isWatched, isInterrupted: isInterrupted || watch.isInterrupted,
                lastLine: lastLine ?? watch.answer ?? redactor.redact(screen.lastText)))
    }

    /// Writes transitions down, and what they lead to; true when there are any.
    func apply(_ transitions: [Transition]) -> Bool {
        for transition in transitions {
            for record in transition.records(of: id, offset: pump.endOffset) { store.enqueue(.event(record)) }
            info.state = transition.to.state
            info.end = transition.to.end
            info.attention = transition.to.attention
            if transition.changesState { info.stateSince = transition.at }
            // An answer to a dialog is no prompt, and what is typed at a login is a secret.
            if transition.from.attention?.kind == .authentication || transition.to.attention != nil {
                typedPrompt.forget()
            }
        }
        return !transitions.isEmpty
    }
}

extension Session {
    /// Why it is believed to do and need what it does: what is claimed, by whom, and what there is to see.
    ///
    /// The first claim about the state is believed, and the most urgent need.
    func findings() -> [Finding] {
        defer { settle() }
        readable()
        detect()
        var found = [
            Finding(
                .ok, "state",
                info.state.rawValue + (info.attention.map { ", needs \($0.kind.rawValue)" } ?? ""))
        ]
        var isStateKnown = false
        for evidence in attention.evidence {
            var (level, words) = (Finding.Level.ok, "")
            switch evidence.claim {
            case .activity(let state, let need):
                words = state.rawValue + (need.map { ", \($0.kind.rawValue): \($0.text.firstLine)" } ?? "")
                if isStateKnown { level = .warning }
                isStateKnown = true
            case .attention(let need):
                words = "\(need.kind.rawValue): \(need.text.firstLine)"
                if info.attention?.kind != need.kind { level = .warning }
            case .life(let state): words = state.rawValue
            case .ended(let end): words = end.state.rawValue
            case .nothing: words = "nothing"
            }
            found.append(Finding(level, "claim", "\(evidence.source.rawValue), \(evidence.at): \(words)"))
        }
        guard let child = pump.child else { return found }
        return found
            + watch.findings(
                at: screen.terminal, of: info, isCommandRunning: commands.isRunning, on: child.descriptor,
                now: clock.instant, time: clock.now)
    }
}

extension Duration {
    /// With their fraction.
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// Whole milliseconds.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// Whole nanoseconds, clamped to 285 years.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return min(max(seconds, -9_000_000_000), 9_000_000_000) * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
