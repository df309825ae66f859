/// Reads the words after a command as its entry says.
///
/// Options are those of getopt: letters can stand together, a value can follow its letter at once, `--name=VALUE`,
/// and `--` ends them. The first word of a program ends them, too, as in tmux: `split-window top -d 1` needs no `--`.
/// In a shell they may also stand behind other words; on the screen the first word of a text ends them.
struct CommandReader {
    let spec: CommandSpec
    let place: CommandSpec.Place
    /// As it was typed, for problems.
    let name: String
    private var arguments = CommandArguments()

    init(spec: CommandSpec, place: CommandSpec.Place, name: String) {
        self.spec = spec
        self.place = place
        self.name = name
    }

    /// Nothing that was typed is left out: a word that means nothing is a problem.
    mutating func read(_ words: [String]) throws(CommandProblem) -> CommandArguments {
        var rest = words[...]
        var hasEnded = false
        while let word = rest.popFirst() {
            if hasEnded || word == "-" || !word.hasPrefix("-") || isNegativeNumber(word) {
                try take(word)
                if let last = spec.words.last, last.isList || place == .screen && last.takesRest {
                    hasEnded = true
                }
            } else if word == "--" {
                hasEnded = true
            } else if word.hasPrefix("--") {
                try readLong(word.dropFirst(2), &rest)
            } else {
                try readLetters(word.dropFirst(), &rest)
            }
        }
        try checkNeeded()
        return arguments
    }

    /// `-5` is a number where no option is a digit.
    private func isNegativeNumber(_ word: String) -> Bool { Int(word) != nil }

    private mutating func take(_ word: String) throws(CommandProblem) {
        let index = arguments.words.count
        guard let expected = index < spec.words.count ? spec.words[index] : spec.words.last,
            index < spec.words.count || expected.takesRest
        else {
            let surplus = spec.words.isEmpty ? "it takes no words after it" : "\(word) is one word too many"
            throw problem(surplus)
        }
        if let cause = expected.kind.problem(with: word) { throw problem(cause) }
        arguments.words.append(word)
    }

    private mutating func readLong(
        _ word: Substring, _ rest: inout ArraySlice<String>
    ) throws(CommandProblem) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let option = spec.options(in: place).first(where: { $0.long == parts[0].description }) else {
            throw problem("there is no option --\(parts[0])")
        }
        guard option.value != nil else {
            guard parts.count == 1 else { throw problem("--\(parts[0]) takes no value") }
            arguments.options[option.name] = ""
            return
        }
        try set(option, parts.count == 2 ? String(parts[1]) : rest.popFirst(), spelled: "--\(parts[0])")
    }

    private mutating func readLetters(
        _ word: Substring, _ rest: inout ArraySlice<String>
    ) throws(CommandProblem) {
        var letters = word
        while let letter = letters.popFirst() {
            guard let option = spec.options(in: place).first(where: { $0.letter == letter }) else {
                throw problem("there is no option -\(letter)")
            }
            guard option.value == nil else {
                try set(option, letters.isEmpty ? rest.popFirst() : String(letters), spelled: "-\(letter)")
                return
            }
            arguments.options[option.name] = ""
        }
    }

    private mutating func set(
        _ option: CommandOption, _ text: String?, spelled: String
    ) throws(CommandProblem) {
        guard let value = option.value else { return }
        guard let text else { throw problem("\(spelled) needs \(value.name)") }
        if let cause = value.kind.problem(with: text) { throw problem(cause) }
        arguments.options[option.name] = text
    }

    private func checkNeeded() throws(CommandProblem) {
        guard let missing = spec.words[safe: arguments.words.count], missing.isNeeded else { return }
        throw problem("it needs \(missing.name)")
    }

    /// With the usage line as the next step.
    func problem(_ cause: String) -> CommandProblem {
        let usage = spec.usage(in: place)
        return CommandProblem("do \(name)", cause, usage.isEmpty ? nil : "as in \(name) \(usage)")
    }
}
