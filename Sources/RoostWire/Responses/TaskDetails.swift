package import RoostModel

/// One print-mode task with all that is known of it but its messages: `roost tasks show --json`.
package struct TaskDetails: Codable, Hashable, Sendable {
    package var progress: TaskProgress
    /// Oldest first.
    package var history: [TaskTransition]
    /// What it waits for; nil for one that does not wait.
    package var wait: TaskWait?

    package init(progress: TaskProgress, history: [TaskTransition], wait: TaskWait? = nil) {
        self.progress = progress
        self.history = history
        self.wait = wait
    }
}
