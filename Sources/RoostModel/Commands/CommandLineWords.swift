/// A line cut into words as a shell does, without variables and patterns, and back.
enum CommandLineWords {
    /// Blanks separate words; quotes of either kind keep them together.
    static func split(_ line: String) throws(CommandProblem) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " || character == "\t" {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let quote { throw CommandProblem("read the command", "a \(quote) is not closed") }
        if let word { words.append(word) }
        return words
    }

    /// A line that ``split(_:)`` makes the same words of.
    static func joined(_ words: [String]) -> String {
        words.map { word in
            guard word.isEmpty || word.contains(where: { " \t'\"".contains($0) }) else { return word }
            // A word with quotes of one kind is kept together by the other, one with both in pieces.
            return word.contains("'")
                ? word.split(separator: "'", omittingEmptySubsequences: false).map {
                    $0.isEmpty ? "" : "'\($0)'"
                }
                .joined(separator: "\"'\"")
                : "'\(word)'"
        }
        .joined(separator: " ")
    }
}
