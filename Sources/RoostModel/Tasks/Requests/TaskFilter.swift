/// Which print-mode tasks somebody wants to see; what is nil or empty leaves none out.
package struct TaskFilter: Codable, Hashable, Sendable {
    package var states: [TaskState]
    package var name: String?
    package var provider: String?
    /// Of this user of the gateway.
    package var userID: String?
    /// The folder that a task runs in, as it was given.
    package var cwd: String?
    /// The step of a workflow.
    package var stage: String?
    /// Of this conversation: by roost's name for it, or by the program's identifier.
    package var conversation: String?
    /// All of these have to be kept with the task.
    package var metadata: [String: String]
    /// Created at this moment or later.
    package var since: Timestamp?
    /// Created before this moment.
    package var until: Timestamp?
    /// Words that prompt or messages have, each also as the beginning of a word.
    package var text: String?
    /// Only the newest ones; nil: all.
    package var limit: Int?

    /// All tasks, unless something is said.
    package init(
        states: [TaskState] = [], name: String? = nil, provider: String? = nil, cwd: String? = nil,
        stage: String? = nil,
        conversation: String? = nil, metadata: [String: String] = [:], since: Timestamp? = nil,
        until: Timestamp? = nil,
        text: String? = nil, limit: Int? = nil
    ) {
        self.states = states
        self.name = name
        self.provider = provider
        self.cwd = cwd
        self.stage = stage
        self.conversation = conversation
        self.metadata = metadata
        self.since = since
        self.until = until
        self.text = text
        self.limit = limit
    }

    private enum CodingKeys: String, CodingKey {
        case states, name, provider
        case userID = "user_id"
        case cwd, stage, conversation, metadata, since, until, text, limit
    }
}
