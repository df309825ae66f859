import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostWire

// Screens to clients.
extension Session {
    /// A client shows this session from now on.
    func addViewer(_ client: ClientID, writer: StreamWriter) {
        viewers[client] = Viewer(writer: writer)
        updateViewers(at: .now)
    }

    func removeViewer(_ client: ClientID) {
        viewers[client] = nil
    }

    /// A client has painted an update and can take the next.
    func acknowledge(_ sequence: UInt64, by client: ClientID) {
        let now = ContinuousClock.now
        viewers[client]?.acknowledge(sequence, at: now)
        updateViewers(at: now)
    }

    /// Sends to every viewer that can take it; waits for the frame's time where output flows.
    func updateViewers(at now: ContinuousClock.Instant) {
        guard !viewers.isEmpty, !terminal.isSynchronizing else { return }
        var wait: Duration?
        for client in viewers.keys {
            guard var viewer = viewers[client], viewer.isBehind(terminal),
                let delay = viewer.delay(at: now)
            else { continue }
            guard delay == .zero else {
                wait = min(wait ?? delay, delay)
                continue
            }
            viewer.send(terminal, session: id.rawValue, printed: terminalOffset, at: now)
            viewers[client] = viewer
        }
        guard let wait, timers.frame == nil else { return }
        timers.frame = loop.schedule(after: wait) { [weak self] in
            self?.assumeIsolated {
                $0.timers.frame = nil
                $0.updateViewers(at: .now)
            }
        }
    }

    /// Somebody typed: who looks waits for what it does.
    func answerViewers(at now: ContinuousClock.Instant) {
        for client in viewers.keys { viewers[client]?.answer(at: now) }
        guard let timer = timers.frame else { return }
        timer.cancel()
        timers.frame = nil
        updateViewers(at: now)
    }

    /// Mode 2026: nothing is shown until the program ends its frame, for a second at most.
    func holdFrame() {
        guard timers.synchronization == nil else { return }
        timers.synchronization = loop.schedule(after: .seconds(1)) { [weak self] in
            self?.assumeIsolated {
                $0.timers.synchronization = nil
                guard $0.terminal.isSynchronizing else { return }
                $0.terminal.endSynchronization()
                $0.updateViewers(at: .now)
            }
        }
    }

    /// Gives the terminal and its program another size.
    func resize(to size: TerminalSize) {
        guard size != terminal.givenSize else { return }
        terminal.resize(to: size)
        info.rows = size.rows
        info.cols = size.columns
        noteSize()
        updateViewers(at: .now)
        changed()
    }

    /// A program that has chosen its columns itself (DECCOLM) is told so, and everyone else.
    func followColumns() {
        guard terminal.size.columns != info.cols else { return }
        info.cols = terminal.size.columns
        noteSize()
        changed()
    }

    /// The size belongs to the stream of output: a replay has to change it at the same byte.
    func noteSize() {
        guard let child else { return }
        let (rows, columns) = (UInt16(clamping: info.rows), UInt16(clamping: info.cols))
        journal?.noteResize(rows: rows, columns: columns)
        tellJournal()
        note(.resized(rows: Int(rows), columns: Int(columns)))
        do throws(PTYError) {
            try PTY.resize(rows: rows, columns: columns, master: child.master)
        } catch {
            Log.write("session \(id): \(error)")
        }
    }

    /// The colours of the terminal that somebody looks with.
    func setAppearance(_ appearance: Appearance) {
        terminal.setAppearance(
            foreground: appearance.foregroundColor, background: appearance.backgroundColor)
        let replies = terminal.takeReplies()
        if !replies.isEmpty { child?.writer.write(replies) }
    }

    // MARK: - Reading the screen

    /// The rows of the screen, after those of the scrollback if wanted.
    func lines(withScrollback: Bool) -> [Line] {
        let screen = (0..<terminal.size.rows).map { terminal.line($0) }
        guard withScrollback else { return screen }
        return terminal.scrollbackRange.compactMap { terminal.scrollbackLine($0) } + screen
    }

    func capture(format: CaptureFormat, withScrollback: Bool) throws(Failure) -> String {
        try Capture.render(lines(withScrollback: withScrollback), of: terminal, format: format)
    }

    /// Scrollback lines in their compact form; clipped to what is kept.
    func scrollback(from: Int, count: Int) -> ScrollbackPage {
        let range = terminal.scrollbackRange
        let first = min(max(from, range.lowerBound), range.upperBound)
        let end = min(first + min(max(count, 0), 2000), range.upperBound)
        var bytes: [UInt8] = []
        for number in first..<end {
            guard let line = terminal.scrollbackLine(number) else {
                return ScrollbackPage(first: first, count: number - first, lines: bytes)
            }
            line.encode(into: &bytes)
        }
        return ScrollbackPage(first: first, count: end - first, lines: bytes)
    }
}
