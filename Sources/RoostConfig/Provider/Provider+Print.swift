package import RoostModel
package import RoostTasks

extension Provider {
    /// How it runs without a screen: as its file says, else as the program whose detection rules apply to it does.
    ///
    /// Nil where nobody knows: `roost run` refuses it then.
    package var printMode: PrintMode? {
        if let print { return print }
        return commands.isEmpty ? nil : knownPrint.map { started($0) }
    }

    /// What its table `[print]` changes: how roost knows it, or a program that takes a prompt and prints an answer.
    var printBase: PrintMode? {
        commands.first.map { started(knownPrint ?? PrintMode(command: [$0])) }
    }

    private func started(_ known: PrintMode) -> PrintMode {
        var mode = known
        if let program = commands.first { mode.command[0] = program }
        mode.environment.merge(environment) { $1 }
        return mode
    }
}

/// The table `[print]` of a provider's file: how its program runs without a screen, for `roost run`.
///
/// What it does not say stays as roost knows it of the program. The options, formats and permissions have the names
/// that `roost run` gives them; an empty text or list (of a format `[""]`, since it may need no words) takes one away,
/// and `roost run` refuses it from then on.
///
/// ```toml
/// [print]
/// executable = "/opt/claude"         # else the first of `commands`
/// arguments = ["-p"]                 # always, before all others
/// messages = "claude"                # whose words it prints: claude, codex, gemini, cursor, plain
/// prompt = "--"                      # the last word, behind --; or the flag that it stands behind: "--prompt"
/// prompt_from_input = ["-"]          # the words that have it read a long prompt from its standard input
/// resume = ["--resume={id}"]         # words that take up a conversation
/// fork = ["--resume={id}", "--fork-session"]
/// [print.formats]                    # the words for each --output-format
/// stream-json = ["--output-format=stream-json", "--verbose"]
/// [print.options]                    # its flag for an option that takes a value
/// model = "--model"
/// [print.permissions]                # the words for each --security
/// read-only = ["--permission-mode=plan"]
/// [print.exit_codes]                 # what an exit status means
/// 41 = "authentication"
/// [print.environment]
/// NO_TELEMETRY = "1"
/// ```
enum PrintTable {
    /// The place of a conversation's identifier in the words that take it up.
    static let identifier = "{id}"
    /// The same in a ``PrintMode``.
    static let place = "{}"

    /// Reads the table over what is known of the program; nil: nothing is.
    static func read(_ reader: inout TableReader, over known: PrintMode?) -> PrintMode? {
        let executable = reader.string("executable")
        guard var mode = known ?? executable.map({ PrintMode(command: [$0]) }) else {
            reader.report(
                "executable", "it is missing, and the provider names no command",
                advice: "add executable = \"PROGRAM\"")
            return nil
        }
        if let executable {
            if executable.isEmpty {
                reader.report("executable", "it is empty", advice: "name a program or its path")
            } else {
                mode.command[0] = executable
            }
        }
        if let arguments = reader.strings("arguments") { mode.command = [mode.command[0]] + arguments }
        if let dialect: StreamFormat.Dialect = reader.choice("messages") { mode.dialect = dialect }
        readPrompt(&reader, into: &mode)
        mode.resume = conversation("resume", &reader, mode.resume)
        mode.fork = conversation("fork", &reader, mode.fork)
        reader.table("formats") { table in
            for format in TaskOptions.OutputFormat.allCases {
                guard let words = table.strings(format.rawValue) else { continue }
                // A format may need no words at all, but it is taken away by none.
                mode.formats[format] = words == [""] ? nil : words
            }
            if mode.formats.isEmpty {
                table.report("text", "no format is left", advice: "leave one of text, json and stream-json")
            }
        }
        reader.table("options") { table in
            for option in PrintMode.Option.allCases {
                guard let flag = flag(option.rawValue, &table) else { continue }
                mode.values[option] = flag.isEmpty ? nil : flag
            }
        }
        reader.table("permissions") { table in
            for permission in TaskOptions.Permission.allCases {
                guard let words = table.strings(permission.optionName) else { continue }
                mode.permissions[permission] = words.isEmpty ? nil : words
            }
        }
        reader.table("exit_codes") { table in readExitCodes(&table, into: &mode) }
        reader.variables("environment", into: &mode.environment)
        return mode
    }

