import RoostModel
import RoostWire

// What a client missed: from the store as far as there is not too much, else the screen stands for it.
extension Gateway {
    /// Bytes of output that are fetched for a client that is behind the window.
    private static let mostMissed: UInt64 = 1 << 20

    /// Fetches the next part of what a client missed before the window.
    ///
    /// - Returns: True when there is something to send at once.
    func catchUp(_ id: SocketID) -> Bool {
        guard let socket = sockets[id], let session = socket.session, let window = streams[session]?.window
        else { return false }
        let missed = window.floor.offset.subtractingReportingOverflow(socket.cursor.offset)
        guard !missed.overflow, missed.partialValue <= Self.mostMissed else {
            skip(id)
            return false
        }
        guard missed.partialValue > 0 else {
            // Statuses alone: the present one stands for them.
            sockets[id]?.cursor = window.floor
            if let info = mirror[session] { say(id, .status(SocketStatus(info))) }
            return true
        }
        sockets[id]?.isCatchingUp = true
        let from = socket.cursor.offset
        Task { await self.fetchMissed(id, session, from: from, to: window.floor) }
        return false
    }

    private func fetchMissed(
        _ id: SocketID, _ session: SessionID, from offset: UInt64, to floor: MessageID
    ) async {
        let request = Request.History.follow(session: session, from: offset, timeoutMilliseconds: 0)
        let response = try? await ask(.history(request))
        guard sockets[id] != nil else { return }
        sockets[id]?.isCatchingUp = false
        guard case .recordedOutput(let output)? = response, let run = output.runs.first, run.offset == offset,
            !run.bytes.isEmpty
        else { return skip(id) }
        var cutter = OutputCutter(offset: offset)
        let wanted = run.bytes.prefix(Int(clamping: floor.offset - offset))
        var pieces = cutter.take(wanted)
        if cutter.end >= floor.offset || pieces.isEmpty { pieces += cutter.finish() }
        let at = now
        sockets[id]?.backlog = pieces.map {
            // The last one brings the client to the window, past the statuses that are gone.
            ($0.end == floor.offset ? floor : MessageID(offset: $0.end), .output($0.text, at: at))
        }
        pump(id)
    }

    /// Lets a client go on from now: too much is missing.
    func skip(_ id: SocketID) {
        guard let session = sockets[id]?.session, let info = mirror[session] else { return }
        sockets[id]?.isCatchingUp = true
        Task { await self.tellGap(id, info) }
    }

    private func tellGap(_ id: SocketID, _ info: SessionInfo) async {
        // What comes while the screen is fetched is on it, and is told once more: nothing is missing.
        let newest = streams[info.number]?.window?.newest
        let screen = try? await capture(info, .ansi)
        guard sockets[id] != nil, let newest else { return }
        var status = SocketStatus(mirror[info.number] ?? info)
        status.gap = true
        status.screen = screen.map(OutputCutter.whole)
        sockets[id]?.isCatchingUp = false
        sockets[id]?.backlog = []
        sockets[id]?.cursor = newest
        say(id, .status(status))
    }
}
