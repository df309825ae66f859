/// What followed a command, checked against its entry: options by name, words in order.
package struct CommandArguments: Hashable, Sendable {
    /// By ``CommandOption/name``; a flag has an empty text.
    package internal(set) var options: [String: String] = [:]
    package internal(set) var words: [String] = []

    /// An option was given.
    package func has(_ option: String) -> Bool { options[option] != nil }

    /// The value of an option.
    package func text(_ option: String) -> String? { options[option] }

    /// The pane that `-t` names.
    var pane: PaneID? { text("pane").flatMap(ArgumentKind.pane) }

    /// The window that `-t` names.
    var window: Int? { text("window").flatMap(ArgumentKind.window) }

    /// All words as one text; nil without any.
    var joined: String? { words.isEmpty ? nil : words.joined(separator: " ") }
}

/// Why a line is no command, with what would be.
package struct CommandProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was to be done, as it follows on "cannot".
    package let operation: String
    package let cause: String
    /// What to do next, as it follows on a comma; nil when the cause says it.
    package let advice: String?

    init(_ operation: String, _ cause: String, _ advice: String? = nil) {
        self.operation = operation
        self.cause = cause
        self.advice = advice
    }

    /// In one line.
    package var description: String {
        "cannot \(operation): \(cause)" + (advice.map { ", \($0)" } ?? "")
    }
}
