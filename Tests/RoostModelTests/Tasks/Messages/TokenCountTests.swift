import RoostModel
import Testing

@Suite struct TokenCountTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1.0k"), (3190, "3.1k"), (9999, "9.9k"), (120_400, "120k"),
        (999_999, "999k"), (1_250_000, "1.2M"), (12_500_000, "12M"), (-5, "0"),
    ])
    func `tokens have a unit that leaves few digits`(tokens: Int, text: String) {
        #expect("\(TokenCount(tokens))" == text)
    }

    @Test func `reasoning is a part of the output, and unknown is not zero`() {
        #expect(TaskUsage(input: 1, cacheRead: 2, cacheWrite: 3, output: 4, reasoning: 4).total == 10)
        #expect(TaskUsage(output: 0).total == 0 && TaskUsage().total == nil)
        #expect(TaskUsage(input: .max, output: 1).total == .max)
    }

    @Test func `an attempt counts once, while it runs and after`() {
        let request = TaskRequest(provider: "claude", prompt: "x", cwd: "/")
        var task = TaskInfo(
            id: TaskID(rawValue: 1), request: request, createdAt: Timestamp(milliseconds: 0))
        #expect(task.tokensSoFar == nil && task.costSoFar == nil)
        task.usage = TaskUsage(input: 10)
        task.cost = 1
        task.hasProcess = true
        task.report = TaskReport(cost: 0.5, usage: TaskUsage(input: 5))
        #expect(task.tokensSoFar == 15 && task.costSoFar == 1.5)
        task.apply(TaskVerdict(state: .passed, report: task.report))
        task.hasProcess = false
        #expect(task.tokensSoFar == 15 && task.costSoFar == 1.5)
    }
}
