import Glibc
import Logging
import RoostConfig
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTasks
import RoostWire

// Print-mode tasks that outlived their server, and those that did not.
extension Server {
    /// The streams of an attempt that the keeper has.
    private struct Kept {
        var pid: Int32 = 0
        var start: UInt64 = 0
        var status = ChildStatus.running
        var streams: Set<TaskStream> = []
    }

    /// An attempt that goes on, and its process.
    private struct Living {
        let attempt: TaskAttempt
        let child: PipedChildParts
        let status: ChildStatus
        /// How long it may still take.
        let left: Duration?
    }

    /// Brings tasks back: those whose processes live go on, those whose processes are gone are interrupted, and what
    /// was queued goes on in the queue.
    ///
    /// - Parameter kept: The streams of tasks that the keeper has.
    func recoverTasks(_ kept: [KeptSession]) async {
        do {
            try Files.makePrivateDirectory(taskJournal)
            try loadTasks()
        } catch {
            // Tasks live without their past; the person is told by the problem of the store.
            Log.server.error("\(error)")
        }
        let alive = await takeOver(kept)
        let stored = board.unfinished.map { ScheduledTask($0.info, defaults: board.scheduler.limits.retry) }
        let memo = writtenDown(SchedulerMemo.self, as: Self.schedulerKey)
        board.conversations =
            writtenDown(ConversationBook.self, as: Self.conversationsKey) ?? ConversationBook()
        board.talks = writtenDown(Conversations.self, as: Self.talksKey) ?? Conversations()
        let dead = board.unfinished.filter { $0.info.hasProcess }.map {
            AttemptID(task: $0.info.id, attempt: $0.info.attempt)
        }
        for id in dead where alive[id] == nil { readLast(of: id) }
        // Before anything starts: an attempt whose beginning was never stored has the number that the next one gets.
        await clear(exceptOf: Set(alive.keys))
        let outcome: (TaskID) -> TaskState? = { [store] in (try? store.task($0))?.state }
        schedule {
            $0.restore(
                stored, alive: Set(alive.keys.map(\.task)), memo: memo, at: clock.now, outcome: outcome)
        }
        // Only now: what they tell is about tasks that the scheduler knows.
        for (id, living) in alive {
            let keeper = keeper
            board.attempts[id] = living.attempt
            let isHeld = board[id.task]?.info.state == .paused
            living.attempt.run {
                $0.started(living.child, keeper: keeper, timeLeft: living.left, isHeld: isHeld)
            }
            for stream in TaskStream.allCases {
                // It may have ended while it was put together.
                let ended = keeping.takeExit(of: id.stream(stream)) ?? living.status
                if ended != .running { living.attempt.run { $0.exited(stream, ExitStatus(ended)) } }
            }
        }
    }

    private func loadTasks() throws {
        let states = TaskState.allCases.filter { !$0.isEnded }
        for info in try store.tasks(TaskFilter(states: states)) {
            board.insert(info)
            let (position, next) = try store.taskPosition(info.id, attempt: info.attempt)
            board.change(info.id) { entry in
                entry.messages = next - 1
                entry.position = position
            }
        }
    }

    /// Takes the pipes of attempts that go on; the keeper may forget all others.
    private func takeOver(_ kept: [KeptSession]) async -> [AttemptID: Living] {
        var found: [AttemptID: Kept] = [:]
        for session in kept {
            guard let id = TaskStreamID(SessionID(rawValue: session.session)) else { continue }
            let attempt = AttemptID(task: id.task, attempt: id.attempt)
            found[attempt, default: Kept()].streams.insert(id.stream)
            if id.stream == .output {
                found[attempt]?.pid = session.pid
                found[attempt]?.start = session.start
                found[attempt]?.status = session.status
            }
        }
        var alive: [AttemptID: Living] = [:]
        for (id, kept) in found.sorted(by: { $0.key.task < $1.key.task }) {
            if isPresent(id), kept.streams.count == 2, let living = await takeOver(id, kept) {
                alive[id] = living
            } else {
                if kept.status == .running {
                    keeper?.signal(id.stream(.output).rawValue, SIGKILL, toGroup: true)
                }
                for stream in kept.streams { keeper?.stored(id.stream(stream).rawValue) }
            }
        }
        return alive
    }

    /// Whether an attempt is the one that its task is at; the step that began it may not have been stored any more.
    private func isPresent(_ id: AttemptID) -> Bool {
        guard let info = board[id.task]?.info, !info.state.isEnded else { return false }
        let isQueued = info.state == .queued || (info.state == .paused && !info.hasProcess)
        return id.attempt == (isQueued ? info.attempt + 1 : info.attempt)
    }

