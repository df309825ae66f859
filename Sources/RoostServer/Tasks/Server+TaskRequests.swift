import FoundationEssentials
import Logging
import RoostConfig
import RoostIO
import RoostModel
import RoostStore
import RoostTasks
import RoostWire

// What is asked of print-mode tasks.
extension Server {
    /// Bytes of output that one answer has, about.
    private static let outputLimit = 1 << 20
    /// Messages that one answer has.
    private static let messageLimit = 10_000

    func perform(_ request: Request.Task) async throws(Failure) -> Response {
        switch request {
        case .run(let request, let caller): return .task(withWait(try await submit(request, caller: caller)))
        case .list(let filter): return .tasks(try await tasks(filter))
        case .show(let target):
            let id = try await task(target, for: "show")
            // A step that was told of is in its history.
            await stored()
            let history = try await read("read the history of task \(id)") { [store] () throws(StoreError) in
                try store.taskHistory(id)
            }
            var known = try await progress(of: id)
            known.task = withWait(known.task)
            return .taskDetails(TaskDetails(progress: known, history: history, wait: known.task.wait))
        case .messages(let target, let from, let limit):
            let id = try await task(target, for: "read")
            await stored()
            let most = min(max(limit, 0), Self.messageLimit)
            return .taskLog(
                try await read("read task \(id)") { [store] () throws(StoreError) in
                    try store.taskLog(id, from: from, limit: most)
                })
        case .output(let target, let attempt, let stream, let from, let limit):
            let id = try await task(target, for: "read")
            await stored()
            let most = min(max(limit, 1), Self.outputLimit)
            let outputs = try await read("read task \(id)") { [store] () throws(StoreError) in
                try store.taskOutput(id, attempt: attempt, stream: stream, from: from, limit: most)
            }
            return .taskOutput(from: outputs.first?.offset ?? from, bytes: outputs.flatMap(\.bytes))
        case .cancel(let target):
            let id = try await task(target, for: "cancel")
            try tell("cancel task \(id)") { scheduler, now throws(SchedulerError) in
                try scheduler.cancel(id, at: now)
            }
        case .retry(let target):
            return .task(withWait(try await retry(try await task(target, for: "retry"))))
        case .pause(let scope): try await hold(scope, true)
        case .resume(let scope): try await hold(scope, false)
        case .approve(let target):
            let id = try await task(target, for: "approve")
            try tell("approve task \(id)") { scheduler, now throws(SchedulerError) in
                try scheduler.approve(id, at: now)
            }
            board.change(id) { $0.info.isApproved = true }
            storeTask(id)
        case .conversations(let target): return .conversations(try await conversations(target))
        case .endConversation(let target): try await endConversation(target)
        case .open(let target, let request): return .session(try await open(target, as: request))
        case .takeOver(let session, let endsSession, let request, let caller):
            guard let request else {
                return .conversations([try await takeOver(session, endsSession: endsSession)])
            }
            return .task(
                withWait(
                    try await submit(
                        request, goingOnWith: session, endsSession: endsSession, caller: caller ?? [:])))
        case .statistics(let filter):
            return .taskStatistics(try statistics(of: try await tasks(filter)))
        }
        return .done
    }

