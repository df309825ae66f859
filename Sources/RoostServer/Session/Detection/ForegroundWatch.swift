import RoostConfig
import RoostPTY

/// Decides when to ask what runs in a terminal's foreground, and keeps the answer.
///
/// The question costs a few reads of /proc: it is asked when another process group comes to the foreground, again after
/// half a second, when the group's leader has become the program that it was made for (execve(2)), and then once a
/// second while there is output. A session that prints nothing is never asked.
struct ForegroundWatch: Sendable {
    /// After the first look at a group, and after all others.
    private static let (firstPause, pause) = (Duration.milliseconds(500), Duration.seconds(1))

    private var last: (group: Int32, at: ContinuousClock.Instant, isFirst: Bool)?
    /// What was there at the last look.
    private(set) var program: ForegroundProgram?

    /// Whether to look at the group that has the foreground now.
    mutating func isDue(_ group: Int32, at now: ContinuousClock.Instant) -> Bool {
        let isFirst = last?.group != group
        if !isFirst, let last, last.at.duration(to: now) < (last.isFirst ? Self.firstPause : Self.pause) {
            return false
        }
        last = (group, now, isFirst)
        return true
    }

    /// Looks at the terminal of a PTY's master side, if it is time; what was there stays until something else is.
    mutating func look(at descriptor: Int32, among providers: [Provider], at now: ContinuousClock.Instant) {
        guard let group = PTY.foregroundProcessGroup(descriptor), isDue(group, at: now) else { return }
        program = ForegroundProgram(group: group, among: providers) ?? program
    }
}
