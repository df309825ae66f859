import RoostModel
import RoostTasks
import Testing

@Suite struct ConversationTotalsTests {
    @Test func `claude's cost is that of the conversation, its tokens are those of the run`() {
        var totals = ConversationTotals()
        let format = StreamFormat(.claude, .document)
        let first = totals.add(TaskReport(cost: 0.5, usage: TaskUsage(output: 25)), told: format)
        let second = totals.add(TaskReport(cost: 1.25, usage: TaskUsage(output: 25)), told: format)
        #expect(first.cost == 0.5)
        #expect(second.cost == 0.75)
        #expect(second.usage.output == 25)
    }

    @Test func `codex's tokens are those of the conversation, its cost is unknown`() {
        var totals = ConversationTotals()
        let format = StreamFormat(.codex, .lines)
        let first = totals.add(TaskReport(usage: TaskUsage(input: 1200, output: 25)), told: format)
        let second = totals.add(TaskReport(usage: TaskUsage(input: 2400, output: 60)), told: format)
        #expect(first.usage == TaskUsage(input: 1200, output: 25))
        #expect(second.usage == TaskUsage(input: 1200, output: 35))
        #expect(second.cost == nil)
    }

    @Test func `a total that is smaller began anew, and an unknown one changes nothing`() {
        var totals = ConversationTotals()
        let format = StreamFormat(.claude, .document)
        _ = totals.add(TaskReport(cost: 2), told: format)
        #expect(totals.add(TaskReport(), told: format).cost == nil)
        #expect(totals.add(TaskReport(cost: 0.5), told: format).cost == 0.5)
        #expect(totals.add(TaskReport(cost: 0.75), told: format).cost == 0.25)
    }

    @Test func `a fork begins with what its origin had`() {
        var origin = ConversationTotals()
        let format = StreamFormat(.claude, .document)
        _ = origin.add(TaskReport(cost: 1), told: format)
        var fork = origin
        #expect(fork.add(TaskReport(cost: 1.5), told: format).cost == 0.5)
        #expect(origin.cost == 1)
    }
}