    private func statistics(of tasks: [TaskInfo]) throws(Failure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(TaskStatistics(tasks)))
        } catch {
            throw Failure("count the tasks", cause: "\(error)")
        }
    }

    // MARK: - New tasks

    /// Takes a prompt into the queue.
    private func submit(
        _ wanted: TaskRequest, caller: [String: String]
    ) async throws(Failure) -> TaskInfo {
        let placement = try await placement(of: wanted)
        var request = placement.request
        if let problem = request.problem { throw Failure("run a task", cause: problem) }
        // What its program cannot do is said now, and not when its turn has come.
        _ = try printMode(of: request.provider).command(for: request)
        var place = SessionRequest(environment: caller)
        place.cwd = request.cwd
        request.cwd = try folder(place)
        if let name = request.name { try SessionName.check(name, of: "task") }
        if request.hasWorktree, !GitBranch.isRepository(request.cwd) {
            throw Failure(
                "run a task in a worktree", cause: "\(request.cwd) is in no git repository",
                advice: "leave --worktree out, or choose another folder with -c")
        }
        let id: TaskID
        do throws(StoreError) {
            id = try store.nextTaskNumber()
        } catch {
            throw Failure("run a task", cause: "\(error)", advice: "see roost doctor")
        }
        let secrets = SecretVariables().names(in: request.environment)
        request.secrets = secrets.isEmpty ? nil : secrets
        let info = TaskInfo(id: id, request: request, createdAt: clock.now)
        board.insert(info, caller: caller, given: request.environment)
        let storable = request.environment.filter { !secrets.contains($0.key) }
        store.enqueue(.task(TaskRecord(info, environment: storable)))
        do throws(Failure) {
            try add(info)
        } catch {
            board.remove(id)
            store.enqueue(.removeTask(id))
            throw error
        }
        noteAsked(info, in: placement)
        return board[id]?.info ?? info
    }

    /// Takes a prompt into the queue that goes on with the conversation of a session.
    private func submit(
        _ wanted: TaskRequest, goingOnWith session: String, endsSession: Bool, caller: [String: String]
    ) async throws(Failure) -> TaskInfo {
        var request = wanted
        if let problem = wanted.problem { throw Failure("run a task", cause: problem) }
        // What its program cannot do is said before the session is ended for it.
        let id = try directory.resolve(session, for: "go on with")
        if let info = directory[id], provider(named: info.provider)?.resume.isEmpty == false {
            request.provider = info.provider
            request.options.conversation = .resume("c")
            _ = try printMode(of: request.provider).command(for: request)
        }
        let conversation = try await takeOver(session, endsSession: endsSession)
        request = wanted
        request.provider = conversation.provider
        request.cwd = conversation.cwd
        request.conversation = conversation.name
        return try await submit(request, caller: caller)
    }

    /// Makes another attempt of a task that ended.
    private func retry(_ id: TaskID) async throws(Failure) -> TaskInfo {
        let known = try await progress(of: id)
        guard known.task.state.isEnded else {
            throw Failure(
                "retry task \(id)", cause: "it is \(known.task.state.rawValue)",
                advice: "roost tasks cancel \(id) ends it")
        }
        if let conversation = known.task.request.conversation.flatMap({ board.talks[$0] }) {
            try checkSessions(of: conversation, for: "retry task \(id)")
        }
        board.insert(known.task)
        board.change(id) { entry in
            entry.messages = known.messages
            entry.position = known.position
        }
        try add(known.task)
        return board[id]?.info ?? known.task
    }

    /// Hands a task to the scheduler; it may start at once.
    private func add(_ info: TaskInfo) throws(Failure) {
        let task = ScheduledTask(info, defaults: board.scheduler.limits.retry)
        // Before the scheduler is changed, which is a part of the board.
        let known = Dictionary(
            info.request.after.compactMap { other in state(of: other).map { (other, $0) } }
        ) { $1 }
        try tell("run task \(info.id)") { scheduler, now throws(SchedulerError) in
            try scheduler.submit([task], at: now) { known[$0] }
        }
        noteChange(of: info.id)
    }

    private func state(of id: TaskID) -> TaskState? {
        if let known = board[id] { return known.info.state }
        do throws(StoreError) {
            return try store.task(id)?.state
        } catch {
            Log.server.error("\(error)", metadata: ["task": "\(id)"])
            return nil
        }
    }

    // MARK: - What a person does

    private func hold(_ scope: TaskScope, _ isHeld: Bool) async throws(Failure) {
        switch scope {
        case .queue:
            schedule { isHeld ? $0.pauseQueue(at: clock.now) : $0.resumeQueue(at: clock.now) }
        case .provider(let name):
            guard provider(named: name) != nil else {
                throw Failure(
                    "\(isHeld ? "pause" : "resume") provider \(name)", cause: "there is none of that name",
                    advice: "see roost provider list")
            }
            schedule {
                isHeld ? $0.pause(provider: name, at: clock.now) : $0.resume(provider: name, at: clock.now)
            }
        case .task(let target):
            let id = try await task(target, for: isHeld ? "pause" : "resume")
            try tell("\(isHeld ? "pause" : "resume") task \(id)") { scheduler, now throws(SchedulerError) in
                isHeld ? try scheduler.pause(id, at: now) : try scheduler.resume(id, at: now)
            }
        }
    }

    /// Tells the scheduler something that may not be possible.
    private func tell(
        _ what: String,
        _ body: (inout TaskScheduler, Timestamp) throws(SchedulerError) -> [SchedulerEffect]
    ) throws(Failure) {
        let effects: [SchedulerEffect]
        do throws(SchedulerError) {
            effects = try body(&board.scheduler, clock.now)
        } catch {
            throw Failure(what, error)
        }
        carryOut(effects)
    }

    // MARK: - Finding

    /// Tasks as they are now.
    private func tasks(_ filter: TaskFilter) async throws(Failure) -> [TaskInfo] {
        await stored()
        let found = try await read("list the tasks") { [store] () throws(StoreError) in
            try store.tasks(filter)
        }
        return found.map { withWait(board[$0.id]?.info ?? $0) }
    }

    /// The task that somebody means: by its number, or by a name that only one has.
    func task(_ target: String, for action: String) async throws(Failure) -> TaskID {
        if let number = UInt64(target) {
            let id = TaskID(rawValue: number)
            if board[id] != nil { return id }
            await stored()
            let isKnown = try await read(action) { [store] () throws(StoreError) in try store.task(id) != nil
            }
            if isKnown { return id }
        } else {
            let named = try await tasks(TaskFilter(name: target))
            let living = named.filter { !$0.state.isEnded }
            if let only = living.count == 1 ? living.first : named.count == 1 ? named.first : nil {
                return only.id
            }
            if named.count > 1 {
                let numbers = named.suffix(8).map(\.id.description).joined(separator: ", ")
                throw Failure(
                    "\(action) task \(target)", cause: "several have that name: \(numbers)",
                    advice: "use its number")
            }
        }
        throw Failure("\(action) task \(target)", cause: "there is none", advice: "see roost tasks list")
    }

    func progress(of id: TaskID) async throws(Failure) -> TaskProgress {
        await stored()
        if let known = board[id] { return known.progress }
        let found = try await read("read task \(id)") { [store] () throws(StoreError) -> TaskProgress? in
            guard let info = try store.task(id) else { return nil }
            let (position, next) = try store.taskPosition(id, attempt: info.attempt)
            return TaskProgress(task: info, messages: next - 1, position: position)
        }
        guard let found else {
            throw Failure("read task \(id)", cause: "there is none", advice: "see roost tasks list")
        }
        return found
    }
}

extension Failure {
    /// What the scheduler says no to.
    fileprivate init(_ what: String, _ error: SchedulerError) {
        let cause =
            switch error {
            case .unknownTask: "it has ended"
            case .duplicate(let id): "there is a task \(id) already"
            case .cycle: "it would wait for itself"
            case .unknownDependency(let other, _): "there is no task \(other) to wait for"
            case .impossible(_, _, let state): "it is \(state.rawValue)"
            }
        self.init(what, cause: cause, advice: "see roost tasks list")
    }
}