    private static func readPrompt(_ reader: inout TableReader, into mode: inout PrintMode) {
        switch reader.string("prompt") {
        case nil: break
        case "--": mode.prompt = .afterDashes
        case let flag? where isFlag(flag): mode.prompt = .flag(flag)
        case let text?:
            reader.report(
                "prompt", "\"\(text)\" is no flag",
                advice: "write \"--\" for the last word, or the flag that the prompt stands behind")
        }
        if let words = reader.strings("prompt_from_input") {
            mode.promptFromInput = words == [""] ? nil : words
        }
    }

    /// The words that take up or fork a conversation; none: the program cannot.
    private static func conversation(
        _ key: String, _ reader: inout TableReader, _ known: [String]?
    ) -> [String]? {
        guard let words = reader.strings(key) else { return known }
        guard !words.isEmpty else { return nil }
        guard words.contains(where: { $0.contains(identifier) }) else {
            reader.report(key, "no word has \(identifier), the place of the conversation's identifier")
            return known
        }
        return words.map { $0.replacing(identifier, with: place) }
    }

    private static func flag(_ key: String, _ table: inout TableReader) -> String? {
        guard let flag = table.string(key) else { return nil }
        guard flag.isEmpty || isFlag(flag) else {
            table.report(
                key, "\"\(flag)\" is no flag",
                advice: "write the program's flag, such as \"--\(key)\", or \"\"")
            return nil
        }
        return flag
    }

    /// The value follows behind `=`, so a flag has neither that nor a blank.
    private static func isFlag(_ text: String) -> Bool {
        text.hasPrefix("-") && text.count > 1 && text != "--" && !text.contains("=")
            && !text.contains(where: \.isWhitespace)
    }

    private static func readExitCodes(_ table: inout TableReader, into mode: inout PrintMode) {
        for key in table.keys {
            guard let word = table.choice(key, of: TaskFailure.allCases.map(\.rawValue)) else { continue }
            guard let code = Int32(key), (1...255).contains(code) else {
                table.report(key, "\"\(key)\" is no exit status", advice: "an exit status is 1 to 255")
                continue
            }
            mode.exitCodes[code] = TaskFailure(rawValue: word)
        }
    }
}

extension TaskOptions.Permission {
    /// As `--security` takes it.
    package var optionName: String {
        switch self {
        case .readOnly: "read-only"
        case .edit, .all: rawValue
        }
    }
}

extension PrintMode {
    /// What a provider's table `[print]` would say of it, by key: what `roost provider show` prints.
    package var lines: [(key: String, words: [String])] {
        var lines: [(key: String, words: [String])] = [
            ("command", command), ("messages", [dialect.rawValue]),
        ]
        switch prompt {
        case .afterDashes: lines.append(("prompt", ["--", "PROMPT"]))
        case .flag(let flag): lines.append(("prompt", ["\(flag)=PROMPT"]))
        }
        if let promptFromInput { lines.append(("prompt_from_input", promptFromInput)) }
        for (key, words) in [("resume", resume), ("fork", fork)] {
            guard let words else { continue }
            lines.append((key, words.map { $0.replacing("{}", with: PrintTable.identifier) }))
        }
        for (format, words) in formats { lines.append(("formats.\(format.rawValue)", words)) }
        for (option, flag) in values { lines.append(("options.\(option.rawValue)", [flag])) }
        for (permission, words) in permissions {
            lines.append(("permissions.\(permission.optionName)", words))
        }
        for (code, failure) in exitCodes { lines.append(("exit_codes.\(code)", [failure.rawValue])) }
        return lines.sorted { $0.key < $1.key }
    }
}
