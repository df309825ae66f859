/// Decides when the Enter that follows a text is written (debounce): when the program has taken the text.
///
/// Programs that read text and Enter at once take both for one paste, and the Enter for a new line in it: codex does so
/// for what comes within 120 ms of the last key. After a bracketed paste its end mark tells the two apart, and a moment
/// of quiet is enough.
struct EnterDelay: Sendable {
    /// The first look: most programs have read by then.
    private static let firstLook = Duration.milliseconds(10)
    /// A program that prints nothing for so long has done with the paste; also the time between two looks.
    private static let quiet = Duration.milliseconds(50)
    /// After this the Enter is a key of its own in any case.
    private static let pause = Duration.milliseconds(150)
    /// A program that reads nothing for so long is not waited for.
    private static let patience = Duration.seconds(1)

    private let isBracketed: Bool
    private let start: ContinuousClock.Instant
    private var readAt: ContinuousClock.Instant?
    private var printedAt: ContinuousClock.Instant?
    /// When to ask ``isOver(unread:at:)`` next.
    private(set) var deadline: ContinuousClock.Instant

    /// One that begins now, with all the text written.
    init(isBracketed: Bool, at now: ContinuousClock.Instant) {
        self.isBracketed = isBracketed
        start = now
        deadline = now + Self.firstLook
    }

    /// The program has printed something.
    mutating func notePrinted(at now: ContinuousClock.Instant) {
        printedAt = now
    }

    /// Whether the Enter may be written.
    ///
    /// - Parameters:
    ///   - unread: How many bytes the program has not read.
    ///   - now: When.
    /// - Returns: False until then; look again at ``deadline``.
    mutating func isOver(unread: Int, at now: ContinuousClock.Instant) -> Bool {
        guard readAt != nil || unread == 0 else {
            deadline = min(now + Self.quiet, start + Self.patience)
            return now >= start + Self.patience
        }
        let taken = readAt ?? now
        readAt = taken
        deadline = taken + Self.pause
        if isBracketed { deadline = min(deadline, max(taken, printedAt ?? taken) + Self.quiet) }
        return now >= deadline
    }
}
