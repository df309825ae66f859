import RoostIO
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

/// A session's screen: fed by its output, shown to its viewers, and written down now and then.
///
/// It owns no timer and no clock: its owner calls ``wake(at:printed:)`` at ``deadline``.
///
/// Invariant: `terminal` has been fed all output before the offset that the owner gives.
struct ScreenFeed: ~Copyable {
    /// Whose screen this is.
    let session: SessionID
    var terminal: Terminal
    /// The clients that show it.
    private(set) var viewers: [ClientID: Viewer] = [:]
    private(set) var snapshots: SnapshotPolicy
    /// What the program told its terminal and nobody has heard, with the offset of the output after it.
    private var events: [(event: TerminalEvent, offset: UInt64)] = []
    /// When a viewer that is spared can be shown the next frame.
    private var frameDeadline: ContinuousClock.Instant?
    /// When the frame that is open is shown although it has not ended (mode 2026), and which one that is.
    private var synchronizationDeadline: ContinuousClock.Instant?
    private var openFrame: UInt64 = 0

    /// How long a program may hold its frame back.
    private static let longestFrame = Duration.seconds(1)

    init(session: SessionID, terminal: consuming Terminal, snapshots: SnapshotPolicy) {
        self.session = session
        self.terminal = terminal
        self.snapshots = snapshots
    }

    /// When to call ``wake(at:printed:)`` next; nil: never, while nothing else happens.
    var deadline: ContinuousClock.Instant? {
        frameDeadline.earlier(synchronizationDeadline).earlier(snapshots.deadline)
    }

    // MARK: - Output

    /// Takes what the program printed; `end` is the offset after it, and the clock measures the work.
    mutating func feed(_ bytes: RawSpan, endingAt end: UInt64, on clock: any ServerClock) {
        let start = clock.instant
        terminal.feed(bytes)
        snapshots.worked(for: start.duration(to: clock.instant))
        for event in terminal.takeEvents() { events.append((event, end)) }
    }

    /// What the program told its terminal since the last call, in order.
    mutating func takeEvents() -> [(event: TerminalEvent, offset: UInt64)] {
        defer { events = [] }
        return events
    }

    /// A turn of output is over: whoever can see it does.
    ///
    /// - Parameters:
    ///   - end: Bytes of output in all.
    ///   - now: When.
    /// - Returns: True when a snapshot is due.
    mutating func showed(upTo end: UInt64, at now: ContinuousClock.Instant) -> Bool {
        followFrame(at: now)
        updateViewers(printed: end, at: now)
        return snapshots.printed(upTo: end, scrollbackByteCount: terminal.scrollbackByteCount, at: now)
    }

    /// Each frame has a second of its own, also where the next begins with the end of the one before.
    private mutating func followFrame(at now: ContinuousClock.Instant) {
        guard terminal.isSynchronizing else {
            synchronizationDeadline = nil
            return
        }
        if synchronizationDeadline == nil || terminal.frameCount != openFrame {
            synchronizationDeadline = now + Self.longestFrame
        }
        openFrame = terminal.frameCount
    }

    /// Does what is due; to be called at ``deadline``.
    ///
    /// - Returns: True when a snapshot is due.
    mutating func wake(at now: ContinuousClock.Instant, printed end: UInt64) -> Bool {
        if let due = synchronizationDeadline, due <= now {
            synchronizationDeadline = nil
            if terminal.isSynchronizing {
                terminal.endSynchronization()
                updateViewers(printed: end, at: now)
            }
        }
        if let due = frameDeadline, due <= now {
            frameDeadline = nil
            updateViewers(printed: end, at: now)
        }
        return snapshots.isQuiet(at: now)
    }

    // MARK: - Viewers

    /// Whether a client shows it now.
    var isWatched: Bool { !viewers.isEmpty }

    /// A client shows this session from now on, and gets its whole screen.
    mutating func addViewer(
        _ client: ClientID, writer: StreamWriter, printed end: UInt64, at now: ContinuousClock.Instant
    ) {
        viewers[client] = Viewer(writer: writer)
        updateViewers(printed: end, at: now)
    }

    mutating func removeViewer(_ client: ClientID) {
        viewers[client] = nil
    }

    /// A client has painted an update and can take the next.
    mutating func acknowledge(
        _ sequence: UInt64, by client: ClientID, printed end: UInt64, at now: ContinuousClock.Instant
    ) {
        viewers[client]?.acknowledge(sequence, at: now)
        updateViewers(printed: end, at: now)
    }

    /// Somebody typed: who looks waits for what it does.
    mutating func answer(printed end: UInt64, at now: ContinuousClock.Instant) {
        for client in viewers.keys { viewers[client]?.answer(at: now) }
        guard frameDeadline != nil else { return }
        frameDeadline = nil
        updateViewers(printed: end, at: now)
    }

    /// Sends to every viewer that can take it; waits for the frame's time where output flows.
    ///
    /// While the program is in the middle of a frame, what there was before it is sent.
    mutating func updateViewers(printed end: UInt64, at now: ContinuousClock.Instant) {
        guard !viewers.isEmpty, terminal.exchangeFrame() else { return }
        sendToViewers(printed: end, at: now)
        _ = terminal.exchangeFrame()
    }

    private mutating func sendToViewers(printed end: UInt64, at now: ContinuousClock.Instant) {
        for client in viewers.keys {
            guard var viewer = viewers[client], viewer.isBehind(terminal),
                let delay = viewer.delay(at: now)
            else { continue }
            guard delay == .zero else {
                if frameDeadline == nil { frameDeadline = now + delay }
                frameDeadline = frameDeadline.earlier(now + delay)
                continue
            }
            viewer.send(terminal, session: session.rawValue, printed: end, at: now)
            viewers[client] = viewer
        }
    }

    // MARK: - Snapshots

    /// The terminal's whole state, to be stored after the output that led to it; nil when it would tell nothing new.
    mutating func takeSnapshot(
        at end: UInt64, now: ContinuousClock.Instant, time: Timestamp
    ) -> Store.Record? {
        guard snapshots.isNew(end: end) else {
            snapshots.settle()
            return nil
        }
        snapshots.taken(at: end, now: now)
        let (bytes, parts) = terminal.encodeSnapshotInParts()
        return .snapshot(
            session: session, offset: end, at: time, bytes: bytes,
            parts: parts.map { SnapshotPart(range: $0.range, line: $0.line) })
    }
}
