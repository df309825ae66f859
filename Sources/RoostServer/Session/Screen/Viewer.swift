import RoostIO
import RoostTerminal
import RoostWire

/// A client that looks at one session: what it has seen, and whether it can take more.
///
/// State, not streams: the next update is the difference between what the client has and what is there now.
/// At most one update is in flight, and none is sent to a client that has not read what it was sent before; it skips
/// everything in between.
struct Viewer: Sendable {
    private let writer: StreamWriter
    private var sequence: UInt64 = 0
    private var acknowledged: UInt64 = 0
    /// The stamp of each row that the client has.
    private var stamps: [UInt64] = []
    private var changeCount: UInt64?
    private var lastSent: ContinuousClock.Instant?
    private var pace = FramePace()

    /// Begins with a client that has seen nothing.
    init(writer: StreamWriter) {
        self.writer = writer
    }

    /// At most so many changed rows are looked up one by one.
    private static let fewRows = 4

    /// When the next update may go: nil while one is in flight or the client does not read, otherwise how long to
    /// wait, zero for now.
    func delay(at now: ContinuousClock.Instant) -> Duration? {
        guard acknowledged == sequence, writer.isWritable else { return nil }
        guard let lastSent else { return .zero }
        let passed = lastSent.duration(to: now)
        return max(.zero, pace.rest - passed)
    }

    /// Whether the client misses anything that is there now.
    func isBehind(_ terminal: borrowing Terminal) -> Bool {
        changeCount != terminal.changeCount
    }

    /// The client has painted an update.
    mutating func acknowledge(_ number: UInt64, at now: ContinuousClock.Instant) {
        guard number <= sequence, number > acknowledged else { return }
        acknowledged = number
        if let lastSent, number == sequence { pace.painted(in: lastSent.duration(to: now)) }
    }

    /// Somebody typed: the next update may be what it did.
    mutating func answer(at now: ContinuousClock.Instant) {
        pace.answer(at: now)
    }

    /// Sends the difference between what the client has and the terminal.
    ///
    /// Nothing is sent, and nothing changes, if the client's connection has no room even for that.
    ///
    /// - Parameters:
    ///   - terminal: The screen.
    ///   - session: Whose it is.
    ///   - offset: All bytes that the program has printed.
    ///   - now: When.
    /// - Complexity: O(rows) to find what changed, and the encoding of the changed rows.
    mutating func send(
        _ terminal: borrowing Terminal, session: UInt64, printed offset: UInt64,
        at now: ContinuousClock.Instant
    ) {
        let size = terminal.size
        var builder = ScreenUpdate.Builder(
            header: ScreenUpdate(
                session: session, sequence: sequence + 1, size: size, cursor: terminal.cursor,
                cursorColor: terminal.cursorColor,
                isAlternateScreen: terminal.isAlternateScreen, isReverseVideo: terminal.isReverseVideo,
                scrollback: terminal.scrollbackRange, inputModes: terminal.inputModes, rows: []),
            capacity: 512)
        let old = stamps.count == size.rows ? stamps : []
        let new = (0..<size.rows).map { terminal.rowStamp($0) }
        let changed = new.indices.filter { old.isEmpty || old[$0] != new[$0] }
        // A key's echo changes a row or two: looking for those is cheaper than a dictionary of all.
        var places: [UInt64: Int] = [:]
        if changed.count > Self.fewRows {
            for (row, stamp) in old.enumerated() { places[stamp] = row }
        }
        for row in changed {
            let stamp = new[row]
            if let from = changed.count > Self.fewRows ? places[stamp] : old.lastIndex(of: stamp) {
                builder.appendMove(row: row, from: from)
            } else {
                builder.appendLine(row: row) { terminal.encodeLine(row, into: &$0) }
            }
        }
        guard writer.write(Frame(kind: .screen, body: builder.finish()).encoded) else { return }
        sequence += 1
        lastSent = now
        changeCount = terminal.changeCount
        stamps = new
        pace.sent(changed.count, of: size.rows, printed: offset, at: now)
    }
}
