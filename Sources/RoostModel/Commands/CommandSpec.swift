/// An entry of ``CommandTable``: a command's words, what follows them, and what it does.
///
/// Keys in config.toml, the prompt with its completion, help, `roost pane|window|workspace` and the completion of
/// shells are all made of it.
package struct CommandSpec: Sendable {
    /// Where a command can be given.
    package enum Place: Hashable, Sendable {
        /// A key, and the prompt: whoever looks at a workspace.
        case screen
        /// `roost pane|window|workspace`.
        case shell
    }

    /// What belongs together on the help page, by its title.
    package enum Group: String, CaseIterable, Hashable, Sendable {
        case panes = "Panes"
        case windows = "Windows"
        case sessions = "Sessions"
        case attention = "Attention and history"
        case scrollback = "Scrollback and clipboard"
        case roost = "roost"
    }

    /// Its word for keys and at the prompt.
    package let name: String
    /// Other words for it, tmux's among them.
    package let aliases: [String]
    package let group: Group
    /// What it does: an imperative in a line, without a full stop.
    ///
    /// A word of ``words`` in it stands for what is given there; a part in brackets is left out when it is not.
    package let help: String
    /// The standard keys after the prefix, each followed by the words that it gives.
    package let keys: [String]
    /// Its keys work again without the prefix for a while, like tmux's `bind -r`.
    package let repeats: Bool
    /// Its words after `roost`; nil: it is for the screen alone.
    package let shell: String?
    /// Keys and the prompt have it.
    package let isOnScreen: Bool
    package let options: [CommandOption]
    package let words: [CommandWord]
    /// Makes what it does of the words that were given, which fit ``options`` and ``words``.
    let make: @Sendable (CommandArguments) throws(CommandProblem) -> CommandEffect

    init(
        _ name: String, aliases: [String] = [], _ group: Group, _ help: String, keys: [String] = [],
        repeats: Bool = false, shell: String? = nil, isOnScreen: Bool = true, options: [CommandOption] = [],
        words: [CommandWord] = [],
        make: @escaping @Sendable (CommandArguments) throws(CommandProblem) -> CommandEffect
    ) {
        self.name = name
        self.aliases = aliases
        self.group = group
        self.help = help
        self.keys = keys
        self.repeats = repeats
        self.shell = shell
        self.isOnScreen = isOnScreen
        self.options = options
        self.words = words
        self.make = make
    }

    /// One that always does the same.
    init(
        _ name: String, aliases: [String] = [], _ group: Group, _ help: String, keys: [String] = [],
        repeats: Bool = false, shell: String? = nil, options: [CommandOption] = [], _ effect: CommandEffect
    ) {
        self.init(
            name, aliases: aliases, group, help, keys: keys, repeats: repeats, shell: shell, options: options
        ) { _ in effect }
    }

    /// The options that it has in a place.
    package func options(in place: Place) -> [CommandOption] {
        options.filter { $0.place.map { $0 == place } ?? true }
    }

    /// What can follow its name, as manuals write it: `[-hv] [-t PANE] [COMMAND...]`.
    package func usage(in place: Place) -> String {
        let options = options(in: place)
        let letters = options.filter { $0.value == nil }.compactMap { $0.letter.map(String.init) }
        let flags = letters.isEmpty ? [] : ["[-\(letters.joined())]"]
        let others = options.filter { $0.value != nil || $0.letter == nil }.map { option in
            "[" + option.spelling + (option.value.map { " \($0.name)" } ?? "") + "]"
        }
        return (flags + others + words.map(\.usage)).joined(separator: " ")
    }
}

/// An option of a command.
package struct CommandOption: Sendable {
    /// What it is called in ``CommandArguments``.
    package let name: String
    /// After one hyphen; nil: it has a long form alone.
    package let letter: Character?
    /// After two hyphens; nil: it has a letter alone.
    package let long: String?
    /// What follows it; nil: nothing does.
    package let value: (name: String, kind: ArgumentKind)?
    package let help: String
    /// Where it can be given; nil: everywhere.
    package let place: CommandSpec.Place?

    init(
        _ name: String, _ letter: Character? = nil, long: String? = nil,
        value: (name: String, kind: ArgumentKind)? = nil, _ help: String, in place: CommandSpec.Place? = nil
    ) {
        self.name = name
        self.letter = letter
        self.long = long
        self.value = value
        self.help = help
        self.place = place
    }

    /// `-t`, or `--json` where there is no letter.
    package var spelling: String { letter.map { "-\($0)" } ?? long.map { "--\($0)" } ?? "" }
}

/// A word that follows a command.
package struct CommandWord: Sendable {
    /// How many there are.
    package enum Count: Hashable, Sendable {
        case one, optional
        /// All that follow, as one text with blanks between.
        case text
        /// The same, but there has to be one.
        case someText
        /// All that follow; options end before them.
        case list
        /// The same, but there has to be one.
        case some
    }

    /// In capitals, as usage lines and help show it.
    package let name: String
    package let kind: ArgumentKind
    package let count: Count

    init(_ name: String, _ kind: ArgumentKind, _ count: Count = .one) {
        self.name = name
        self.kind = kind
        self.count = count
    }

    /// `PANE`, `[PANE]`, `KEY...`.
    package var usage: String {
        switch count {
        case .one, .someText: name
        case .optional, .text: "[\(name)]"
        case .list: "[\(name)...]"
        case .some: "\(name)..."
        }
    }

    var isNeeded: Bool { count == .one || count == .someText || count == .some }
    var takesRest: Bool { count != .one && count != .optional }
    var isList: Bool { count == .list || count == .some }
}
