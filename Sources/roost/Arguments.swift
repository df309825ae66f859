import ArgumentParser
import RoostIO
import RoostModel
import RoostWire

/// What is done to the words of a command line before they are parsed.
enum Arguments {
    /// The words of this process without its name; words that are no UTF-8 as ``RoostIO/ByteText``.
    ///
    /// Swift's own list is the second source: in a static program it is found by way of /proc/self/maps, and where that
    /// cannot be opened there are no words at all.
    ///
    /// - Throws: ``Failure`` where nobody tells: a command without its words would be another one.
    static func ofProcess() throws(Failure) -> [String] {
        for words in [Host.arguments ?? [], CommandLine.arguments] where !words.isEmpty {
            return Array(words.dropFirst())
        }
        throw Failure(
            "read the command line", cause: "/proc does not tell it",
            advice: "run it again, or see roost doctor")
    }

    /// Writes what ArgumentParser does not know in its words: `-V`, and `--resume` without an identifier, an option
    /// with an optional value, as the option for the latest conversation.
    ///
    /// Help on a command of ``CommandTable`` is the table's to give.
    static func normalized(_ words: [String]) -> [String] {
        // What most programs answer to; the parser knows the long name alone.
        if words == ["-V"] { return ["--version"] }
        if words.first == "help", words.count > 1, TableCommand.abstracts[words[1]] != nil {
            return words.dropFirst() + ["--help"]
        }
        guard words.first == "new" else { return words }
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return words.enumerated().map { index, word in
            guard word == "--resume", index < end else { return word }
            let hasValue = index + 1 < end && !words[index + 1].hasPrefix("-")
            return hasValue ? word : "--resume-latest"
        }
    }

    /// What is wrong with the words that name a command, or what `help` is asked about; nil: nothing.
    ///
    /// ArgumentParser calls an unknown command an unexpected argument, and prints all help for what it has none of.
    static func problem(with words: [String], in root: any ParsableCommand.Type) -> String? {
        var rest = words[...]
        let isHelp = rest.first == "help"
        if isHelp { rest.removeFirst() }
        var (type, path) = (root, "")
        while let word = rest.popFirst(), !word.hasPrefix("-"), word != "help" {
            let known = type.configuration.subcommands
            if known.isEmpty {
                // What stands behind these is the table's to know.
                guard TableCommand.abstracts[String(path.dropLast())] == nil else { return nil }
                return isHelp ? "there is no help on \(path)\(word), see roost \(path)--help" : nil
            }
            guard let next = known.first(where: { names(of: $0).contains(word) }) else {
                let topics = isHelp && path.isEmpty ? HelpTopic.allCases.map(\.rawValue) : []
                let near = Spelling.nearest(to: word, among: known.flatMap(names(of:)) + topics)
                return "there is no \(isHelp ? "help on" : "command") \(path)\(word), "
                    + (near.map { "did you mean \($0)?" } ?? "see roost \(path)--help")
            }
            (type, path) = (next, "\(path)\(word) ")
        }
        return nil
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command.configuration.commandName].compactMap(\.self) + command.configuration.aliases
    }
}

extension String {
    /// It was made of bytes that were no UTF-8, as it seems.
    var hasReplacement: Bool { unicodeScalars.contains("\u{FFFD}") }
}
