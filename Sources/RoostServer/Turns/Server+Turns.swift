import Logging
import RoostIO
import RoostModel
import RoostWire

// A prompt for an interactive session, and what comes of it: `roost ask`.
extension Server {
    /// An answer that is not written down by then is read off the screen.
    private static let recordDelay = Duration.seconds(1)

    /// Types a prompt as a person does; a session that asks something gets nothing.
    func ask(_ target: String, _ text: String, queues: Bool) async throws(Failure) -> Response {
        guard !text.allSatisfy(\.isWhitespace) else {
            throw Failure("ask \(target)", cause: "the prompt is empty", advice: "give it some words")
        }
        let id = try directory.resolve(target, for: "ask")
        guard let session = sessions[id], directory.isLiving(id) else {
            guard let info = directory[id] else {
                throw Failure("ask \(target)", cause: "it was removed", advice: "see roost list")
            }
            return .turnOver(TurnEnd(.ended, reason: info.reason ?? "it has ended", session: info))
        }
        let info = await session.latestInfo()
        if let obstacle = TurnProgress.obstacle(info) {
            return .turnOver(TurnEnd(.blocked, reason: obstacle.text.firstLine, session: info))
        }
        if !queues, TurnProgress.isAtWork(info) {
            return .turnOver(TurnEnd(.busy, reason: "it works on something else", session: info))
        }
        let since = clock.now
        do throws(Failure) {
            try await session.type(text, enter: true)
        } catch {
            // It may have begun to ask, or have ended, before Enter was pressed.
            let info = await session.latestInfo()
            if let obstacle = TurnProgress.obstacle(info) {
                return .turnOver(TurnEnd(.blocked, reason: obstacle.text.firstLine, session: info))
            }
            throw error
        }
        return .turn(Turn(session: id, since: since, prompt: text))
    }

    /// Answers when a turn is over or cannot go on without a person.
    func turn(_ turn: Turn, _ milliseconds: Int64?, for client: ClientID) async throws(Failure) -> Response {
        var progress = TurnProgress(since: turn.since)
        let deadline = milliseconds.map { clock.instant + .milliseconds(max(0, $0)) }
        while clients[client] != nil {
            guard var info = directory[turn.session] else {
                throw Failure(
                    "wait for an answer", cause: "the session was removed", advice: "see roost list")
            }
            let known = info
            var isPromptLeft = false
            if let session = sessions[turn.session] {
                (info, isPromptLeft) = await session.progress(of: turn)
            }
            switch progress.look(at: info, isPromptLeft: isPromptLeft, now: clock.now) {
            case .over(let outcome): return .turnOver(await end(of: turn, outcome, info))
            case .wait(let milliseconds):
                let left = deadline.map { clock.instant.duration(to: $0) }
                if let left, left <= .zero { return .timedOut }
                let pause = milliseconds.map { Duration.milliseconds($0) }
                await change(
                    of: turn.session, since: known, for: client,
                    atMost: [pause, left].compactMap(\.self).min())
            }
        }
        return .timedOut
    }

    /// Suspended until a session is other than it was known to be, or a time is over.
    private func change(
        of id: SessionID, since known: SessionInfo, for client: ClientID, atMost time: Duration?
    ) async {
        _ = await withCheckedContinuation { (continuation: CheckedContinuation<WaitCondition?, Never>) in
            // Looked at here and not before: what happens on the way into a continuation is told to nobody.
            guard directory[id] == known, clients[client] != nil else {
                return continuation.resume(returning: nil)
            }
            let wait = waits.begin(
                [], of: id, endsAtChange: true, for: client, reply: PendingWait(continuation: continuation))
            guard let time else { return }
            let timer = schedule(after: time) { $0.endWait(wait) }
            waits.update(wait) { $0.timer = timer }
        }
    }

    private func end(of turn: Turn, _ outcome: TurnEnd.Outcome, _ info: SessionInfo) async -> TurnEnd {
        var end = TurnEnd(outcome, session: info)
        switch outcome {
        case .answered:
            if let found = await answer(to: turn) { (end.answer, end.source) = found }
        case .blocked, .rateLimited: end.reason = info.attention?.text.firstLine
        case .stalled: end.reason = "it shows no sign of work on the prompt"
        case .ended: end.reason = info.reason ?? "its program has ended"
        case .busy: break
        }
        return end
    }

    /// What the program answered: by its own record where it keeps one, else by what the screen gained.
    private func answer(to turn: Turn) async -> (text: String, source: TurnEnd.Source)? {
        guard let session = sessions[turn.session] else { return nil }
        if let records = await records(of: session), let answer = await answer(in: records, to: turn) {
            return (answer, .transcript)
        }
        return await session.gained(since: turn).map { ($0, .screen) }
    }

    /// What is written down of an answer; claude writes it a tenth of a second after it was shown.
    private func answer(in records: ClaudeRecords, to turn: Turn) async -> String? {
        guard let path = await reading({ records.transcript }) else { return nil }
        let (writes, write) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        do {
            // Before the first look: what is written after it is heard.
            let watch = try FolderWatch(loop: loop) { _ in write.yield() }
            try watch.addFile(path)
            let timer = schedule(after: Self.recordDelay) { _ in write.finish() }
            defer {
                watch.cancel()
                timer.cancel()
            }
            write.yield()
            for await _ in writes {
                if let answer = await reading({ records.answer(since: turn.since) }) { return answer }
            }
            return nil
        } catch {
            Log.session(turn.session).debug("its answer is looked for once: \(error)")
            return await reading { records.answer(since: turn.since) }
        }
    }

    /// claude's records of the conversation that a session is in; nil when it is none of claude's.
    func records(of session: Session) async -> ClaudeRecords? {
        let pids = await session.talkingProcesses
        return await reading { pids.lazy.compactMap { ClaudeRecords(pid: $0) }.first }
    }

    /// Runs what reads files away from the server's loop.
    func reading<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            parts.readers.execute { continuation.resume(returning: body()) }
        }
    }
}
