package import RoostModel

/// One print-mode task with all that is known of it but its messages: `roost tasks show --json`.
package struct TaskDetails: Codable, Hashable, Sendable {
    package var progress: TaskProgress
    /// Oldest first.
    package var history: [TaskTransition]

    package init(progress: TaskProgress, history: [TaskTransition]) {
        self.progress = progress
        self.history = history
    }
}
