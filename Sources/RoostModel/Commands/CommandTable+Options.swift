/// Options that several commands have.
extension CommandOption {
    static let pane = CommandOption(
        "pane", "t", long: "pane", value: ("PANE", .pane), "the pane; the active one if left out")
    static let window = CommandOption(
        "window", "t", long: "window", value: ("WINDOW", .window), "the window; the active one if left out")
    static let session = CommandOption(
        "session", "t", value: ("SESSION", .session), "the session; the one with the keys if left out")
    static let keepsFocus = CommandOption("detached", "d", "stay where you are")

    static let buffer = CommandOption(
        "buffer", "b", value: ("BUFFER", .buffer), "the paste buffer; the newest if left out")

    // Of the shell alone.
    static let namedBuffer = CommandOption(
        "name", "n", long: "name", value: ("NAME", .buffer), "the name of the paste buffer", in: .shell)
    static let workspace = CommandOption(
        "workspace", "w", long: "workspace", value: ("WORKSPACE", .workspace),
        "the workspace; the last one if left out", in: .shell)
    static let json = CommandOption("json", long: "json", "print one JSON document", in: .shell)

    /// Of commands that start a program.
    static let program: [CommandOption] = [
        CommandOption("cwd", "c", long: "cwd", value: ("DIR", .directory), "where it starts"),
        CommandOption("session", long: "session", value: ("NAME", .text), "what to call the session"),
        CommandOption(
            "provider", "p", long: "provider", value: ("PROVIDER", .provider),
            "the CLI to run, see roost provider list; of a split also a share such as 30"),
    ]

    /// Of commands that are about a layout.
    static let layout: [CommandOption] = [.pane, .workspace]
}

extension CommandWord {
    static let program = CommandWord("COMMAND", .program, .list)
}

extension CommandArguments {
    /// What a new pane or window runs.
    ///
    /// One word with blanks in it is a line for the shell, as in tmux.
    var session: SessionRequest {
        let isLine = words.count == 1 && words[0].contains(" ")
        return SessionRequest(
            name: text("session"), provider: text("provider"),
            arguments: isLine ? ["/bin/sh", "-c", words[0]] : words, cwd: text("cwd"), environment: [:])
    }

    /// The only one of some flags that was given; nil without any.
    func only<Value>(_ flags: [(name: String, value: Value)]) throws(CommandProblem) -> Value? {
        let given = flags.filter { has($0.name) }
        guard given.count < 2 else { throw Self.excluding(given.map(\.name)) }
        return given.first?.value
    }

    /// The same where a flag leaves no room for most of what else could be given: none of it is dropped in silence.
    ///
    /// - Parameters:
    ///   - flags: The flags.
    ///   - others: The options that can stand beside each.
    ///   - takesWords: Words can stand beside each.
    /// - Returns: What the one that was given stands for; nil without any.
    /// - Throws: ``CommandProblem`` that names what cannot stand together.
    func only<Value>(
        _ flags: [(name: String, value: Value)], beside others: Set<String>, takesWords: Bool = false
    ) throws(CommandProblem) -> Value? {
        guard let given = flags.first(where: { has($0.name) }) else { return nil }
        let surplus = options.keys.filter { $0 != given.name && !others.contains($0) }.sorted()
        let words = takesWords ? [] : words.prefix(1)
        guard surplus.isEmpty, words.isEmpty else { throw Self.excluding([given.name] + surplus + words) }
        return given.value
    }

    private static func excluding(_ names: [String]) -> CommandProblem {
        CommandProblem(
            "do both", "\(names.joined(separator: " and ")) exclude each other", "give one of them")
    }

    /// A word that can also be given as an option, as in tmux; nil without either.
    func word(or option: String) throws(CommandProblem) -> String? {
        guard let word = words.first else { return text(option) }
        if let other = text(option) {
            throw CommandProblem("take \(word)", "\(other) is given as well", "give one of them")
        }
        return word
    }
}
