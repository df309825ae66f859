import RoostIO

/// What is done to the words of a command line before they are parsed.
enum Arguments {
    /// The words of this process without its name; words that are no UTF-8 as ``RoostIO/ByteText``.
    static var ofProcess: [String] {
        var words = CommandLine.arguments
        if words.contains(where: \.hasReplacement), let exact = Host.arguments, exact.count == words.count {
            words = exact
        }
        return Array(words.dropFirst())
    }

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

extension String {
    /// It was made of bytes that were no UTF-8, as it seems.
    var hasReplacement: Bool { unicodeScalars.contains("\u{FFFD}") }
}
