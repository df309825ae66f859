import RoostTerminal

/// Swallows the `y` of fingers that answer a question twice, or one that was not asked.
///
/// tmux asks before it closes any pane. Where a pane is closed unasked, because its program has ended, the `y` that
/// follows by habit would reach the next pane, and so would the second one of a key that was held too long; in a dialog
/// it is a Yes.
struct StrayAnswer {
    /// For how many milliseconds after the close a `y` is taken for one.
    static let window: Int64 = 1000

    /// For how many the outer terminal is kept for that `y` when nothing is left to show: a key that is held comes again
    /// after 660 at the latest.
    static let farewell: Int64 = 700

    private var deadline: Int64?

    /// Something was closed without a question, or a question was answered with yes.
    mutating func closed(at now: Int64) {
        deadline = now + Self.window
    }

    /// For how many milliseconds from `now` on the shell outside must not get the terminal.
    func remaining(at now: Int64) -> Int64 {
        deadline.map { max(0, $0 - Self.window + Self.farewell - now) } ?? 0
    }

    /// True for a `y` that nobody may get; the first other key ends the waiting.
    mutating func swallows(_ key: Key, at now: Int64) -> Bool {
        guard let deadline, key.event != .release else { return false }
        if now < deadline, key.word == "y" || key.word == "Y" { return true }
        self.deadline = nil
        return false
    }
}
