import RoostConfig
import RoostModel
import RoostWire

// A task's conversation as an interactive session, and the way back.
extension Server {
    /// Opens a conversation as a session of its provider.
    ///
    /// - Parameters:
    ///   - target: A task, or a conversation.
    ///   - wanted: Where it is to be shown, and with what environment; the command is the provider's.
    /// - Returns: The new session.
    /// - Throws: ``Failure`` if nothing is known to go on with, or the session cannot be started.
    func open(_ target: String, as wanted: SessionRequest) async throws(Failure) -> SessionInfo {
        let what = "open \(target)"
        var found = try await conversation(target)
        if found == nil {
            let id = try await task(target, for: "open")
            let task = try await progress(of: id).task
            guard let told = task.request.conversation ?? task.report.conversation else {
                throw Failure(
                    what, cause: "its program has told no conversation", advice: "see roost tasks show \(id)")
            }
            found =
                try await self.conversation(told)
                ?? Conversation(
                    name: told, provider: task.request.provider,
                    cwd: task.request.hasWorktree ? paths.worktree(of: id) : task.request.cwd,
                    id: task.report.conversation, at: task.createdAt)
        }
        guard let conversation = found, let resumed = conversation.id else {
            throw Failure(
                what, cause: "its program has told no conversation", advice: "see roost tasks conversations")
        }
        guard let provider = provider(named: conversation.provider), !provider.resume.isEmpty else {
            throw Failure(
                what, cause: "\(conversation.provider) cannot take up a conversation in a session",
                advice: "add its words as resume to providers/\(conversation.provider).toml")
        }
        let waiting = board.unfinished.map(\.info).filter {
            $0.request.conversation == conversation.name || $0.report.conversation == resumed
        }
        if let task = waiting.min(by: { $0.id < $1.id }) {
            throw Failure(
                what, cause: "task \(task.id) goes on with it",
                advice: "roost tasks wait \(task.id), or cancel it")
        }
        if let open = conversation.sessions.last(where: { directory.isLiving($0) }).flatMap({ directory[$0] })
        {
            throw Failure(
                what, cause: "session \(open.name) has it open", advice: "roost attach \(open.name)")
        }
        var request = wanted
        request.provider = provider.name
        request.arguments = []
        request.resume = resumed
        request.cwd = conversation.cwd
        let info = try await start(request)
        board.talks.remember(board.talks[conversation.name] ?? conversation, sparing: [])
        board.talks.open(conversation.name, in: info.number, at: clock.now)
        writeDown(board.talks, as: Self.talksKey)
        return info
    }

    /// The conversation of a session, for a task that goes on with it.
    ///
    /// - Parameters:
    ///   - target: A session of a provider that has conversations.
    ///   - endsSession: It is ended first, if it runs and waits for a prompt.
    /// - Returns: What the session has said so far, by the name that its provider knows it by.
    /// - Throws: ``Failure`` if the session has no conversation, or is at work.
    func takeOver(_ target: String, endsSession: Bool) async throws(Failure) -> Conversation {
        let what = "go on with the conversation of \(target)"
        let id = try directory.resolve(target, for: "go on with")
        guard var info = directory[id], let provider = provider(named: info.provider),
            !provider.resume.isEmpty
        else {
            throw Failure(what, cause: "its program has no conversations", advice: "see roost provider show")
        }
        var identifier = await conversationIdentifier(of: id, provider)
        if let session = sessions[id], directory.isLiving(id) {
            info = await session.latestInfo()
            guard endsSession else {
                throw Failure(
                    what, cause: "it still runs",
                    advice: "roost ask \(info.name) types into it, --end-session ends it first")
            }
            guard !TurnProgress.isAtWork(info), TurnProgress.obstacle(info) == nil else {
                throw Failure(
                    what, cause: TurnProgress.isAtWork(info) ? "it works on something" : "it asks something",
                    advice: "roost wait \(info.name) --settled")
            }
            guard identifier != nil else { throw Self.unknownConversation(what, info) }
            end(id)
            await untilEnded(id)
            // What it says at its end is newer than what it was started with.
            identifier = await conversationIdentifier(of: id, provider) ?? identifier
        }
        guard let identifier else { throw Self.unknownConversation(what, info) }
        var known = board.talks.of(session: id)
        if known == nil { known = try await self.conversation(identifier) }
        let conversation =
            known
            ?? Conversation(
                name: identifier, provider: provider.name, cwd: info.cwd, id: identifier, at: info.createdAt)
        board.talks.remember(conversation, sparing: [])
        board.talks.rename(conversation.name, id: identifier)
        board.talks.open(conversation.name, in: id, at: clock.now)
        writeDown(board.talks, as: Self.talksKey)
        return board.talks[conversation.name] ?? conversation
    }

    private static func unknownConversation(_ what: String, _ info: SessionInfo) -> Failure {
        Failure(
            what, cause: "its program does not tell which conversation it is",
            advice: "give its identifier with roost run --resume ID -p \(info.provider)")
    }

    /// By what the program writes down of itself while it runs, says at its end, or was started with.
    func conversationIdentifier(of id: SessionID, _ provider: Provider) async -> String? {
        let words = ResumeWords(provider)
        if directory.isLiving(id), let session = sessions[id] {
            if let records = await records(of: session) { return records.conversation }
        } else if let session = try? await session(id, for: "read") {
            if let told = words.identifier(in: await session.shownLines) { return told }
        }
        return directory[id]?.conversation?.id ?? board.talks.of(session: id)?.id
            ?? directory[id].flatMap { words.identifier(in: [$0.command.joined(separator: " ")]) }
    }
}
