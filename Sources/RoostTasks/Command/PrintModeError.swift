package import RoostModel

/// A print-mode task asks for what its program has not, or cannot be given.
package enum PrintModeError: Error, Hashable, CustomStringConvertible {
    /// The program has no such option.
    case noOption(program: String, option: String)
    /// The program has no such output format; those that it has.
    case noFormat(program: String, format: TaskOptions.OutputFormat, known: [String])
    /// The program cannot resume or fork a conversation.
    case noConversation(program: String, wish: String)
    /// A value that would not arrive as it is.
    case badValue(option: String, cause: String)

    /// In a line, with the next step.
    package var description: String {
        switch self {
        case .noOption(let program, let option):
            "cannot give --\(option) to \(program): its print mode has no such option (leave it out)"
        case .noFormat(let program, let format, let known):
            "cannot have \(format.rawValue) from \(program): its print mode writes \(known.joined(separator: ", "))"
        case .noConversation(let program, let wish):
            "cannot \(wish) a conversation of \(program): its print mode has no such option"
        case .badValue(let option, let cause):
            "cannot pass the value of --\(option): \(cause)"
        }
    }
}
