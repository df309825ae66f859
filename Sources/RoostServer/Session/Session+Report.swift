import RoostDetect
import RoostModel
import RoostStore

// What the program says of itself.
extension Session {
    /// Texts are cut: a report is no place for a file.
    private static let textLimit = 4096

    /// Believes what the program says, for as long as it says so; a prompt that it took is part of the history.
    ///
    /// From the first report on prompts come from the program alone: what was typed into its box may have been edited
    /// in ways that only it knows.
    func take(_ report: SessionReport) {
        guard pump.child != nil, !info.state.isEnded else { return }
        let now = clock.now
        let text = redactor.redact(String(report.text.prefix(Self.textLimit)))
        let lifetime = report.lifeMilliseconds.map {
            Evidence.Lifetime.until(Timestamp(milliseconds: now.milliseconds &+ $0))
        }
        let need = report.attention.map {
            Attention(kind: $0, text: text, source: Evidence.Source.hook.rawValue, since: now)
        }
        let claim: Evidence.Claim =
            switch (report.state, need) {
            case (let state?, let need): .activity(state, need)
            case (nil, let need?): .attention(need)
            case (nil, nil): .nothing
            }
        // What is in the history already is not told twice.
        if let prompt = typedPrompt.report(report.prompt?.trimmingBlanks ?? "") {
            pump.handOver(with: [startCommand(prompt, isPrompt: true, at: pump.endOffset)])
        }
        let hasLearned = report.conversation.map { learn($0) } ?? false
        let hasChanged = take(
            Evidence(.hook, at: now, claim, lifetime: lifetime ?? .untilReplaced),
            lastLine: text.isEmpty ? nil : text, isInterrupted: report.isInterrupted == true)
        if hasChanged || hasLearned { changed() }
    }

    /// Notes what somebody says that the session is at, and tells everybody; nil: at nothing any more.
    func set(_ state: CustomState?) {
        let old = info.customState
        setCustomState(state)
        if info.customState != old { changed() }
    }

    /// Notes what somebody says that the session is at; each name is part of the history, and not the data with it.
    func setCustomState(_ state: CustomState?) {
        guard info.customState?.name != state?.name else {
            info.customState?.data = state?.data
            return
        }
        info.customState = state
        store.enqueue(
            .event(EventRecord(session: id, at: clock.now, .customState(state?.name), offset: pump.endOffset))
        )
    }
}
