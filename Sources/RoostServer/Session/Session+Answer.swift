import RoostDetect
import RoostModel
import RoostTerminal
import RoostWire

// Answers to dialogs.
extension Session {
    /// Presses the keys of an option if the dialog that offered it is on the screen at this moment.
    ///
    /// Check and keys are one turn of the loop: what the program has printed so far is read, the screen is looked
    /// at, and only what it shows by itself counts. (The session's attention is kept over the pauses of a redraw,
    /// so it may outlive its dialog by a second or two.)
    ///
    /// - Parameters:
    ///   - target: What the asker calls the session.
    ///   - option: One of the dialog's options; see ``RoostModel/Attention/option(_:)``.
    ///   - dialog: The ``Attention/id`` of the dialog that is meant; nil: nothing was asked when the answer came.
    /// - Throws: ``Failure`` that says what the session asks now; no key was pressed then.
    func answer(_ target: String, with option: String, dialog: String?) throws(Failure) {
        defer { settle() }
        readable()
        detect()
        guard let current = watch.shownDialog, pump.child != nil else {
            throw Failure(
                "answer \(target)", cause: dialog == nil ? "it asks nothing" : "the dialog is gone",
                advice: "see roost list")
        }
        guard current.id == dialog else {
            throw Failure(
                "answer \(target)", cause: "it asks something else now: \(current.text.firstLine)",
                advice: "answer that with --dialog \(current.id)")
        }
        guard let choice = current.option(option) else {
            let keys = current.options.map { "\($0.key) \($0.label)" }.joined(separator: ", ")
            throw Failure(
                "answer \(target) with \(option)", cause: "there is no such option",
                advice: keys.isEmpty ? "answer it in its pane" : "one of: \(keys)")
        }
        let keys = current.keys(for: choice)
        try admit(choice.key.utf8.count + keys.count * Self.longestKey, for: "answer")
        // What a hook said of the dialog is over with it: no hook is called for an answer.
        note(Evidence(.hook, at: clock.now, .nothing))
        for key in keys {
            switch key {
            case .text(let text): writeTyped(Array(text.utf8))
            case .up: take(Key(code: .up))
            case .down: take(Key(code: .down))
            case .enter: take(Key(code: .enter))
            }
        }
    }
}

extension String {
    /// Up to the first line end, at most 120 characters.
    var firstLine: String { String(prefix { !$0.isNewline }.prefix(120)) }
}
