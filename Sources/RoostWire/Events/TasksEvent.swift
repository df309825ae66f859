package import RoostModel

/// Print-mode tasks that changed.
package struct TasksEvent: Codable, Hashable, Sendable {
    /// As they are now.
    package var changed: [TaskProgress]
    /// Those that were removed; nil for none.
    package var removed: [TaskID]?
    /// How all of them stand, every 30 seconds while some run; nil in between.
    package var pulse: TaskPulse?

    package init(changed: [TaskProgress], removed: [TaskID]? = nil, pulse: TaskPulse? = nil) {
        self.changed = changed
        self.removed = removed
        self.pulse = pulse
    }
}

/// A print-mode task, and how much of it there is to read.
package struct TaskProgress: Codable, Hashable, Sendable {
    package var task: TaskInfo
    /// The number of its last message; 0: there is none.
    package var messages: Int
    /// Up to where the output of its last attempt can be read.
    package var position: TaskPosition

    package init(task: TaskInfo, messages: Int, position: TaskPosition) {
        self.task = task
        self.messages = messages
        self.position = position
    }
}
