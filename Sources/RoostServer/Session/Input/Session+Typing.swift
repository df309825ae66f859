import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// What requests have under way with a program's input.
struct InputRequests {
    /// A paste in parts that has not ended.
    var paste: PasteInProgress?
    /// Enters that are not written yet, or whose fate nobody has been told.
    var enters: [RequestedEnter] = []
}

/// An Enter that a request waits for.
struct RequestedEnter {
    let key: InputQueue.HeldKey
    /// Whoever waits; gets what kept it from being written, or nil.
    var reply: CheckedContinuation<Failure?, Never>?
    /// What became of it before anybody waited.
    var outcome: Outcome?

    enum Outcome {
        case written
        case failed(Failure)

        var failure: Failure? {
            if case .failed(let failure) = self { failure } else { nil }
        }
    }
}

// Text for a program, typed as a person types it: `send`, the inbox, the gateway and tasks.
extension Session {
    /// Types text, and then Enter if wanted: all of it, or nothing.
    ///
    /// The text is one bracketed paste where the program knows pastes, and keys otherwise. Enter is a key of its own:
    /// this returns when it is written, which is when the program has taken the text (see ``EnterDelay``).
    ///
    /// - Throws: ``Failure`` when the program has ended, reads so little that there is no room, or asks something that
    ///   is answered by a choice. That is looked at again before Enter, which would choose.
    func type(_ text: String, enter: Bool) async throws(Failure) {
        defer { settle() }
        if let dialog = dialogInTheWay {
            throw Failure(
                "send to \(info.name)", cause: "it asks: \(dialog.text.firstLine)",
                advice: Self.advice(info.name))
        }
        let typed = TypedText(text, modes: screen.terminal.inputModes)
        try admit(typed.bytes.count + (enter ? Self.longestKey : 0), for: "send to")
        notePasted(text)
        writeTyped(typed.bytes)
        guard enter else { return }
        guard !typed.bytes.isEmpty else { return take(Key(code: .enter)) }
        // At once, so that nothing comes between the text and it.
        let bytes = KeyEncoder.encode(Key(code: .enter), modes: screen.terminal.inputModes)
        guard let key = input.enter(bytes, followsPaste: typed.isBracketed, at: clock.instant) else {
            throw notPressed("it has ended")
        }
        parts.traffic.typed(bytes.count)
        requests.enters.append(RequestedEnter(key: key))
        settle()
        if let failure = await outcome(of: key) { throw failure }
    }

    private static func advice(_ name: String) -> String {
        "answer it with roost answer \(name) OPTION, or press keys with roost send \(name) --keys"
    }

    /// What an AI CLI shows that takes keys for choices, by a look at this moment.
    private var dialogInTheWay: Attention? {
        guard pump.child != nil else { return nil }
        readable()
        detect()
        return watch.shownDialog.flatMap { $0.options.contains(where: \.isSelected) ? $0 : nil }
    }

    /// Suspended until an Enter is written, or will not be.
    private func outcome(of key: InputQueue.HeldKey) async -> Failure? {
        await withCheckedContinuation { continuation in
            // A task may give way on its way into a continuation: it may be over by now.
            guard let index = requests.enters.firstIndex(where: { $0.key == key }) else {
                return continuation.resume(returning: nil)
            }
            guard let outcome = requests.enters[index].outcome else {
                requests.enters[index].reply = continuation
                return
            }
            requests.enters.remove(at: index)
            continuation.resume(returning: outcome.failure)
        }
    }

    /// Tells whoever waits for an Enter, or keeps it for them.
    private func end(_ key: InputQueue.HeldKey, _ outcome: RequestedEnter.Outcome) {
        guard let index = requests.enters.firstIndex(where: { $0.key == key }) else { return }
        guard let reply = requests.enters[index].reply else {
            requests.enters[index].outcome = outcome
            return
        }
        requests.enters.remove(at: index)
        reply.resume(returning: outcome.failure)
    }

    /// Presses the Enter whose text was taken, unless the program asks something meanwhile.
    func pressDueEnter(at now: ContinuousClock.Instant) {
        guard let key = input.dueEnter(at: now) else { return }
        // One that is left to its turn goes with text that was not read: there is nothing to look at.
        if input.isWritten(before: key), let dialog = dialogInTheWay {
            input.drop(at: now)
            return settleEnters(because: "it asks meanwhile: \(dialog.text.firstLine)")
        }
        // What was printed during the look may have ended the program.
        guard input.heldKeys.first == key else { return settleEnters() }
        if info.kind.isAgent { recordPrompt(Key(code: .enter)) }
        watch.note(Key(code: .enter))
        let isShown = echoes([0x0D])
        input.release(at: now)
        if isShown { print([0x0D]) }
        end(key, .written)
        wrote()
    }

    /// Tells those whose Enter will not be written any more.
    ///
    /// - Parameter cause: Why, unless the program has ended or a signal key threw its input away.
    func settleEnters(because cause: String? = nil) {
        guard !requests.enters.isEmpty else { return }
        let held = Set(input.heldKeys)
        let cause = cause ?? (input.isOpen ? "a signal key threw its input away" : "it has ended")
        for enter in requests.enters where !held.contains(enter.key) && enter.outcome == nil {
            end(enter.key, .failed(notPressed(cause)))
        }
    }

    private func notPressed(_ cause: String) -> Failure {
        Failure(
            "press Enter in \(info.name)", cause: cause,
            advice: "see what it shows with roost capture \(info.name)")
    }
}
