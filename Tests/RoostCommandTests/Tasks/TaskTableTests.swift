import RoostModel
import Testing

@testable import roost

@Suite struct TaskTableTests {
    private static func text(_ change: (inout TaskInfo) -> Void = { _ in }) -> String {
        let start = Timestamp(milliseconds: 0)
        var task = TaskInfo(
            id: TaskID(rawValue: 1), request: TaskRequest(provider: "claude", prompt: "p", cwd: "/"),
            createdAt: start)
        change(&task)
        return TaskTable.text([task], now: start)
    }

    @Test(arguments: [
        (TaskWait.approval, "queued (approval) "), (.budget, "queued (budget) "),
        (.breaker, "queued (breaker) "), (.providerBlocked(.authentication), "queued (login) "),
        (.queuePaused, "queued (queue paused) "), (.turn, "queued "), (.concurrency, "queued "),
    ])
    func `a queued task says what it waits for`(wait: TaskWait, state: String) {
        #expect(Self.text { $0.wait = wait }.contains(" \(state)"))
    }

    @Test func `a task that a person has to approve says so also where nobody told what it waits for`() {
        #expect(Self.text { $0.isApproved = false }.contains("queued (approval)"))
        #expect(!Self.text { $0.state = .running }.contains("("))
    }
}
