/// Decides when a program that prints without a pause is read next.
///
/// The kernel wakes a reader for every few hundred bytes that come through a PTY, and each time costs more than the
/// bytes do. So output that flows is left to gather for a moment; all else is read as soon as it is there. The
/// moment is shorter the faster the program is: the kernel takes 13.8 KB from it (8 KiB in `tty_buffer.c`, as
/// `pty.c` says, and 4 in `n_tty.c`), and then it waits.
///
/// While somebody types into another session a flood waits: it keeps two processors busy, itself and the kernel's
/// copying, and a key's echo needs each of them several times.
struct OutputFlow: Sendable {
    /// When to read again.
    enum Next: Hashable {
        /// As soon as something comes.
        case whenReadable
        case after(Duration)
    }

    /// The longest moment.
    private static let gatherTime = Duration.milliseconds(1)
    /// What is left to gather, so that a program which goes on as before finds room all the time.
    private static let gathered = 8 << 10
    /// The same while somebody types elsewhere: a read in so long a time leaves 0.8 MB a second.
    private static let politeTime = Duration.milliseconds(5)
    /// As much as this in one turn: the program is faster than its reader, and should not wait.
    private static let full = 32 << 10
    /// What flows brings more in a turn.
    private static let trickle = 512

    /// Output flows when so many turns bring so many bytes in so short a time.
    private static let beginning = (turns: 4, bytes: 4096, time: Duration.milliseconds(8))

    private var isFlowing = false
    private var since: ContinuousClock.Instant?
    /// When the last turn ended, of those that flow.
    private var lastTurn: ContinuousClock.Instant?
    private var turns = 0
    private var bytes = 0

    /// Tells what a turn of reading brought, and whether somebody types elsewhere.
    mutating func read(_ count: Int, at now: ContinuousClock.Instant, isInTheWay: Bool = false) -> Next {
        if isFlowing {
            guard count >= Self.trickle else {
                self = OutputFlow()
                return .whenReadable
            }
            let time = lastTurn.map { $0.duration(to: now) } ?? Self.gatherTime
            lastTurn = now
            if isInTheWay { return .after(Self.politeTime) }
            if count >= Self.full { return .after(.zero) }
            return .after(min(time * Self.gathered / count, Self.gatherTime))
        }
        if since.map({ $0.duration(to: now) > Self.beginning.time }) ?? true {
            (since, turns, bytes) = (now, 0, 0)
        }
        turns += 1
        bytes += count
        isFlowing = turns >= Self.beginning.turns && bytes >= Self.beginning.bytes
        return isFlowing ? .after(Self.gatherTime) : .whenReadable
    }
}
