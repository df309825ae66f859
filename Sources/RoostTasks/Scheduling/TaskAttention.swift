package import RoostModel

/// Why a person is needed for tasks.
package struct TaskAttention: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// A task waits for a yes.
        case approval(TaskID)
        /// A task passed or failed, and tools were refused to it.
        case denial(TaskID)
        /// A provider takes nothing before somebody signs in, pays or waits for hours.
        case provider(String)
        /// A provider fails.
        case breaker(String)
        /// The day's budget is nearly or wholly spent; nil: that of all providers.
        case budget(String?)
    }

    package let subject: Subject
    /// One line for a person.
    package let text: String

    package init(_ subject: Subject, text: String) {
        self.subject = subject
        self.text = text
    }
}
