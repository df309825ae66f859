/// What a print-mode task's messages say of it so far.
package struct TaskReport: Codable, Hashable, Sendable {
    /// The program's own identifier of the conversation, for ``TaskOptions/Conversation``.
    package var conversation: String?
    package var model: String?
    /// The answer; nil until there is one.
    package var result: String?
    package var turns: Int?
    /// Dollars of this task alone; nil: unknown.
    package var cost: Double?
    package var usage: TaskUsage
    package var denials: [TaskDenial]
    /// What it said or did last, in a line.
    package var lastLine: String?

    package init(
        conversation: String? = nil, model: String? = nil, result: String? = nil, turns: Int? = nil,
        cost: Double? = nil, usage: TaskUsage = TaskUsage(), denials: [TaskDenial] = [],
        lastLine: String? = nil
    ) {
        self.conversation = conversation
        self.model = model
        self.result = result
        self.turns = turns
        self.cost = cost
        self.usage = usage
        self.denials = denials
        self.lastLine = lastLine
    }

    private enum CodingKeys: String, CodingKey {
        case conversation, model, result
        case turns = "num_turns"
        case cost = "total_cost_usd"
        case usage, denials
        case lastLine = "last_line"
    }
}
