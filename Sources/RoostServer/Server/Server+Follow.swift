import Logging
import RoostModel
import RoostWire

// A session's output as it comes, for who follows it.
extension Server {
    /// Bytes in an answer that come from the journal.
    private static let liveLimit = 64 << 10

    /// Answers with the output from an offset on, as soon as there is any.
    ///
    /// What the store has not got yet comes from the journal, so that nobody who follows makes the store write each
    /// key's echo in a transaction of its own.
    func follow(
        _ id: SessionID, from offset: UInt64?, _ milliseconds: Int64?, for client: ClientID
    ) async throws(Failure) -> Response {
        let session = try await session(id, for: "follow")
        guard let offset else { return Self.nothing(at: await session.outputEnd()) }
        switch await session.output(from: offset, limit: Self.liveLimit) {
        case .bytes(let run): return .recordedOutput(RecordedOutput(runs: [run]))
        case .older: return try await storedOutput(id, of: session, from: offset)
        case .none(let end): await output(of: session, past: end, milliseconds, for: client)
        }
        // Read again: it came, or the time is over, or the session has ended.
        switch await session.output(from: offset, limit: Self.liveLimit) {
        case .bytes(let run): return .recordedOutput(RecordedOutput(runs: [run]))
        case .older: return try await storedOutput(id, of: session, from: offset)
        case .none(let end): return Self.nothing(at: end)
        }
    }

    private static func nothing(at end: UInt64) -> Response {
        .recordedOutput(RecordedOutput(runs: [.init(offset: end, bytes: [])]))
    }

    /// Output that the journal has no more; the store may be about to get it.
    private func storedOutput(
        _ id: SessionID, of session: Session, from offset: UInt64
    ) async throws(Failure) -> Response {
        for attempt in 0..<2 {
            let response = try await recordedOutput(id, from: offset)
            guard case .recordedOutput(let output) = response, output.runs.isEmpty else { return response }
            if attempt == 0 { await storeOutput(of: id) }
        }
        // Nobody has it: what follows is told, and where it begins says what is gone.
        let kept = await session.firstKeptOutput(from: offset)
        if case .bytes(let run) = await session.output(from: kept, limit: Self.liveLimit) {
            return .recordedOutput(RecordedOutput(runs: [run]))
        }
        return Self.nothing(at: kept)
    }

    /// Suspended until a session has printed more, has ended, or a time is over.
    private func output(
        of session: Session, past end: UInt64, _ milliseconds: Int64?, for client: ClientID
    ) async {
        _ = await withCheckedContinuation { (continuation: CheckedContinuation<WaitCondition?, Never>) in
            // Looked at here and not before: what happens on the way into a continuation is told to nobody.
            guard let info = directory[session.id], !info.state.isEnded, clients[client] != nil else {
                return continuation.resume(returning: nil)
            }
            let wait = waits.begin(
                [.exit], of: session.id, for: client, reply: PendingWait(continuation: continuation))
            if let milliseconds {
                let timer = schedule(after: .milliseconds(max(0, milliseconds))) { $0.endWait(wait) }
                waits.update(wait) { $0.timer = timer }
            }
            let server = self
            session.run { session in
                session.addOutputWaiter(wait.number, past: end) { [weak server] in
                    server?.post { $0.endWait(wait) }
                }
            }
        }
        sweepLater()
    }
}
