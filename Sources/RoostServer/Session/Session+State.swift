import RoostDetect
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal

// What the session is doing, and whether it needs a person.
extension Session {
    /// Looks at the screen at an instant, or a moment later together with another look.
    func scheduleDetection(at instant: ContinuousClock.Instant, isOutput: Bool) {
        if timers.detection.ask(for: instant, isOutput: isOutput) { armDetection() }
    }

    private func armDetection() {
        timers.detect?.cancel()
        timers.detect = timers.detection.due.map { due in
            loop.schedule(after: ContinuousClock.now.duration(to: due)) { [weak self] in
                self?.assumeIsolated { $0.detect() }
            }
        }
    }

    /// Looks at the screen now.
    func detect() {
        timers.detection.begin()
        guard !info.state.isEnded, let child else { return }
        let hasNewProgram = lookAtProgram(child.master)
        let hasNewStatus = lookAtStatusLine()
        let observation = Observation(
            provider: rules, rows: (0..<terminal.size.rows).map { terminal.line($0).text() },
            cursorRow: terminal.cursor.row, cursorColumn: terminal.cursor.column, title: terminal.title,
            progressState: progressState, isAlternateScreen: terminal.isAlternateScreen,
            isEchoOff: PTY.isEchoOff(child.master), isCommandRunning: commands.isRunning,
            quietMilliseconds: lastOutput.map { $0.duration(to: .now).milliseconds } ?? 0,
            notification: lastNotification, now: .now)
        lastNotification = nil
        if !apply(detector.evaluate(observation)), hasNewProgram || hasNewStatus { changed() }
        timers.detection.end(
            at: .now, wanting: detector.nextCheckMilliseconds.map { .milliseconds($0) })
        armDetection()
    }

    /// Whose screens to look for: an AI CLI that was started in a shell is one, too.
    private var rules: String {
        guard info.kind == .shell, let running = info.running ?? info.program else {
            return configuration.rules(info.command, info.provider)
        }
        return configuration.rules([running], info.provider)
    }

    /// Finds out what runs in the foreground now; true when it is something else than before.
    private func lookAtProgram(_ master: Int32) -> Bool {
        guard foreground.isDue(at: .now), let group = PTY.foregroundProcessGroup(master),
            let name = ForegroundProgram.name(of: group), name != info.program
        else { return false }
        info.program = name
        return true
    }

    /// True when the program's status line is another.
    private func lookAtStatusLine() -> Bool {
        let text = terminal.statusLine.map { String($0.text().prefix(256)) }
        guard text != info.statusLine else { return false }
        info.statusLine = text
        return true
    }

    /// True when something changed, and was told.
    private func apply(_ verdict: Verdict) -> Bool {
        var attention = verdict.attention
        if let text = attention?.text { attention?.text = redactor.redact(text) }
        if let old = info.attention, var new = attention, old.kind == new.kind {
            // The same need, seen again: it began when it was first seen.
            new.since = old.since
            attention = new
        }
        let hasFinishedTurn = info.state == .processing && verdict.state == .waitingInput
        if attention == nil, hasFinishedTurn, !isWatched {
            attention = Attention(
                kind: .finished, text: lastLine, source: "screen", since: .now)
        } else if attention == nil, let kind = info.attention?.kind, kind == .finished || kind == .bell,
            verdict.state == info.state
        {
            attention = info.attention
        }
        guard verdict.state != info.state || attention != info.attention else { return false }
        if attention?.kind != info.attention?.kind { record(attention) }
        if info.attention?.kind == .authentication || attention != nil { typedPrompt.forget() }
        info.attention = attention
        setState(verdict.state)
        changed()
        return true
    }

    /// Somebody sees the session in a focused terminal.
    func lookedAt() {
        guard let kind = info.attention?.kind, kind == .finished || kind == .bell else { return }
        info.attention = nil
        record(nil)
        changed()
    }

    /// A client shows it now.
    private var isWatched: Bool { !viewers.isEmpty }

    private var lastLine: String {
        for row in stride(from: terminal.size.rows - 1, through: 0, by: -1) {
            let text = terminal.line(row).text().trimmingBlanks
            if text.count > 3 { return redactor.redact(String(text.prefix(200))) }
        }
        return ""
    }

    private func record(_ attention: Attention?) {
        if let old = info.attention?.kind, attention == nil || old == .authentication {
            note(.attentionOver(old))
        }
        if let attention { note(.attention(attention.kind, text: attention.text), source: attention.source) }
    }

    /// Writes down what happened, at this place of the output.
    func note(_ change: SessionTransition.Change, source: String? = nil) {
        store.enqueue(
            .event(EventRecord(session: id, at: .now, change, source: source, offset: terminalOffset)))
    }

    /// Enters a state, and writes it down.
    func setState(_ state: SessionState) {
        setState(state, end: nil)
    }

    /// Enters the state of a session that ended so, and writes it down.
    func setEnd(_ end: EndReason) {
        setState(end.state, end: end)
    }

    private func setState(_ state: SessionState, end: EndReason?) {
        guard state != info.state || end != info.end else { return }
        info.state = state
        info.end = end
        info.stateSince = .now
        note(.state(state, end: end))
    }

    /// Something that others show has changed.
    func changed() {
        store.enqueue(.session(storeRecord))
        delegate.sessionChanged(info)
    }
}

extension Duration {
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
