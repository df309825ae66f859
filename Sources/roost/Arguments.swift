/// What is done to the words of a command line before they are parsed.
enum Arguments {
    /// Writes `--resume` without an identifier as the option for the latest conversation.
    ///
    /// An option with an optional value is not known to ArgumentParser.
    static func normalized(_ words: [String]) -> [String] {
        guard words.first == "new" else { return words }
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return words.enumerated().map { index, word in
            guard word == "--resume", index < end else { return word }
            let hasValue = index + 1 < end && !words[index + 1].hasPrefix("-")
            return hasValue ? word : "--resume-latest"
        }
    }
}
