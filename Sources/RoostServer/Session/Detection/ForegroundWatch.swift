import RoostConfig
import RoostPTY

/// Decides when to ask what runs in a terminal's foreground, and keeps the answer.
///
/// The question costs a few reads of /proc, so output that flows is a reason only now and then; a session that prints
/// nothing is never asked.
struct ForegroundWatch: Sendable {
    private static let pause = Duration.milliseconds(500)

    private var lastLook: ContinuousClock.Instant?
    /// What was there at the last look.
    private(set) var program: ForegroundProgram?

    /// Whether half a second has passed since the last time that this was true.
    mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
        if let lastLook, lastLook.duration(to: now) < Self.pause { return false }
        lastLook = now
        return true
    }

    /// Looks at the terminal of a PTY's master side, if it is time; what was there stays until something else is.
    mutating func look(at descriptor: Int32, among providers: [Provider], at now: ContinuousClock.Instant) {
        guard isDue(at: now), let group = PTY.foregroundProcessGroup(descriptor) else { return }
        program = ForegroundProgram(group: group, among: providers) ?? program
    }
}
