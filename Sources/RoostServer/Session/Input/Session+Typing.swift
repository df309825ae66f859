import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// What requests have under way with a program's input.
struct InputRequests {
    /// A paste in parts that has not ended.
    var paste: PasteInProgress?
    /// Those who wait until their Enter is written; each is told what kept it from that, or nil.
    var enters: [(key: InputQueue.HeldKey, reply: CheckedContinuation<Failure?, Never>)] = []
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
        let typed = TypedText(text, modes: screen.terminal.inputModes)
        try admit(typed.bytes.count + (enter ? Self.longestKey : 0), for: "send to")
        if let dialog = dialogInTheWay {
            throw Failure(
                "send to \(info.name)", cause: "it asks: \(dialog.text.firstLine)",
                advice: Self.advice(info.name))
        }
        notePasted(text)
        writeTyped(typed.bytes)
        guard enter else { return }
        guard !typed.bytes.isEmpty else { return take(Key(code: .enter)) }
        if let failure = await enterIsWritten(after: typed) { throw failure }
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

    private func enterIsWritten(after text: TypedText) async -> Failure? {
        await withCheckedContinuation { continuation in
            let bytes = KeyEncoder.encode(Key(code: .enter), modes: screen.terminal.inputModes)
            guard let key = input.enter(bytes, followsPaste: text.isBracketed, at: clock.instant) else {
                return continuation.resume(returning: notPressed("it has ended"))
            }
            requests.enters.append((key, continuation))
            settle()
        }
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
        input.release(at: now)
        echo([0x0D])
        requests.enters.firstIndex { $0.key == key }.map { requests.enters.remove(at: $0) }?.reply.resume(
            returning: nil)
        wrote()
    }

    /// Tells those whose Enter will not be written any more.
    ///
    /// - Parameter cause: Why, unless the program has ended or a signal key threw its input away.
    func settleEnters(because cause: String? = nil) {
        guard !requests.enters.isEmpty else { return }
        let held = Set(input.heldKeys)
        let cause = cause ?? (input.isOpen ? "a signal key threw its input away" : "it has ended")
        for enter in requests.enters where !held.contains(enter.key) {
            enter.reply.resume(returning: notPressed(cause))
        }
        requests.enters.removeAll { !held.contains($0.key) }
    }

    private func notPressed(_ cause: String) -> Failure {
        Failure(
            "press Enter in \(info.name)", cause: cause,
            advice: "see what it shows with roost capture \(info.name)")
    }
}
