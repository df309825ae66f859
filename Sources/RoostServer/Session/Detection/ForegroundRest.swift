import RoostTerminal

/// Decides when the terminal of a shell that tells nothing of its commands is to come back to what the shell had.
///
/// The foreground process group is the truth: a program that has had the terminal and has it no longer may have
/// left anything behind. What is turned on while the shell itself has the terminal is the shell's own. Shells that
/// mark their commands (OSC 133) need none of this: the marks stand in the output, exactly where they belong.
struct ForegroundRest: Sendable {
    /// What the shell had when it was seen at rest last.
    private var rest: RestingState?
    /// A program has had the terminal since then.
    private var isForeign = false

    /// The program that has the terminal is not the shell.
    mutating func noteProgram() {
        isForeign = true
    }

    /// The shell has the terminal.
    ///
    /// - Parameter state: What the terminal is like.
    /// - Returns: What to come back to; nil: nothing is out of place.
    mutating func noteShell(_ state: RestingState) -> RestingState? {
        guard isForeign, let rest else {
            isForeign = false
            rest = state
            return nil
        }
        isForeign = false
        return rest
    }
}
