/// A conversation that tasks, and sessions, go on with: an element of `roost tasks conversations --json`.
package struct Conversation: Codable, Hashable, Sendable {
    /// Whether it is being used.
    package enum State: String, Codable, CaseIterable, Hashable, Sendable {
        /// A task of it waits or runs, a session has it open, or it was used a short while ago.
        case active
        /// Nobody went on with it for a while; it can be taken up again.
        case expired
        /// A person ended it; it can be taken up again.
        case ended
    }

    /// What roost calls it: the name that somebody gave it, else the program's identifier.
    package var name: String
    package var provider: String
    /// Where it takes place: programs find a conversation by its folder.
    package var cwd: String
    /// The program's own identifier; nil as long as it has told none.
    package var id: String?
    package var createdAt: Timestamp
    /// When somebody asked for something in it, or something was answered, last.
    package var usedAt: Timestamp
    /// When a person ended it; nil: nobody did since it was used.
    package var endedAt: Timestamp?
    /// As it is when it is told.
    package var state: State
    /// How many tasks were asked for in it.
    package var tasks: Int
    /// The sessions that it was opened in, oldest first; some may be gone.
    package var sessions: [SessionID]
    /// Dollars of its tasks; nil: none told any.
    package var cost: Double?

    /// A new one.
    package init(name: String, provider: String, cwd: String, id: String? = nil, at now: Timestamp) {
        self.name = name
        self.provider = provider
        self.cwd = cwd
        self.id = id
        createdAt = now
        usedAt = now
        state = .active
        tasks = 0
        sessions = []
    }

    private enum CodingKeys: String, CodingKey {
        case name, provider, cwd
        case id = "conversation"
        case createdAt = "created_at"
        case usedAt = "used_at"
        case endedAt = "ended_at"
        case state, tasks, sessions
        case cost = "total_cost_usd"
    }
}
