import NIOCore
import RoostModel
import RoostWire

// One reader of each session's output, for all who listen to it.
extension Gateway {
    /// Milliseconds of quiet after which what was kept back is sent.
    private static let quietTime: Int64 = 100
    /// Milliseconds for which a session is followed that nobody listens to any more.
    private static let farewellTime: Int64 = 60_000
    /// Milliseconds after which a question is asked again that was not answered.
    private static let retryTime: Int64 = 500
    /// Milliseconds for one question for more output.
    private static let followTime: Int64 = 30_000

    /// Follows a session from now on.
    func beginStream(_ info: SessionInfo) {
        if streams[info.number] == nil { streams[info.number] = SessionStream(info) }
        streams[info.number]?.farewell?.cancel()
        streams[info.number]?.farewell = nil
        follow(info.number)
    }

    /// Nobody can listen any more: the session was removed.
    func endStream(_ id: SessionID) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        stream.quiet?.cancel()
        stream.farewell?.cancel()
        for member in stream.members {
            fail(member, .session(stream.uuid), .sessionNotFound, close: .sessionNotFound)
        }
    }

    /// A client has gone.
    func leaveStream(_ id: SessionID, _ socket: SocketID) {
        guard streams[id]?.members.remove(socket) != nil else { return }
        streams[id]?.forgetCommands(of: socket)
        guard streams[id]?.members.isEmpty == true else { return }
        streams[id]?.farewell = schedule(Self.farewellTime) { gateway in
            guard gateway.streams[id]?.members.isEmpty == true else { return }
            gateway.endStream(id)
        }
    }

    /// Calls on the loop after a while.
    func schedule(_ milliseconds: Int64, _ body: @escaping @Sendable (isolated Gateway) -> Void) -> Scheduled<
        Void
    > {
        loop.scheduleTask(in: .milliseconds(milliseconds)) { [weak self] in
            self?.assumeIsolated { body($0) }
        }
    }

    /// There is a server again.
    func resumeStreams() {
        for id in streams.keys { follow(id) }
    }

    /// A session is other than it was.
    func streamChanged(_ info: SessionInfo) {
        guard var stream = streams[info.number] else { return }
        let wasEnded = stream.told.state.isEnded
        let status = SocketStatus(info, queued: stream.commands.count)
        guard !status.says(asMuchAs: stream.told) else { return }
        stream.told = status
        if !info.state.isEnded { stream.hasToldEnd = false }
        stream.window?.append(.status(status), at: milliseconds)
        streams[info.number] = stream
        pumpMembers(of: info.number)
        if wasEnded, !info.state.isEnded { follow(info.number) }
    }

    private func pumpMembers(of id: SessionID) {
        for member in streams[id]?.members ?? [] { pump(member) }
    }

    // MARK: - Following

    private func follow(_ id: SessionID) {
        guard streams[id] != nil, streams[id]?.isFollowing == false, !isStopping else { return }
        streams[id]?.isFollowing = true
        Task { await self.readOutput(of: id) }
    }

    private func readOutput(of id: SessionID) async {
        while streams[id] != nil, !isStopping {
            let from = streams[id]?.cutter?.end
            let request = Request.History.follow(
                session: id, from: from, timeoutMilliseconds: Self.followTime)
            let response: Response
            do throws(APIError) {
                response = try await ask(.history(request), within: Self.followTime + 15_000)
            } catch {
                // ``resumeStreams()`` goes on when there is a server; this does when it was there all the time.
                streams[id]?.isFollowing = false
                _ = schedule(Self.retryTime) { $0.follow(id) }
                return
            }
            guard case .recordedOutput(let output) = response else { break }
            let isEmpty = output.runs.allSatisfy(\.bytes.isEmpty)
            for run in output.runs { take(run, of: id) }
            // All that it said is told before its end.
            if isEmpty, from != nil, mirror[id]?.state.isEnded ?? true {
                told(theEndOf: id)
                break
            }
        }
        streams[id]?.isFollowing = false
    }

    private func take(_ run: RecordedOutput.Run, of id: SessionID) {
        guard var stream = streams[id] else { return }
        guard stream.cutter != nil, stream.window != nil else { return started(id, at: run.offset) }
        if let end = stream.cutter?.end, run.offset != end {
            // Output is gone: what was kept back is told, and that something is missing.
            let rest = stream.cutter?.finish() ?? []
            append(rest, to: &stream)
            var status = stream.told
            status.gap = true
            stream.cutter = OutputCutter(offset: run.offset)
            stream.window?.append(.status(status), upTo: run.offset, at: milliseconds)
        }
        let pieces = stream.cutter?.take(run.bytes) ?? []
        append(pieces, to: &stream)
        stream.quiet?.cancel()
        stream.quiet = stream.cutter?.isHolding == true ? schedule(Self.quietTime) { $0.flushQuiet(id) } : nil
        streams[id] = stream
        pumpMembers(of: id)
    }

    private func append(_ pieces: [OutputCutter.Piece], to stream: inout SessionStream) {
        let (now, at) = (milliseconds, now)
        for piece in pieces { stream.window?.append(.output(piece.text, at: at), upTo: piece.end, at: now) }
    }

    /// It is known where the output ends: who waits is let in.
    private func started(_ id: SessionID, at offset: UInt64) {
        streams[id]?.cutter = OutputCutter(offset: offset)
        streams[id]?.window = MessageWindow(after: MessageID(offset: offset))
        for member in streams[id]?.members ?? [] { welcome(member) }
    }

    private func flushQuiet(_ id: SessionID) {
        guard var stream = streams[id] else { return }
        stream.quiet = nil
        let pieces = stream.cutter?.flush() ?? []
        append(pieces, to: &stream)
        streams[id] = stream
        pumpMembers(of: id)
    }

    private func told(theEndOf id: SessionID) {
        // The event that says so may be on its way yet.
        if let info = mirror[id] { streamChanged(info) }
        guard var stream = streams[id], !stream.hasToldEnd else { return }
        stream.hasToldEnd = true
        stream.quiet?.cancel()
        let pieces = stream.cutter?.finish() ?? []
        append(pieces, to: &stream)
        let error = APIError(
            .processTerminated, "go on", cause: "the program has ended",
            advice: "start it again with POST /cli/sessions/\(stream.uuid)/restart")
        stream.window?.append(.error(error, .processTerminated, recoverable: false), at: milliseconds)
        streams[id] = stream
        pumpMembers(of: id)
    }
}
