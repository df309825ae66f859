/// All commands that a key, the prompt or `roost pane|window|workspace` can give, in the order of the help page.
///
/// To add one: an entry here, in the file of its group, and the function that does it (a case of ``LayoutCommand``
/// with its branch in `Workspace.perform`, or of ``ClientCommand`` with its branch in the client).
package enum CommandTable {
    package static let specs: [CommandSpec] = panes + windows + sessions + attention + scrollback + roost

    /// By names and aliases.
    private static let places: [String: Int] = Dictionary(
        specs.enumerated().flatMap { index, spec in
            spec.isOnScreen ? ([spec.name] + spec.aliases).map { ($0, index) } : []
        }, uniquingKeysWith: { first, _ in first })

    /// Every name and alias in the order of the alphabet: what Tab completes.
    package static let names: [String] = places.keys.sorted()

    /// The entry of a name or alias.
    package static func spec(_ name: String) -> CommandSpec? { places[name].map { specs[$0] } }

    /// The place of an entry in ``specs``.
    package static func order(of name: String) -> Int { places[name] ?? specs.count }

    /// The words that follow `roost pane`, `roost window` or `roost workspace`, with their entries.
    package static func shellCommands(_ noun: String) -> [(word: String, spec: CommandSpec)] {
        specs.compactMap { spec in
            guard let shell = spec.shell, shell.hasPrefix(noun + " ") else { return nil }
            return (String(shell.dropFirst(noun.count + 1)), spec)
        }
    }

    /// What every key does after the prefix where nobody says otherwise: names of keys with commands.
    package static let standardKeys: [(key: String, command: Command)] = specs.flatMap { spec in
        spec.keys.map { entry in
            let words = entry.split(separator: " ").map(String.init)
            do throws(CommandProblem) {
                return (words[0], try command(spec, Array(words.dropFirst()), in: .screen))
            } catch {
                preconditionFailure("the key \(entry) of \(spec.name): \(error)")
            }
        }
    }

    // MARK: Reading

    /// The command of a line in our own code.
    package static func command(_ line: String) -> Command {
        do throws(CommandProblem) {
            return try parse(line)
        } catch {
            preconditionFailure("\(line): \(error)")
        }
    }

    /// Reads a line of the prompt, or what a key is bound to; blanks separate words, quotes keep them together.
    package static func parse(_ line: String) throws(CommandProblem) -> Command {
        let words = try CommandLineWords.split(line)
        guard let name = words.first else {
            throw CommandProblem("read the command", "it is empty", "Tab lists all")
        }
        guard let spec = spec(name) else {
            throw CommandProblem(
                "do \(name)", "there is no such command",
                nearest(to: name, among: names).map { "did you mean \($0)?" } ?? "Tab lists all")
        }
        return try command(spec, Array(words.dropFirst()), in: .screen, calledAs: name)
    }

    /// Reads the words after `roost pane`, `roost window` or `roost workspace`; without any, `list`.
    package static func parse(shell noun: String, _ words: [String]) throws(CommandProblem) -> Command {
        let known = shellCommands(noun)
        // `roost pane --json` lists as well.
        let isNamed = words.first.map { !$0.hasPrefix("-") } ?? false
        let word = isNamed ? words[0] : "list"
        guard let spec = known.first(where: { $0.word == word })?.spec else {
            throw CommandProblem(
                "do roost \(noun) \(word)", "there is no such command",
                nearest(to: word, among: known.map(\.word)).map { "did you mean \($0)?" }
                    ?? "see roost \(noun) --help")
        }
        return try command(
            spec, isNamed ? Array(words.dropFirst()) : words, in: .shell, calledAs: "roost \(noun) \(word)")
    }

    private static func command(
        _ spec: CommandSpec, _ words: [String], in place: CommandSpec.Place, calledAs name: String? = nil
    ) throws(CommandProblem) -> Command {
        var reader = CommandReader(spec: spec, place: place, name: name ?? spec.name)
        let arguments = try reader.read(words)
        return Command(
            name: spec.name, arguments: arguments,
            text: CommandLineWords.joined([spec.name] + words),
            help: spec.help(with: arguments.words), effect: try spec.make(arguments))
    }

    /// The word that was probably meant: one that begins so, or one with at most two letters that differ.
    static func nearest(to word: String, among words: [String]) -> String? {
        if let longer = words.first(where: { $0.hasPrefix(word) }) { return longer }
        return Spelling.nearest(to: word, among: words)
    }
}

extension CommandSpec {
    /// ``help`` with the words that were given in place of their names.
    func help(with given: [String]) -> String {
        var text = help
        for (index, word) in words.enumerated() {
            let value = index < given.count ? given[index] : nil
            if let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"), open < close,
                text[open..<close].contains(word.name)
            {
                let part = text[text.index(after: open)..<close]
                text.replaceSubrange(open...close, with: value == nil ? "" : String(part))
            }
            if let value, let place = text.firstRange(of: word.name) {
                text.replaceSubrange(place, with: value)
            }
        }
        return text
    }
}
