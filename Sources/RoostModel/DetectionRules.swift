/// The sets of rules that tell what a program's screen means, by the names that `detect` in a provider file takes.
///
/// The rules themselves belong to RoostDetect, which has one set for each case.
package enum DetectionRules: String, CaseIterable, Hashable, Sendable {
    case claude, codex, gemini
    case cursorAgent = "cursor-agent"
    case aider
    case miniSWEAgent = "mini-swe-agent"
    /// A shell at its prompt or with a program in the foreground.
    case shell
    /// Any other program.
    case program
}
