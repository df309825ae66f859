package import RoostModel

/// Finds out what a task itself cost, where its program tells the total of the conversation.
///
/// claude's cost and codex's tokens grow over every run that resumes a conversation, and a fork begins with what its
/// origin had: adding them up would count the first run as often as it was resumed.
package struct ConversationTotals: Codable, Hashable, Sendable {
    /// Dollars told last; nil: none were.
    package private(set) var cost: Double?
    /// Tokens told last.
    package private(set) var usage: TaskUsage

    /// Begins with a new conversation.
    package init() {
        usage = TaskUsage()
    }

    /// Takes what a run of the conversation told, and gives what that run added.
    ///
    /// A total that is smaller than the one before began anew: it counts whole.
    package mutating func add(_ report: TaskReport, told format: StreamFormat) -> TaskReport {
        var own = report
        if format.costCoversConversation, let total = report.cost {
            own.cost = total < (cost ?? 0) ? total : total - (cost ?? 0)
            cost = total
        }
        if format.usageCoversConversation, !report.usage.isUnknown {
            own.usage = report.usage.since(usage)
            usage = report.usage
        }
        return own
    }

    private enum CodingKeys: String, CodingKey {
        case cost = "total_cost_usd"
        case usage
    }
}
