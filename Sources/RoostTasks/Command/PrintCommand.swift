/// What is executed for a print-mode task.
package struct PrintCommand: Hashable, Sendable {
    /// The program's name and its words.
    package var arguments: [String]
    /// Variables over those of the caller.
    package var environment: [String: String]
    /// What standard input gives before it ends; nil: it is at its end from the beginning.
    package var input: String?
    /// The form of standard output.
    package var format: StreamFormat
}
