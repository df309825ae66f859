import RoostIO
import RoostModel
import RoostWire

/// What the server keeps for a request that waits for a session.
struct PendingWait {
    let continuation: CheckedContinuation<Bool, Never>
    var timer: (any ScheduledWork)?
}

// Requests that wait for something to become true of a session.
extension Server {
    /// Answers when a condition holds, or when the time is over.
    func wait(
        _ target: String, _ condition: WaitCondition, _ milliseconds: Int64?, for client: ClientID
    ) async throws(Failure) -> Response {
        let id = try directory.resolve(target, for: "wait for")
        var text: (pattern: LinePattern, session: Session)?
        if case .text(let expression) = condition {
            text = (try pattern(expression), try await session(id, for: "wait for"))
        }
        let found = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            // Looked at here and not before: a task may give way on its way into a continuation, and what happens
            // meanwhile is told to waits that are registered alone. A client that is gone has nobody to end its wait.
            guard let info = directory[id], clients[client] != nil else {
                return continuation.resume(returning: false)
            }
            if Waits<PendingWait>.isMet(condition, by: info) { return continuation.resume(returning: true) }
            let wait = waits.begin(
                condition, of: id, for: client, reply: PendingWait(continuation: continuation))
            if let milliseconds {
                let timer = schedule(after: .milliseconds(max(0, milliseconds))) { $0.endWait(wait) }
                waits.update(wait) { $0.timer = timer }
            }
            guard let text else { return }
            let server = self
            text.session.run { session in
                session.addTextWaiter(wait.number, text.pattern) { [weak server] in
                    server?.post { $0.endWait(wait, found: true) }
                }
            }
        }
        sweepLater()
        return found ? directory[id].map(Response.waited) ?? .timedOut : .timedOut
    }

    private func pattern(_ expression: String) throws(Failure) -> LinePattern {
        do throws(LinePattern.Problem) {
            return try LinePattern(expression)
        } catch {
            throw Failure(
                "wait for text \(expression.debugDescription)", cause: "\(error)",
                advice: "write \\ before signs that are meant as they are")
        }
    }

    /// Ends a wait: found, timed out, or its client or session gone.
    func endWait(_ wait: Waits<PendingWait>.ID, found: Bool = false) {
        guard let (session, pending) = waits.end(wait) else { return }
        pending.timer?.cancel()
        sessions[session]?.run { $0.removeTextWaiter(wait.number) }
        pending.continuation.resume(returning: found)
    }

    /// Waits until a session has ended or was removed.
    func untilEnded(_ id: SessionID) async {
        _ = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            // In here, as in ``wait(_:_:_:for:)``.
            guard directory.isLiving(id) else { return continuation.resume(returning: true) }
            _ = waits.begin(.exit, of: id, for: nil, reply: PendingWait(continuation: continuation))
        }
    }
}
