import RoostModel
import RoostTasks

/// What the programs told of each conversation last, so that a task that takes one up counts only what it added.
struct ConversationBook: Codable, Hashable, Sendable {
    /// Conversations that are remembered; one that was not taken up for longer counts whole again.
    private static let limit = 200

    private var totals: [String: ConversationTotals] = [:]
    /// The one that was told of last comes last.
    private var order: [String] = []

    /// Takes the report of a run, and gives what that run itself used.
    mutating func add(
        _ report: TaskReport, of conversation: TaskOptions.Conversation, told format: StreamFormat
    ) -> TaskReport {
        var total =
            switch conversation {
            case .new: ConversationTotals()
            case .resume(let id), .fork(let id): totals[id] ?? ConversationTotals()
            }
        let own = total.add(report, told: format)
        guard let id = report.conversation else { return own }
        totals[id] = total
        order.removeAll { $0 == id }
        order.append(id)
        if order.count > Self.limit { totals[order.removeFirst()] = nil }
        return own
    }
}
