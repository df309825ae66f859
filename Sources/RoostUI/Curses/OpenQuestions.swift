import RoostTerminal

/// Counts what the outer terminal was asked and has not answered.
///
/// An answer that comes after the terminal was given back is typed into the shell there. Questions go out in groups
/// that end with DA1, which every terminal answers, and in order: its answer closes the group.
struct OpenQuestions: Hashable {
    /// A terminal across the world has answered in so many milliseconds; one that has not does not answer at all.
    static let answerTime: Int64 = 2000

    private var groups = 0
    private var lastAsked: Int64 = 0

    /// Whether something may still come, by milliseconds of a clock that only goes forward.
    func isWaiting(at now: Int64) -> Bool { groups > 0 && now < lastAsked + Self.answerTime }

    /// Bytes that are written to the terminal.
    mutating func wrote(_ bytes: String, at now: Int64) {
        let asked = bytes.ranges(of: TerminalSequences.askAttributes).count
        guard asked > 0 else { return }
        groups += asked
        lastAsked = now
    }

    mutating func receive(_ reply: TerminalReply) {
        if case .primaryAttributes = reply { groups = max(0, groups - 1) }
    }
}
