/// What a print-mode program says of its run at the end.
package struct TaskResult: Codable, Hashable, Sendable {
    /// The program's own word for success or failure; with its exit status it makes the verdict.
    package var isError: Bool
    /// The answer, or the error's text; nil where the program gives only messages.
    package var text: String?
    /// The errors that it lists.
    package var errors: [String]
    /// The HTTP status of the request that failed.
    package var status: Int?
    /// The program's own words for what went wrong, the most exact one first: `authentication_error`, `max_turns`.
    package var codes: [String]
    package var conversation: String?
    package var turns: Int?
    package var durationMilliseconds: Int?
    /// Dollars; nil where the program does not tell it, never 0 instead.
    package var cost: Double?
    package var usage: TaskUsage
    package var denials: [TaskDenial]

    package init(
        isError: Bool, text: String? = nil, errors: [String] = [], status: Int? = nil, codes: [String] = [],
        conversation: String? = nil, turns: Int? = nil, durationMilliseconds: Int? = nil, cost: Double? = nil,
        usage: TaskUsage = TaskUsage(), denials: [TaskDenial] = []
    ) {
        self.isError = isError
        self.text = text
        self.errors = errors
        self.status = status
        self.codes = codes
        self.conversation = conversation
        self.turns = turns
        self.durationMilliseconds = durationMilliseconds
        self.cost = cost
        self.usage = usage
        self.denials = denials
    }

    private enum CodingKeys: String, CodingKey {
        case isError = "is_error"
        case text, errors, status, codes, conversation
        case turns = "num_turns"
        case durationMilliseconds = "duration_ms"
        case cost = "total_cost_usd"
        case usage, denials
    }
}
