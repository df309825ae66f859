import Logging
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostWire

// The screen: who sees it, its size and its colours.
extension Session {
    /// A client shows this session from now on.
    func addViewer(_ client: ClientID, writer: StreamWriter) {
        screen.addViewer(client, writer: writer, printed: pump.endOffset, at: clock.instant)
    }

    func removeViewer(_ client: ClientID) {
        screen.removeViewer(client)
    }

    /// A client has painted an update and can take the next.
    func acknowledge(_ sequence: UInt64, by client: ClientID) {
        screen.acknowledge(sequence, by: client, printed: pump.endOffset, at: clock.instant)
    }

    /// A client has read what it was sent, and may have the newest.
    func updateViewers() {
        screen.updateViewers(printed: pump.endOffset, at: clock.instant)
    }

    /// Gives the terminal and its program another size.
    func resize(to size: TerminalSize) {
        guard size != screen.terminal.givenSize else { return }
        screen.terminal.resize(to: size)
        info.rows = size.rows
        info.cols = size.columns
        noteSize()
        screen.updateViewers(printed: pump.endOffset, at: clock.instant)
        changed()
    }

    /// A program that has chosen its columns itself (DECCOLM) is told so, and everyone else.
    func followColumns() {
        guard screen.terminal.size.columns != info.cols else { return }
        info.cols = screen.terminal.size.columns
        noteSize()
        changed()
    }

    /// The size belongs to the stream of output: a replay has to change it at the same byte.
    func noteSize() {
        guard let child = pump.child else { return }
        let (rows, columns) = (UInt16(clamping: info.rows), UInt16(clamping: info.cols))
        pump.noteSize(rows: rows, columns: columns)
        store.enqueue(
            .event(
                EventRecord(
                    session: id, at: clock.now, .resized(rows: Int(rows), columns: Int(columns)),
                    offset: pump.endOffset)))
        do throws(PTYError) {
            try PTY.resize(rows: rows, columns: columns, master: child.descriptor)
        } catch {
            log.error("\(error)")
        }
    }

    /// The colours of the terminal that somebody looks with.
    func setAppearance(_ appearance: Appearance) {
        screen.terminal.setAppearance(
            foreground: appearance.foregroundColor, background: appearance.backgroundColor)
        reply(screen.terminal.takeReplies())
    }
}
