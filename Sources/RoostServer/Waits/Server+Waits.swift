import RoostIO
import RoostModel
import RoostWire

/// What the server keeps for a request that waits for a session.
struct PendingWait {
    /// Gets the condition that came true; nil: none did.
    let continuation: CheckedContinuation<WaitCondition?, Never>
    var timer: (any ScheduledWork)?
}

// Requests that wait for something to become true of a session.
extension Server {
    /// Answers when a condition holds, or when the time is over.
    func wait(
        _ target: String, _ condition: WaitCondition, _ milliseconds: Int64?, for client: ClientID
    ) async throws(Failure) -> Response {
        let met = try await wait(target, [condition], milliseconds, for: client)
        return met.map { .waited($0.info) } ?? .timedOut
    }

    /// Answers when the first of some conditions holds, or when the time is over.
    func waitAny(
        _ target: String, _ conditions: [WaitCondition], _ milliseconds: Int64?, for client: ClientID
    ) async throws(Failure) -> Response {
        let met = try await wait(target, conditions, milliseconds, for: client)
        return met.map { .met($0.info, $0.condition) } ?? .timedOut
    }

    private func wait(
        _ target: String, _ conditions: [WaitCondition], _ milliseconds: Int64?, for client: ClientID
    ) async throws(Failure) -> (info: SessionInfo, condition: WaitCondition)? {
        let id = try directory.resolve(target, for: "wait for")
        var texts: [(condition: WaitCondition, pattern: LinePattern)] = []
        for case .text(let expression) in conditions {
            texts.append((.text(expression), try pattern(expression)))
        }
        let reader = texts.isEmpty ? nil : try await session(id, for: "wait for")
        let found = await withCheckedContinuation {
            (continuation: CheckedContinuation<WaitCondition?, Never>) in
            // Looked at here and not before: a task may give way on its way into a continuation, and what happens
            // meanwhile is told to waits that are registered alone. A client that is gone has nobody to end its wait.
            guard let info = directory[id], clients[client] != nil else {
                return continuation.resume(returning: nil)
            }
            if let met = conditions.first(where: { Waits<PendingWait>.isMet($0, by: info) }) {
                return continuation.resume(returning: met)
            }
            let wait = waits.begin(
                conditions, of: id, for: client, reply: PendingWait(continuation: continuation))
            if let milliseconds {
                let timer = schedule(after: .milliseconds(max(0, milliseconds))) { $0.endWait(wait) }
                waits.update(wait) { $0.timer = timer }
            }
            guard let reader else { return }
            let server = self
            reader.run { [texts] session in
                for text in texts {
                    session.addTextWaiter(wait.number, text.pattern) { [weak server] in
                        server?.post { $0.endWait(wait, met: text.condition) }
                    }
                }
            }
        }
        sweepLater()
        guard let found, let info = directory[id] else { return nil }
        return (info, found)
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

    /// Ends a wait: a condition is met, or (nil) its time is over, or its client or session gone.
    func endWait(_ wait: Waits<PendingWait>.ID, met condition: WaitCondition? = nil) {
        guard let (session, pending) = waits.end(wait) else { return }
        pending.timer?.cancel()
        sessions[session]?.run { $0.removeWaiter(wait.number) }
        pending.continuation.resume(returning: condition)
    }

    /// Waits until a session has ended or was removed.
    func untilEnded(_ id: SessionID) async {
        _ = await withCheckedContinuation { (continuation: CheckedContinuation<WaitCondition?, Never>) in
            // In here, as in ``wait(_:_:_:for:)``.
            guard directory.isLiving(id) else { return continuation.resume(returning: .exit) }
            _ = waits.begin([.exit], of: id, for: nil, reply: PendingWait(continuation: continuation))
        }
    }
}
