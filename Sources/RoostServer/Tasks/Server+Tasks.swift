import FoundationEssentials
import Logging
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTasks
import RoostWire

// What the scheduler says is done here, in its order.
extension Server {
    /// The name in `meta` of what the scheduler knows besides its tasks.
    static let schedulerKey = "task_scheduler"
    /// The name in `meta` of what conversations have cost.
    static let conversationsKey = "task_conversations"

    /// Tells the scheduler something, and does what it says.
    func schedule(_ body: (inout TaskScheduler) -> [SchedulerEffect]) {
        carryOut(body(&board.scheduler))
    }

    func carryOut(_ effects: [SchedulerEffect]) {
        for effect in effects {
            switch effect {
            case .transition(let id, let transition):
                let known = board[id]?.info
                if let record = board.apply(transition, to: id) { store.enqueue(.task(record)) }
                count(board[id]?.info, after: known)
                noteChange(of: id)
            case .start(let id, let attempt):
                begin { await $0.start(AttemptID(task: id, attempt: attempt)) }
            case .stop(let id): board.attempt(of: id)?.run { $0.end(because: .cancel) }
            case .suspend(let id): board.attempt(of: id)?.run { $0.hold(true) }
            case .resume(let id): board.attempt(of: id)?.run { $0.hold(false) }
            case .delay(let id, let milliseconds):
                board.change(id) {
                    $0.info.retryAt = Timestamp(milliseconds: clock.now.milliseconds + milliseconds)
                }
                storeTask(id)
            case .wake(let milliseconds):
                board.alarm?.cancel()
                board.alarm = schedule(after: .milliseconds(milliseconds)) { server in
                    guard !server.life.isStopping else { return }
                    server.schedule { $0.wake(at: server.clock.now) }
                }
            case .attention(let attention):
                board.need(attention)
                announce(attention.text, isError: false)
            case .attentionOver(let subject): board.done(subject)
            }
        }
        let warning = board.warning
        tell { $0.task = warning }
        noteHolds()
        storeMemo()
        beatWhileTasksRun()
    }

    /// Writes a task down as it is.
    func storeTask(_ id: TaskID) {
        if let record = board.takeRecord(of: id) { store.enqueue(.task(record)) }
        noteChange(of: id)
    }

    private func storeMemo() {
        let memo = board.scheduler.memo
        guard memo != board.storedMemo else { return }
        board.storedMemo = memo
        writeDown(memo, as: Self.schedulerKey)
    }

    /// Keeps a value for the next server.
    func writeDown(_ value: some Encodable, as key: String) {
        do {
            let json = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
            store.enqueue(.meta(key: key, value: json))
        } catch {
            Log.server.error("cannot write \(key) down: \(error)")
        }
    }

    /// A value that a server before this one kept; nil when there is none, or none that can be read.
    func writtenDown<Value: Decodable>(_ type: Value.Type, as key: String) -> Value? {
        do {
            guard let json = try store.meta(key) else { return nil }
            return try JSONDecoder().decode(Value.self, from: Data(json.utf8))
        } catch {
            Log.server.error("cannot read \(key): \(error)")
            return nil
        }
    }

    // MARK: - What clients are told

    /// Clients are told of a task that is another, with what else changes meanwhile.
    func noteChange(of id: TaskID) {
        guard board.changes.note(id) else { return }
        schedule(after: Changes<TaskID>.window) { $0.sendTaskEvents() }
    }

    /// What holds queued tasks is another: they wait for something else, although none of them took a step.
    private func noteHolds() {
        let holds = board.scheduler.holds
        guard holds != board.toldHolds else { return }
        board.toldHolds = holds
        for entry in board.unfinished where entry.info.state == .queued { noteChange(of: entry.info.id) }
    }

    private func sendTaskEvents() {
        let changed = board.changes.take()
        let hearers = clients.values.filter { $0.subscription?.topics.contains(.tasks) == true }
        for client in hearers { client.outbox.changed(tasks: changed) }
        flush(hearers)
    }

    /// Tells how tasks stand, every while as long as some run, and once more after the last.
    private func beatWhileTasksRun() {
        guard board.pulseTimer == nil, board.scheduler.running > 0 else { return }
        board.pulseTimer = schedule(after: Self.pulsePause) { server in
            server.board.pulseTimer = nil
            let active = server.activeConversations
            server.board.beat(at: server.clock.now, activeConversations: active)
            let hearers = server.clients.values.filter { $0.subscription?.topics.contains(.tasks) == true }
            for client in hearers { client.outbox.pulse() }
            server.flush(hearers)
            server.beatWhileTasksRun()
        }
    }

    /// Between two words on how tasks stand.
    private static let pulsePause = Duration.seconds(30)

    /// Tasks as they are now; one that ended so long ago that nobody remembers it is left out.
    func tasksEvent(_ ids: Set<TaskID>) -> TasksEvent {
        TasksEvent(
            changed: ids.sorted().compactMap { id in
                guard var progress = board[id]?.progress else { return nil }
                progress.task = withWait(progress.task)
                return progress
            })
    }

    /// A task with what it waits for now, which the scheduler alone knows.
    func withWait(_ info: TaskInfo) -> TaskInfo {
        var info = info
        info.wait = board.scheduler.wait(of: info.id, at: clock.now)
        return info
    }
}

/// Tells the server what attempts say, later: never in the middle of what the server does.
struct ServerTaskDelegate: TaskDelegate {
    weak let server: Server?

    func attemptProgressed(_ id: AttemptID, _ report: TaskReport, messages: Int, position: TaskPosition) {
        server?.post { $0.progressed(id, report, messages: messages, position: position) }
    }

    func attemptAnswered(_ id: AttemptID) {
        server?.post { server in
            guard server.board[id.task]?.info.attempt == id.attempt else { return }
            server.schedule { $0.answered(id.task, at: server.clock.now) }
        }
    }

    func attemptEnded(_ id: AttemptID, _ verdict: TaskVerdict) {
        server?.post { $0.ended(id, verdict) }
    }
}
