/// What is done to the words of a command line before they are parsed.
enum Arguments {
    /// Writes what ArgumentParser does not know in its words: `-V`, and `--resume` without an identifier, an option
    /// with an optional value, as the option for the latest conversation.
    static func normalized(_ words: [String]) -> [String] {
        // What most programs answer to; the parser knows the long name alone.
        if words == ["-V"] { return ["--version"] }
        guard words.first == "new" else { return words }
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return words.enumerated().map { index, word in
            guard word == "--resume", index < end else { return word }
            let hasValue = index + 1 < end && !words[index + 1].hasPrefix("-")
            return hasValue ? word : "--resume-latest"
        }
    }
}
