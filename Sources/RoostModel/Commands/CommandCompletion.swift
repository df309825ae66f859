/// What can stand where a command line ends.
package struct CommandCompletion: Hashable, Sendable {
    /// Words for the place of the last one, which begin as it does.
    package let words: [String]
    /// What the command takes, once its name is written; empty before.
    package let usage: String

    /// Completes the last of some words.
    ///
    /// - Parameters:
    ///   - spec: The command.
    ///   - words: What stands after its name; the last one, which may be empty, is completed.
    ///   - place: Where the command is typed.
    ///   - known: The names that there are now, of panes, sessions and so on.
    package init(
        _ spec: CommandSpec, after words: [String], in place: CommandSpec.Place,
        known: (ArgumentKind) -> [String]
    ) {
        let partial = words.last ?? ""
        let options = spec.options(in: place)
        var expected: ArgumentKind?
        var index = 0
        for word in words.dropLast() {
            if expected != nil {
                expected = nil
            } else if word.hasPrefix("-"), word != "-" {
                expected = options.first { Self.isSpelled(word, $0) && $0.value != nil }?.value?.kind
            } else {
                index += 1
            }
        }
        var candidates: [String] = []
        if let expected {
            candidates = Self.values(of: expected, known: known)
        } else if partial.hasPrefix("-") {
            candidates = options.flatMap { option in
                [option.letter.map { "-\($0)" }, option.long.map { "--\($0)" }].compactMap(\.self)
            }
        } else if let word = index < spec.words.count ? spec.words[index] : spec.words.last,
            index < spec.words.count || word.takesRest
        {
            candidates = Self.values(of: word.kind, known: known)
        }
        self.words = candidates.filter { $0.hasPrefix(partial) }
        usage = spec.usage(in: place)
    }

    /// Completes the last word of a line of the prompt.
    package init(line: String, known: (ArgumentKind) -> [String]) {
        let words = Self.words(of: line)
        guard words.count > 1, let spec = CommandTable.spec(words[0]) else {
            let name = words.last ?? ""
            self.init(
                words: words.count > 1 ? [] : CommandTable.names.filter { $0.hasPrefix(name) }, usage: "")
            return
        }
        self.init(spec, after: Array(words.dropFirst()), in: .screen, known: known)
    }

    private init(words: [String], usage: String) {
        self.words = words
        self.usage = usage
    }

    /// A line with one of ``words`` in place of its last word.
    package static func replacing(lastWordOf line: String, with word: String) -> String {
        let head = line.lastIndex(of: " ").map { line[...$0] } ?? ""
        return head + CommandLineWords.joined([word])
    }

    /// The last one is empty after a blank.
    private static func words(of line: String) -> [String] {
        let words = line.split(separator: " ").map(String.init)
        return line.hasSuffix(" ") || words.isEmpty ? words + [""] : words
    }

    private static func isSpelled(_ word: String, _ option: CommandOption) -> Bool {
        option.letter.map { word == "-\($0)" } ?? false || option.long.map { word == "--\($0)" } ?? false
    }

    private static func values(of kind: ArgumentKind, known: (ArgumentKind) -> [String]) -> [String] {
        if case .choice(let words) = kind { words } else { known(kind) }
    }
}
