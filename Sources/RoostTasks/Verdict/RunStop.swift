/// Why we ended a program, and not the program itself.
package enum RunStop: Hashable, Sendable {
    /// It took longer than it was allowed to, in milliseconds.
    case timeout(Int64)
    /// A person cancelled the task.
    case cancel
    /// It used more memory than it was allowed to, in bytes.
    case memory(Int)
    /// It used more processor time than it was allowed to, in seconds.
    case processorTime(Int)
}
