/// Masks the secrets of a command before it becomes history.
///
/// By the table of programs in ``CommandSecret``, the values of variables whose names say it, and what is piped into a
/// program that asks for a secret; then by ``Redactor``. In a command much less has to be told from prose than
/// elsewhere, so in doubt more is masked. A reference to a variable stays: it says nothing.
package struct CommandRedactor: Sendable {
    private typealias Word = ShellCommandLine.Word
    private typealias Command = ShellCommandLine.Command

    private static let printers: Set<String> = ["echo", "printf", "print"]
    private let redactor = Redactor()

    package init() {}

    /// The command without its secrets.
    package func redact(_ command: String) -> String {
        let bytes = Array(command.utf8)
        let commands = ShellCommandLine(bytes).commands
        var secrets: [Range<Int>] = []
        for (index, command) in commands.enumerated() {
            secrets += command.words.compactMap(Self.assignment) + Self.options(command.words)
            guard Self.readsSecret(command) else { continue }
            if let word = command.hereString, let secret = Self.rest(of: word, from: 0) {
                secrets.append(secret)
            }
            guard command.isPiped, index > 0, let printer = commands[index - 1].words.first,
                Self.printers.contains(Self.name(printer))
            else { continue }
            secrets += commands[index - 1].words.dropFirst().filter { $0.bytes.first != UInt8(ascii: "-") }
                .compactMap { Self.rest(of: $0, from: 0) }
        }
        return redactor.redact(Self.masked(bytes, secrets))
    }

    /// `X_PASSWORD=value` as a word of its own, also after `export` or `env`.
    private static func assignment(_ word: Word) -> Range<Int>? {
        guard let sign = word.bytes.firstIndex(of: UInt8(ascii: "=")), let first = word.bytes.first,
            !first.isDigit, word.bytes[..<sign].allSatisfy(\.isWord),
            SecretName(before: sign, in: word.bytes) != nil
        else { return nil }
        return rest(of: word, from: sign + 1)
    }

    private static func options(_ words: [Word]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for (start, program) in words.enumerated() {
            let name = name(program)
            for secret in CommandSecret.all where secret.programs.contains(name) {
                guard let begin = secret.begin(in: words.map(\.text), after: start) else { continue }
                for index in words.indices.dropFirst(begin + 1) {
                    let next = index + 1 < words.endIndex ? words[index + 1] : nil
                    if let range = range(of: secret, in: words[index], next) { found.append(range) }
                }
            }
        }
        return found
    }

    private static func range(of secret: CommandSecret, in word: Word, _ next: Word?) -> Range<Int>? {
        if case .attached = secret.shape {
            let options = secret.options.filter { word.text.hasPrefix($0) && word.text != $0 }
            return options.max { $0.count < $1.count }.flatMap { rest(of: word, from: $0.utf8.count) }
        }
        guard let (word, start) = value(of: secret, in: word, next) else { return nil }
        let value = word.bytes.dropFirst(start)
        switch secret.shape {
        case .attached, .value: return value.first == UInt8(ascii: "-") ? nil : rest(of: word, from: start)
        case .after(let sign), .afterName(let sign):
            return value.firstIndex(of: sign).flatMap { rest(of: word, from: $0 + 1) }
        }
    }

    /// The word in which an option's value stands, and where it begins there.
    private static func value(
        of secret: CommandSecret, in word: Word, _ next: Word?
    ) -> (word: Word, start: Int)? {
        let text = word.text
        if let option = secret.options.first(where: { text.hasPrefix($0 + "=") }) {
            return (word, option.utf8.count + 1)
        }
        if secret.options.contains(text) { return next.map { ($0, 0) } }
        // A short option and its value may be one word.
        guard case .after = secret.shape,
            let option = secret.options.first(where: { $0.utf8.count == 2 && text.hasPrefix($0) })
        else { return nil }
        return (word, option.utf8.count)
    }

    private static func readsSecret(_ command: Command) -> Bool {
        let names = Set(command.words.map(name))
        let texts = Set(command.words.map(\.text))
        return CommandSecret.readers.contains { program, words in
            names.contains(program) && (words.isEmpty || !words.isDisjoint(with: texts))
        }
    }

    /// The name of a program's path.
    private static func name(_ word: Word) -> String {
        let text = word.text
        return text.split(separator: "/").last.map(String.init) ?? text
    }

    /// Where the bytes of a word from one on stand; nil when there are none, or a reference to a variable.
    private static func rest(of word: Word, from offset: Int) -> Range<Int>? {
        guard offset < word.bytes.count, let last = word.places.last else { return nil }
        guard word.bytes[offset] != UInt8(ascii: "$"), word.bytes[offset] != UInt8(ascii: "<") else {
            return nil
        }
        return word.places[offset]..<(last + 1)
    }

    private static func masked(_ bytes: [UInt8], _ secrets: [Range<Int>]) -> String {
        var result: [UInt8] = []
        var position = 0
        for secret in secrets.sorted(by: { $0.lowerBound < $1.lowerBound })
        where secret.lowerBound >= position {
            result += bytes[position..<secret.lowerBound] + Redactor.mask.utf8
            position = secret.upperBound
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }
}
