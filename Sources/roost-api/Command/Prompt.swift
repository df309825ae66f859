import RoostIO

/// Where the prompt comes from.
enum Prompt {
    /// More is no prompt.
    private static let limit = 4 << 20

    /// It cannot be had.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The word of the command line, else the standard input.
    ///
    /// - Throws: ``Failure`` or ``StandardStreams/Failure``.
    static func text(_ word: String?) throws -> String {
        guard word != nil || !StandardStreams.inputIsTerminal else {
            throw Failure(
                description: "there is no prompt (write it behind the options, or to the standard input)")
        }
        let bytes = try word.map { Array($0.utf8) } ?? StandardStreams.readInput(maximum: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(description: "cannot read the prompt: it is no UTF-8")
        }
        guard !text.allSatisfy(\.isWhitespace) else { throw Failure(description: "the prompt is empty") }
        return text
    }
}
