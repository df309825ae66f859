import RoostTerminal

/// Counts what the outer terminal was asked and has not answered.
///
/// An answer that comes after the terminal was given back is typed into the shell there. Questions go out in groups
/// that end with DA1, which every terminal answers, and in order: its answer closes the group.
struct OpenQuestions: Hashable {
    private var groups = 0

    /// Something is still to come.
    var isWaiting: Bool { groups > 0 }

    /// Bytes that are written to the terminal.
    mutating func wrote(_ bytes: String) {
        groups += bytes.ranges(of: TerminalSequences.askAttributes).count
    }

    mutating func receive(_ reply: TerminalReply) {
        if case .primaryAttributes = reply { groups = max(0, groups - 1) }
    }
}
