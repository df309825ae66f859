/// Keeps tasks on an event loop from their first step to their last.
///
/// A continuation resumes its task on the executor that the task prefers, and without one on the global pool, from
/// where it would hop back. That pool is libdispatch's, which once it has been used wakes up every second for the
/// rest of the process's life: an idle process would not be idle.
package final class LoopTasks: TaskExecutor {
    private let loop: EventLoop

    /// Runs tasks on a loop.
    package init(loop: EventLoop) {
        self.loop = loop
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
