import RoostModel

/// The conversations that tasks go on with, by their names; a value that the next server reads again.
///
/// They hold nothing alive: between two tasks a conversation is a line here, and what the program itself has stored.
/// The oldest that nobody uses is forgotten when there are too many; its tasks are history all the same, from which it
/// can be taken up.
struct Conversations: Codable, Hashable, Sendable {
    /// Those that are remembered.
    static let limit = 200

    private var known: [String: Conversation] = [:]

    /// The conversation of a name.
    subscript(name: String) -> Conversation? { known[name] }

    /// The conversation that somebody means: by its name, else by the program's identifier.
    func find(_ target: String) -> Conversation? {
        known[target] ?? known.values.filter { $0.id == target }.max { $0.usedAt < $1.usedAt }
    }

    /// The conversation that a session was opened with.
    func of(session: SessionID) -> Conversation? {
        known.values.filter { $0.sessions.contains(session) }.max { $0.usedAt < $1.usedAt }
    }

    /// All of them as they are now, the one that was used last at the end.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - idleMilliseconds: One that rests for longer is not active any more; 0: never.
    ///   - busy: Names of those with tasks or sessions that have not ended.
    /// - Returns: Each as it is now.
    func all(at now: Timestamp, idleMilliseconds: Int64, busy: Set<String>) -> [Conversation] {
        known.values.map { conversation in
            var told = conversation
            told.state = Self.state(
                conversation, at: now, idleMilliseconds, isBusy: busy.contains(conversation.name))
            return told
        }
        .sorted { ($0.usedAt, $0.name) < ($1.usedAt, $1.name) }
    }

    private static func state(
        _ conversation: Conversation, at now: Timestamp, _ idleMilliseconds: Int64, isBusy: Bool
    ) -> Conversation.State {
        if isBusy { return .active }
        if conversation.endedAt != nil { return .ended }
        let isIdle = idleMilliseconds > 0 && now.milliseconds(since: conversation.usedAt) >= idleMilliseconds
        return isIdle ? .expired : .active
    }

    // MARK: - What happens to them

    /// Remembers a conversation as it is, in place of the one of its name.
    mutating func remember(_ conversation: Conversation, sparing busy: Set<String>) {
        known[conversation.name] = conversation
        guard known.count > Self.limit else { return }
        let idle = known.values.filter { $0.name != conversation.name && !busy.contains($0.name) }
        guard let oldest = idle.min(by: { ($0.usedAt, $0.name) < ($1.usedAt, $1.name) }) else { return }
        known[oldest.name] = nil
    }

    /// Somebody asks for another task in it: it is used, whether it was ended before or not.
    mutating func ask(_ name: String, at now: Timestamp) {
        known[name]?.tasks += 1
        use(name, at: now)
    }

    /// It was opened in a session.
    mutating func open(_ name: String, in session: SessionID, at now: Timestamp) {
        known[name]?.sessions.removeAll { $0 == session }
        known[name]?.sessions.append(session)
        use(name, at: now)
    }

    /// A task of it has ended.
    ///
    /// - Parameters:
    ///   - verdict: How, with the cost of the task alone.
    ///   - name: The conversation.
    ///   - now: When.
    mutating func end(task verdict: TaskVerdict, of name: String, at now: Timestamp) {
        guard var conversation = known[name] else { return }
        // A task that broke leaves nothing to go on with: the next one takes up what was before it.
        if let id = verdict.report.conversation, verdict.hasConversation { conversation.id = id }
        if let cost = verdict.report.cost { conversation.cost = (conversation.cost ?? 0) + cost }
        conversation.usedAt = max(conversation.usedAt, now)
        known[name] = conversation
    }

    /// The program calls it so now: a session that took it up may have given it another identifier.
    mutating func rename(_ name: String, id: String) { known[name]?.id = id }

    /// A person ends it.
    mutating func end(_ name: String, at now: Timestamp) { known[name]?.endedAt = now }

    private mutating func use(_ name: String, at now: Timestamp) {
        known[name]?.usedAt = now
        known[name]?.endedAt = nil
    }
}

extension TaskVerdict {
    /// What was said is a part of the conversation, however the task ended.
    fileprivate var hasConversation: Bool {
        switch (state, failure) {
        case (.passed, _), (_, .maxTurns), (_, .budget), (_, .denied): true
        default: false
        }
    }
}
