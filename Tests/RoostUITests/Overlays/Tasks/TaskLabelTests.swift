import RoostConfig
import RoostModel
import Testing

@testable import RoostUI

@Suite struct TaskLabelTests {
    private static func label(
        _ state: TaskState, since: Int64 = 60, lastGoodStart: Int64? = nil,
        _ change: (inout TaskInfo) -> Void = { _ in }
    ) -> TaskLabel {
        let task = TaskScene.task(1, "claude", state, since: since, change)
        return TaskLabel(task, now: UIContext.noon, lastGoodStart: lastGoodStart.map { TaskScene.ago($0) })
    }

    @Test(arguments: TaskState.allCases)
    func `every state has a sign and a word of its own`(state: TaskState) {
        let label = Self.label(state)
        #expect(label.word == state.rawValue)
        let others = TaskState.allCases.filter { $0 != state }.map { Self.label($0).word }
        #expect(!others.contains(label.word))
    }

    @Test(arguments: [
        (TaskFailure.authentication, "login"), (.quota, "quota"), (.denied, "denied"), (.budget, "budget"),
        (.interrupted, "interrupted"),
    ])
    func `what a person has to do something about says what`(failure: TaskFailure, word: String) {
        let label = Self.label(.failed) { $0.failure = failure }
        #expect(label.word == word && label.rank == .needy)
    }

    @Test func `what failed for itself needs nobody`() {
        let label = Self.label(.failed) { $0.failure = .maxTurns }
        #expect(label.word == "failed" && label.rank == .ended)
    }

    @Test func `a task that waits for a yes needs somebody, and one that waits for its turn nobody`() {
        let waits = Self.label(.queued) { $0.isApproved = false }
        #expect(waits.word == "approval" && waits.rank == .needy && waits.glyph == .approval)
        #expect(Self.label(.queued).rank == .queued)
        let delayed = Self.label(.queued) { $0.retryAt = UIContext.noon }
        #expect(delayed.word == "retrying" && delayed.rank == .queued)
    }

    @Test func `refused tools are to be looked at although it passed`() {
        let label = Self.label(.passed) { $0.report.denials = [TaskDenial(tool: "Bash")] }
        #expect(label.word == "denied" && label.rank == .needy)
    }

    @Test func `a login that worked since needs nobody any more`() {
        let login = { (task: inout TaskInfo) in task.failure = .authentication }
        #expect(Self.label(.failed, since: 60, lastGoodStart: 90, login).rank == .needy)
        #expect(Self.label(.failed, since: 60, lastGoodStart: 30, login).rank == .ended)
        // Another task's success says nothing of a permission that this one did not have.
        let denied = Self.label(.failed, since: 60, lastGoodStart: 30) { $0.failure = .denied }
        #expect(denied.rank == .needy)
    }

    @Test(arguments: [
        (TaskWait.providerBlocked(.authentication), "login"), (.providerBlocked(.quota), "quota"),
        (.providerBlocked(.unknown), "blocked"), (.breaker, "breaker"), (.budget, "budget"),
    ])
    func `what waits until a person has done something says what`(wait: TaskWait, word: String) {
        let label = Self.label(.queued) { $0.wait = wait }
        #expect(label.word == word && label.rank == .needy)
    }

    @Test(arguments: [
        (TaskWait.queuePaused, "held"), (.providerPaused, "held"), (.rateLimited, "rate limit"),
        (.concurrency, "queued"), (.rate, "queued"), (.turn, "queued"),
        (.dependencies([TaskScene.id(1)]), "queued"), (.conversation(TaskScene.id(1)), "queued"),
    ])
    func `what a person holds, and what waits for others, needs nobody`(wait: TaskWait, word: String) {
        let label = Self.label(.queued) { $0.wait = wait }
        #expect(label.word == word && label.rank == .queued)
    }

    @Test func `what nobody looked after for a day is history`() {
        let login = { (task: inout TaskInfo) in task.failure = .authentication }
        #expect(Self.label(.failed, since: 86_401, login).rank == .ended)
    }

    @Test func `a paused task stands with those that run only if it has a process`() {
        #expect(Self.label(.paused).rank == .queued)
        #expect(Self.label(.paused) { $0.hasProcess = true }.rank == .running)
    }

    @Test func `facts leave out what is not known`() {
        #expect(TaskLabel.facts(turns: nil, tokens: nil, cost: nil, milliseconds: nil).isEmpty)
        #expect(
            TaskLabel.facts(turns: 1, tokens: 3100, cost: 0.0456, milliseconds: 14_000)
                == "1 turn, 3.1k tokens, $0.0456, 0:14")
    }
}