    private func takeOver(_ id: AttemptID, _ kept: Kept) async -> Living? {
        var taken: [Int32] = []
        do {
            guard let info = board[id.task]?.info else { return nil }
            let output = try await take(id.stream(.output))
            taken.append(output)
            let errors = try await take(id.stream(.errors))
            taken.append(errors)
            let attempt = try restored(id, info)
            let child = PipedChildParts(pid: kept.pid, start: kept.start, output: output, errors: errors)
            let started = info.attempt == id.attempt ? info.startedAt ?? clock.now : clock.now
            return Living(
                attempt: attempt, child: child, status: kept.status,
                left: timeLeft(of: info.request, since: started).map {
                    $0 + .milliseconds(heldMilliseconds(of: id))
                })
        } catch {
            id.log.error("cannot take it over: \(error)")
            for descriptor in taken { close(descriptor) }
            return nil
        }
    }

    /// For how long an attempt was held, up to now.
    private func heldMilliseconds(of id: AttemptID) -> Int64 {
        do throws(StoreError) {
            return try store.taskHistory(id.task).heldMilliseconds(ofAttempt: id.attempt, until: clock.now)
        } catch {
            id.log.error("\(error)")
            return 0
        }
    }

    /// Puts an attempt together: its output is read again up to where it was stored, and goes on in the journals.
    private func restored(_ id: AttemptID, _ info: TaskInfo) throws -> TaskAttempt {
        let mode = try printMode(of: info.request.provider)
        let command = try mode.command(for: info.request)
        var reading = TaskRun(format: command.format, exitCodes: mode.exitCodes)
        for output in try store.taskOutput(id.task, attempt: id.attempt) {
            switch output.stream {
            case .output: _ = reading.output(output.bytes)
            case .errors: _ = reading.diagnostics(output.bytes)
            }
        }
        let (position, next) = try store.taskPosition(id.task, attempt: id.attempt)
        let handed = HandedOutput(store: store)
        let limits = TaskLimits(info.request, configuration.tasks)
        let attempt = TaskAttempt(
            id, in: surroundings, limits: limits, reading: reading,
            log: TaskLog(task: id.task, attempt: id.attempt, position: position, next: next), handed: handed,
            output: try pump(id, .output, handed, from: position.output),
            errors: try pump(id, .errors, handed, from: position.errors))
        if limits.memory != nil || limits.cpuPercent != nil,
            let group = board.controlGroups(socket: paths.socket)?.group(of: id), Host.isDirectory(group.path)
        {
            attempt.run { $0.group = group }
        }
        return attempt
    }

    /// The pump of a stream whose output is stored before `offset`; the journal may have more.
    private func pump(
        _ id: AttemptID, _ stream: TaskStream, _ handed: HandedOutput, from offset: UInt64
    ) throws -> OutputPump {
        let session = id.stream(stream)
        var journal = try Journal.recover(directory: taskJournal, session: session.rawValue) {
            id.log.warning("journal \($0)")
        }
        if let end = journal?.endOffset, end < offset {
            // What the store has and the journal has not was synced by one of them only.
            journal = nil
            try Journal.remove(directory: taskJournal, session: session.rawValue)
        }
        if journal == nil {
            journal = try Journal(directory: taskJournal, session: session.rawValue, offset: offset)
        }
        return OutputPump(
            session: session, options: PumpOptions(journalDirectory: taskJournal), store: handed,
            journal: journal, offset: offset, unstoredOffset: offset, hasEnded: false, at: clock.now)
    }

    /// What the journals of an attempt have whose process is gone becomes its last messages.
    private func readLast(of id: AttemptID) {
        do {
            guard let info = board[id.task]?.info else { return }
            try restored(id, info).run { $0.readLast() }
        } catch {
            id.log.error("cannot read its last output: \(error)")
        }
    }

    /// Removes the journals of attempts that do not go on, and ends what is left of their processes: nobody reads what
    /// they write any more.
    private func clear(exceptOf alive: Set<AttemptID>) async {
        do {
            // Also what was read of them a moment ago.
            try await store.flush()
            let found = Set(
                try Journal.list(directory: taskJournal).compactMap { journal in
                    TaskStreamID(SessionID(rawValue: journal.session)).map {
                        AttemptID(task: $0.task, attempt: $0.attempt)
                    }
                })
            let dead = found.subtracting(alive)
            guard !dead.isEmpty else { return }
            let processes = dead.map { TaskProcesses($0, pid: nil, socket: paths.socket) }
            await reading { for left in processes { left.killAll() } }
            // The server before this one may have limited them.
            sweepGroups(except: alive)
            for id in dead {
                for stream in TaskStream.allCases {
                    try Journal.remove(directory: taskJournal, session: id.stream(stream).rawValue)
                }
            }
        } catch {
            // The next server looks for them again.
            Log.server.error("\(error)")
        }
    }
}
