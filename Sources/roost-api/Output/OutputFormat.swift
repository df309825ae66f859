import ArgumentParser

/// How the answer is printed, in the words of `--output-format`.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// The answer itself, as it comes.
    case text
    /// The result as one JSON object, at the end.
    case json
    /// A JSON object in each line, as it happens.
    case streamJSON = "stream-json"
}
