import RoostTerminal

/// Swallows the `y` of fingers that answer a question which was not asked.
///
/// tmux asks before it closes any pane. Where a pane is closed unasked, because its program has ended, the `y` that
/// follows by habit would reach the next pane, and in a dialog it is a Yes.
struct StrayAnswer {
    /// For how many milliseconds after the close a `y` is taken for one.
    static let window: Int64 = 1000

    private var deadline: Int64?

    /// Something was closed without a question.
    mutating func closed(at now: Int64) {
        deadline = now + Self.window
    }

    /// True for the `y` that no pane may get; the first key ends the waiting.
    mutating func swallows(_ key: Key, at now: Int64) -> Bool {
        guard let deadline, key.event != .release else { return false }
        self.deadline = nil
        return now < deadline && (key.word == "y" || key.word == "Y")
    }
}
