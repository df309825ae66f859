import RoostConfig
import RoostModel
import RoostStore
import RoostTasks
import RoostWire

// Conversations that tasks go on with, one task after the other.
extension Server {
    /// The name in `meta` of the conversations that are remembered.
    static let talksKey = "conversations"
    /// Tasks that are looked through for a conversation that is not remembered.
    private static let searchedTasks = 50

    /// A task, and the conversation that it goes on with.
    struct Placement {
        var request: TaskRequest
        var conversation: Conversation?
    }

    /// Finds the conversation that a task goes on with, and refuses what cannot be: nothing is changed yet.
    func placement(of wanted: TaskRequest) async throws(Failure) -> Placement {
        var request = wanted
        let target: String
        switch (wanted.conversation, wanted.options.conversation) {
        case (let name?, _): target = name
        case (nil, .resume(let id)): target = id
        case (nil, .new), (nil, .fork): return Placement(request: request)
        }
        guard let known = try await conversation(target) else {
            if let name = wanted.conversation { try checkNew(name, wanted) }
            request.conversation = target
            return Placement(request: request)
        }
        let what = "go on with conversation \(known.name)"
        guard known.provider == wanted.provider else {
            throw Failure(what, cause: "it is one of \(known.provider)", advice: "give -p \(known.provider)")
        }
        if let id = known.id, wanted.options.conversation.isOther(than: id) {
            throw Failure(what, cause: "it has begun as \(id)", advice: "leave --resume and --fork out")
        }
        try checkSessions(of: known, for: what)
        request.conversation = known.name
        return Placement(request: request, conversation: known)
    }

    /// A conversation that begins with this task.
    private func checkNew(_ name: String, _ request: TaskRequest) throws(Failure) {
        if name.isIdentifier, case .new = request.options.conversation {
            throw Failure(
                "go on with conversation \(name)", cause: "there is none of that identifier",
                advice: "roost run --resume \(name) takes up one that roost has not seen")
        }
        try SessionName.check(name, of: "conversation")
        // Said with the first task, and not with the second.
        var next = request
        next.options.conversation = .resume("c")
        _ = try printMode(of: request.provider).command(for: next)
    }

    /// Whoever has it open goes on with it: a task beside that would make two of one.
    func checkSessions(of conversation: Conversation, for what: String) throws(Failure) {
        guard
            let open = conversation.sessions.last(where: { directory.isLiving($0) }).flatMap({ directory[$0] }
            )
        else { return }
        throw Failure(
            what, cause: "session \(open.name) has it open",
            advice: "roost ask \(open.name), or roost run --continue-session \(open.name) --end-session")
    }

    /// The conversation of a name or an identifier; one that is not remembered is found in the tasks of the past.
    func conversation(_ target: String) async throws(Failure) -> Conversation? {
        if let known = board.talks.find(target) { return known }
        await stored()
        let filter = TaskFilter(conversation: target, limit: Self.searchedTasks)
        let found = try await read("find conversation \(target)") { [store] () throws(StoreError) in
            try store.tasks(filter)
        }
        guard let first = found.first,
            let last = found.last(where: { $0.report.conversation != nil && $0.state == .passed })
        else { return nil }
        var conversation = Conversation(
            name: last.request.conversation ?? target, provider: last.request.provider, cwd: folder(of: last),
            id: last.report.conversation, at: first.createdAt)
        conversation.usedAt = last.endedAt ?? last.createdAt
        conversation.tasks = found.count
        return conversation
    }

    /// Where a task takes place, and its conversation is found again.
    private func folder(of task: TaskInfo) -> String {
        task.request.hasWorktree ? paths.worktree(of: task.id) : task.request.cwd
    }

    /// A task was taken in: its conversation is used.
    func noteAsked(_ info: TaskInfo, in placement: Placement) {
        guard let name = info.request.conversation else { return }
        if board.talks[name] == nil {
            let busy = busyConversations
            let id: String? = if case .resume(let id) = info.request.options.conversation { id } else { nil }
            board.talks.remember(
                placement.conversation
                    ?? Conversation(
                        name: name, provider: info.request.provider, cwd: folder(of: info), id: id,
                        at: clock.now),
                sparing: busy)
        }
        board.talks.ask(name, at: clock.now)
        writeDown(board.talks, as: Self.talksKey)
    }

    /// A task of a conversation as it is to run now: it takes up what those before it have left.
    func resolved(_ request: TaskRequest) -> TaskRequest {
        guard let id = request.conversation.flatMap({ board.talks[$0]?.id }) else { return request }
        var request = request
        request.options.conversation = .resume(id)
        return request
    }

    /// A task has ended.
    func noteEnded(_ verdict: TaskVerdict, of request: TaskRequest) {
        guard let name = request.conversation else { return }
        board.talks.end(task: verdict, of: name, at: clock.now)
        writeDown(board.talks, as: Self.talksKey)
    }

    /// Names of conversations with a task that has not ended, or that a session has open.
    private var busyConversations: Set<String> {
        Set(board.unfinished.compactMap(\.info.request.conversation)).union(
            infos.keys.filter { directory.isLiving($0) }.compactMap { board.talks.of(session: $0)?.name })
    }

    /// All conversations as they are now, or the one that is meant.
    func conversations(_ target: String?) async throws(Failure) -> [Conversation] {
        let idle = Int64(configuration.tasks.conversationMinutes) * 60_000
        let all = board.talks.all(at: clock.now, idleMilliseconds: idle, busy: busyConversations)
        guard let target else { return all }
        guard var found = try await conversation(target) else { return [] }
        found.state = all.first { $0.name == found.name }?.state ?? .expired
        return [found]
    }

    /// How many are being used.
    var activeConversations: Int {
        let idle = Int64(configuration.tasks.conversationMinutes) * 60_000
        return board.talks.all(at: clock.now, idleMilliseconds: idle, busy: busyConversations)
            .count { $0.state == .active }
    }

    /// Ends a conversation, or all: its tasks are cancelled, and what was said stays.
    func endConversation(_ target: String?) async throws(Failure) {
        let names: [String]
        if let target {
            guard let found = board.talks.find(target) else {
                throw Failure(
                    "end conversation \(target)", cause: "there is none",
                    advice: "see roost tasks conversations")
            }
            names = [found.name]
        } else {
            names = try await conversations(nil).filter { $0.state == .active }.map(\.name)
        }
        for name in names {
            let tasks = board.unfinished.filter { $0.info.request.conversation == name }.map(\.info.id)
            // The newest first: none that waits gets its turn by the end of the one before.
            for id in tasks.sorted(by: >) where board.scheduler.tasks[id] != nil {
                carryOut(try cancellation(of: id))
            }
            board.talks.end(name, at: clock.now)
        }
        writeDown(board.talks, as: Self.talksKey)
    }

    private func cancellation(of id: TaskID) throws(Failure) -> [SchedulerEffect] {
        do throws(SchedulerError) {
            return try board.scheduler.cancel(id, at: clock.now)
        } catch {
            throw Failure("cancel task \(id)", cause: "\(error)", advice: "see roost tasks list")
        }
    }
}

extension TaskOptions.Conversation {
    /// It names another conversation than that of an identifier.
    fileprivate func isOther(than id: String) -> Bool {
        switch self {
        case .new: false
        case .resume(let wanted): wanted != id
        case .fork: true
        }
    }
}

extension String {
    /// A UUID (RFC 9562), as the CLIs call their conversations.
    fileprivate var isIdentifier: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(\.isHexDigit)
    }
}
