package import RoostModel

extension PrintMode {
    /// Linux takes at most 128 KiB in one word (`MAX_ARG_STRLEN`); a longer prompt goes by standard input.
    private static let longestWord = 96 << 10

    /// The words, the environment and the input for one task.
    ///
    /// - Throws: ``PrintModeError`` for what this program has not, before anything runs.
    package func makeCommand(prompt: String, options: TaskOptions) throws(PrintModeError) -> PrintCommand {
        guard !prompt.utf8.contains(0) else {
            throw .badValue(option: "prompt", cause: "it contains a NUL byte")
        }
        let format = try outputFormat(options)
        var words = command + (formats[format] ?? [])
        for (option, value) in values(of: options) { words.append(try pass(value, to: option)) }
        if let permission = options.permission { words += try self.words(for: permission) }
        words += try conversation(options.conversation)
        var input: String?
        if prompt.utf8.count > Self.longestWord || prompt == "-" {
            guard let promptFromInput else {
                throw .badValue(
                    option: "prompt", cause: "\(program) takes at most \(Self.longestWord >> 10) KB")
            }
            words += promptFromInput
            input = prompt
        } else {
            switch self.prompt {
            case .afterDashes: words += ["--", prompt]
            case .flag(let name): words.append("\(name)=\(prompt)")
            }
        }
        return PrintCommand(
            arguments: words, environment: environment, input: input,
            format: StreamFormat(dialect, format.framing))
    }

    /// The program's name in messages.
    private var program: String { command.first ?? "this program" }

    /// The form that tells most, unless one is asked for.
    private func outputFormat(_ options: TaskOptions) throws(PrintModeError) -> TaskOptions.OutputFormat {
        let known: [TaskOptions.OutputFormat] = [.streamJSON, .json, .text].filter { formats[$0] != nil }
        guard let wish = options.outputFormat else { return known.first ?? .text }
        guard known.contains(wish) else {
            throw .noFormat(program: program, format: wish, known: known.map(\.rawValue))
        }
        return wish
    }

    private func values(of options: TaskOptions) -> [(Option, String)] {
        let values: [(Option, String?)] = [
            (.systemPrompt, options.systemPrompt),
            (.appendSystemPrompt, options.appendSystemPrompt),
            (.model, options.model),
            (.maxTurns, options.maxTurns.map { String($0) }),
            (.maxBudget, options.maxBudget.map { Self.dollars($0) }),
            (.allowedTools, Self.list(options.allowedTools)),
            (.disallowedTools, Self.list(options.disallowedTools)),
        ]
        return values.compactMap { option, value in value.map { (option, $0) } }
    }

    private func pass(_ value: String, to option: Option) throws(PrintModeError) -> String {
        guard let name = values[option] else {
            throw .noOption(program: program, option: option.rawValue)
        }
        guard !value.utf8.contains(0) else {
            throw .badValue(option: option.rawValue, cause: "it contains a NUL byte")
        }
        guard value.utf8.count <= Self.longestWord else {
            throw .badValue(option: option.rawValue, cause: "it is longer than \(Self.longestWord >> 10) KB")
        }
        return "\(name)=\(value)"
    }

    private func words(for permission: TaskOptions.Permission) throws(PrintModeError) -> [String] {
        if let words = permissions[permission] { return words }
        let option = permission == .all ? "skip-permissions" : "permission \(permission.rawValue)"
        throw .noOption(program: program, option: option)
    }

    private func conversation(_ conversation: TaskOptions.Conversation) throws(PrintModeError) -> [String] {
        switch conversation {
        case .new: return []
        case .resume(let id): return try words(resume, wish: "resume", id: id)
        case .fork(let id): return try words(fork, wish: "fork", id: id)
        }
    }

    /// An identifier is a name: what could be a flag, a path or two words is none.
    private func words(_ words: [String]?, wish: String, id: String) throws(PrintModeError) -> [String] {
        guard let words else { throw .noConversation(program: program, wish: wish) }
        let isName = id.utf8.allSatisfy {
            ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
                || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":")].contains($0)
        }
        guard isName, !id.isEmpty, !id.hasPrefix("-"), id.utf8.count <= 256 else {
            throw .badValue(option: wish, cause: "\"\(id.prefix(40))\" is no conversation's identifier")
        }
        return words.map { $0.replacing("{}", with: id) }
    }

    private static func list(_ tools: [String]) -> String? {
        tools.isEmpty ? nil : tools.joined(separator: ",")
    }

    /// `0.5`, and `0.0000001` where Swift would write `1e-07`.
    private static func dollars(_ value: Double) -> String {
        let text = "\(value)"
        guard text.contains("e"), value.magnitude < 1 else { return text }
        var digits = String(Int64((value.magnitude * 1e12).rounded()))
        digits = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return (value < 0 ? "-0." : "0.") + digits
    }
}

extension TaskOptions.OutputFormat {
    /// How messages are laid out in it.
    var framing: StreamFormat.Framing {
        switch self {
        case .text: .text
        case .json: .document
        case .streamJSON: .lines
        }
    }
}
