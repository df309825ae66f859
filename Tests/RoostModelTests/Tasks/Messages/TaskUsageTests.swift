import RoostModel
import Testing

@Suite struct TaskUsageTests {
    @Test func `unknown and a number make the number, unknown twice stays unknown`() {
        let sum = TaskUsage(input: 1) + TaskUsage(input: 2, output: 3)
        #expect(sum == TaskUsage(input: 3, output: 3))
        #expect((TaskUsage() + TaskUsage()).isUnknown)
        #expect((TaskUsage(input: .max) + TaskUsage(input: 1)).input == .max)
    }

    @Test func `what came on top of a total is what the run used`() {
        let total = TaskUsage(input: 30, output: 8)
        #expect(total.since(TaskUsage(input: 10, output: 3)) == TaskUsage(input: 20, output: 5))
        #expect(total.since(TaskUsage()) == total)
        #expect(total.since(TaskUsage(input: 40, output: 3)) == total)
    }
}
