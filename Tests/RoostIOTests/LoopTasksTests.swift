@testable import RoostIO
import Testing

@Suite struct LoopTasksTests {
    /// Off the loop, like a server's answer that comes from another thread.
    private actor Elsewhere {
        func resume(_ continuation: CheckedContinuation<Int, Never>) {
            continuation.resume(returning: 3)
        }
    }

    @Test func `a task stays on its loop, whoever resumes it`() async throws {
        let loop = try EventLoop(name: "tasks")
        try loop.start()
        let elsewhere = Elsewhere()
        let task = Task(executorPreference: LoopTasks(loop: loop)) {
            let before = loop.isCurrent
            let answer = await withCheckedContinuation { continuation in
                Task.detached { await elsewhere.resume(continuation) }
            }
            return (before, loop.isCurrent, answer)
        }
        let (before, after, answer) = await task.value
        #expect(before && after)
        #expect(answer == 3)
        loop.stop()
    }
}
