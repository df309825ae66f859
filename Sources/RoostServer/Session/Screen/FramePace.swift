/// How long a client is spared after an update of its screen.
///
/// What an update costs all that draw it grows with its rows, and so does the pause after it. Of a flood nobody
/// sees more with more frames: there the processors belong to the programs.
struct FramePace: Sendable {
    /// Until the next update may go, counted from the last one.
    private(set) var rest = Duration.zero
    /// How much the program had printed by then.
    private var printed: UInt64?
    /// When somebody last typed.
    private var typed: ContinuousClock.Instant?
    /// The last update was one of a flood.
    private var isFlood = false

    /// After a whole screen: 60 times a second.
    private static let wholeScreen = Duration.milliseconds(16)
    /// After a few rows: shorter than anybody types.
    private static let fewRows = Duration.milliseconds(4)
    /// After a whole screen in a flood: 25 times a second, or 10 where it takes long to draw.
    private static let flood = (shortest: Duration.milliseconds(40), longest: Duration.milliseconds(100))
    /// Of a processor, so much for a flood's screens.
    private static let floodShare = 4
    /// A flood prints more than this between two updates: 8 MB a second.
    private static let floodBytes: UInt64 = 128 << 10
    /// Who typed is shown every frame for so long: the flood may end with it.
    private static let attention = Duration.milliseconds(500)

    /// An update was sent.
    ///
    /// - Parameters:
    ///   - count: How many rows of the screen changed.
    ///   - rows: How many it has.
    ///   - offset: All bytes that the program has printed.
    ///   - now: When.
    mutating func sent(
        _ count: Int, of rows: Int, printed offset: UInt64, at now: ContinuousClock.Instant
    ) {
        let isWatched = typed.map { $0.duration(to: now) < Self.attention } ?? false
        isFlood = !isWatched && offset &- (printed ?? offset) >= Self.floodBytes
        printed = offset
        let longest = isFlood ? Self.flood.shortest : Self.wholeScreen
        rest = max(Self.fewRows, min(longest, longest * 2 * count / max(1, rows)))
    }

    /// The client has drawn the last update, in so much time.
    mutating func painted(in time: Duration) {
        guard isFlood else { return }
        rest = max(rest, min(time * Self.floodShare, Self.flood.longest))
    }

    /// Somebody typed, and waits for what it does.
    mutating func answer(at now: ContinuousClock.Instant) {
        typed = now
        isFlood = false
        rest = min(rest, Self.wholeScreen)
    }
}
