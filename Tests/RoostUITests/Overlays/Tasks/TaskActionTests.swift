import RoostModel
import Testing

@testable import RoostUI

@Suite struct TaskActionTests {
    private static func words(
        _ state: TaskState, resumes: Bool = true, _ change: (inout TaskInfo) -> Void = { _ in }
    ) -> [String] {
        let task = TaskScene.task(1, "claude", state, change)
        return TaskAction.possible(with: task, resumes: resumes).map(\.word)
    }

    @Test func `a task that waits for a yes can be approved, and not be paused`() {
        #expect(
            Self.words(.queued) { $0.isApproved = false }
                == ["approve", "cancel", "edit and run again", "compare"])
        #expect(Self.words(.queued) == ["cancel", "pause", "edit and run again", "compare"])
    }

    @Test func `what runs can be cancelled and paused, what is paused goes on`() {
        #expect(Self.words(.running) == ["cancel", "pause", "edit and run again", "compare"])
        #expect(Self.words(.paused) == ["cancel", "resume", "edit and run again", "compare"])
        #expect(Self.words(.starting) == ["cancel", "edit and run again", "compare"])
    }

    @Test func `a conversation is opened when it is there, over, and the program can take it up`() {
        let told = { (task: inout TaskInfo) in task.report.conversation = "c-1" }
        #expect(Self.words(.passed, told) == ["open", "retry", "edit and run again", "compare"])
        #expect(!Self.words(.passed).contains("open"))
        #expect(!Self.words(.running, told).contains("open"))
        #expect(!Self.words(.passed, resumes: false, told).contains("open"))
        // The server knows the folder of a worktree.
        let elsewhere = Self.words(.passed) { task in
            told(&task)
            task.request.hasWorktree = true
        }
        #expect(elsewhere.contains("open"))
    }

    @Test(arguments: [
        (TaskWait.providerPaused, "let provider go on"), (.providerBlocked(.quota), "let provider go on"),
        (.breaker, "let provider go on"), (.rateLimited, "let provider go on"),
        (.queuePaused, "let queue go on"),
    ])
    func `what holds a task is let go on from the task`(wait: TaskWait, word: String) {
        #expect(Self.words(.queued) { $0.wait = wait }.first == word)
    }

    @Test func `a provider that nobody is signed in to is let go on from what failed`() {
        #expect(Self.words(.failed) { $0.failure = .authentication }.first == "let provider go on")
        #expect(Self.words(.failed) { $0.failure = .maxTurns }.first == "retry")
        // No key adds to a budget.
        #expect(Self.words(.queued) { $0.wait = .budget }.first == "cancel")
    }

    @Test func `no key has two meanings for one task`() {
        for state in TaskState.allCases {
            let task = TaskScene.task(1, "claude", state) { $0.report.conversation = "c-1" }
            let keys = TaskAction.possible(with: task, resumes: true).map(\.key)
            #expect(Set(keys).count == keys.count)
        }
    }
}
