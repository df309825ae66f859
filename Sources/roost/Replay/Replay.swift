import RoostClient
import RoostIO
import RoostModel
import RoostTerminal
import Synchronization

/// A replay as it runs: time, keys and the picture on the terminal.
///
/// Lives on the event loop of the main thread. Where it stands is decided by ``Player``.
actor Replay {
    /// Milliseconds between two pictures at least.
    private static let frame = 16.0
    /// Milliseconds after which the clock in the status line is looked at again.
    private static let tick = 250.0
    /// Bytes that are fed before keys are looked at again.
    private static let budget = 4 << 20
    /// How long a program's unfinished frame (mode 2026) is held back.
    private static let longestFrame: Duration = .seconds(1)

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private let source: RecordingSource
    private let outer = RawTerminal()
    private let finish: @Sendable (ClientError?) -> Void
    private var player: Player
    private let picture: ReplayPicture
    private var painter: ScreenPainter
    private var decoder = InputDecoder()

    private var inputWatch: Watch?
    private var signals: SignalWatch?
    private var timer: Timer?
    private var escapeTimer: Timer?
    private var lastAdvance = ContinuousClock.now
    private var heldSince: ContinuousClock.Instant?
    private var isSeeking = false
    private var isOver = false

    private init(
        loop: EventLoop, source: sending RecordingSource, player: Player, depth: ClaimedColors,
        finish: @escaping @Sendable (ClientError?) -> Void
    ) {
        self.loop = loop
        self.source = source
        self.player = player
        self.finish = finish
        picture = ReplayPicture(player.timeline)
        painter = ScreenPainter(depth: depth)
    }

    /// Shows it on the terminal of the process until the person goes.
    ///
    /// - Throws: ``ClientError`` when the server cannot give the output any more.
    static func run(source: sending RecordingSource, player: Player, depth: ClaimedColors) throws {
        Signals.block(RawTerminal.signals)
        let loop = try EventLoop(name: "replay")
        let failure = Mutex<ClientError?>(nil)
        let replay = Replay(loop: loop, source: source, player: player, depth: depth) { error in
            failure.withLock { $0 = error }
            loop.stop()
        }
        loop.execute { replay.assumeIsolated { $0.begin() } }
        loop.run()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    private func begin() {
        guard outer.enter() else {
            return end(
                ClientError(
                    .refused, "replay \(player.timeline.name)", cause: "the terminal cannot be set up"))
        }
        do throws(IOError) {
            inputWatch = try loop.watch(0, for: .readable) { [weak self] _ in
                self?.assumeIsolated { $0.readKeys() }
            }
            signals = try Signals.watch(RawTerminal.signals, on: loop) { [weak self] signal in
                self?.assumeIsolated { $0.receive(signal: signal) }
            }
        } catch {
            return end(ClientError(.refused, "replay \(player.timeline.name)", cause: "\(error)"))
        }
        lastAdvance = .now
        refresh(isForced: true)
    }

    private func end(_ error: ClientError?) {
        guard !isOver else { return }
        isOver = true
        inputWatch?.cancel()
        signals?.cancel()
        timer?.cancel()
        escapeTimer?.cancel()
        outer.leave()
        finish(error)
    }

    private func receive(signal: Int32) {
        guard RawTerminal.isResize(signal) else { return end(nil) }
        painter.invalidate()
        refresh(isForced: true)
    }

    // MARK: - Time

    /// Lets time pass, shows what is due, and comes back when more is.
    private func refresh(isForced: Bool) {
        guard !isOver else { return }
        let now = ContinuousClock.now
        // A place that is still being looked for does not run away meanwhile.
        if !isSeeking { player.advance(by: Self.milliseconds(lastAdvance.duration(to: now))) }
        lastAdvance = now
        do throws(ClientError) {
            let session = player.timeline.session
            isSeeking = try !picture.show(player.next, budget: Self.budget) { range throws(ClientError) in
                try source.output(of: session, in: range)
            }
        } catch {
            return end(error)
        }
        if isForced || isSeeking || !isHeld(now) { paint() }
        schedule()
    }

    /// In the middle of a program's frame the picture stays as it is, for a moment.
    private func isHeld(_ now: ContinuousClock.Instant) -> Bool {
        guard picture.terminal.isSynchronizing, player.isPlaying else {
            heldSince = nil
            return false
        }
        let since = heldSince ?? now
        heldSince = since
        return since.duration(to: now) < Self.longestFrame
    }

    private func paint() {
        let size = outer.size
        let shown = picture.terminal.size
        let isCut = shown.rows > size.rows - 1 || shown.columns > size.columns
        let status = ReplayStatus.line(
            player, clip: isCut ? "of \(shown.columns)x\(shown.rows)" : nil, isSeeking: isSeeking,
            columns: size.columns)
        outer.write(painter.paint(picture.terminal, status: status, on: size))
    }

    private func schedule() {
        timer?.cancel()
        timer = nil
        let delay: Double
        if isSeeking {
            delay = 0
        } else if let wait = player.wait {
            delay = max(Self.frame, min(wait, Self.tick))
        } else {
            return
        }
        timer = loop.schedule(after: .microseconds(Int64(delay * 1000))) { [weak self] in
            self?.assumeIsolated { $0.refresh(isForced: false) }
        }
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1000 + Double(attoseconds) / 1e15
    }

    // MARK: - Keys

    private func readKeys() {
        guard let bytes = outer.read() else { return }
        guard !bytes.isEmpty else { return end(nil) }
        take(decoder.feed(bytes))
        waitForEscape()
    }

    /// A lone ESC is told from a sequence by what does not follow.
    private func waitForEscape() {
        escapeTimer?.cancel()
        escapeTimer = nil
        guard decoder.isPending, !isOver else { return }
        escapeTimer = loop.schedule(after: .milliseconds(25)) { [weak self] in
            self?.assumeIsolated { replay in
                replay.take(replay.decoder.flush())
                replay.waitForEscape()
            }
        }
    }

    private func take(_ events: [InputEvent]) {
        // The key counts from where the replay stands now, not from the last picture.
        let now = ContinuousClock.now
        if !isSeeking { player.advance(by: Self.milliseconds(lastAdvance.duration(to: now))) }
        lastAdvance = now
        for case .key(let key) in events {
            if key.modifiers.contains(.control), key.code == .character("z") {
                guard outer.suspend() else { return end(nil) }
                painter.invalidate()
                lastAdvance = .now
            } else if player.press(key) == .quit {
                return end(nil)
            }
        }
        if !events.isEmpty { refresh(isForced: true) }
    }
}
