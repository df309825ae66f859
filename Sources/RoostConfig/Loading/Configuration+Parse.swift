internal import RoostModel
internal import RoostTerminal

/// What a text of `config.toml` says.
struct ParsedConfiguration: Sendable {
    /// What the text does not say, or says wrongly, is as in the configuration below it.
    var configuration: Configuration
    /// In the order of their lines.
    var problems: [ConfigError]
    /// Where each option is set, by its name; without those that could not be taken.
    var lines: [String: Int]
}

/// `config.toml`; every key may be missing. `ConfigOption.all` says which there are, and
/// ``standardDocument`` writes all of them down. Bindings are tables of their own:
///
/// ```toml
/// [keys.prefix]                  # after the prefix; "none" unbinds
/// "|" = "split-right"
/// [keys.root]                    # at any time
/// "M-Left" = "focus-left"
/// [keys.copy]                    # in copy mode
/// "Y" = "copy-end-of-line-and-cancel"
/// ```
extension Configuration {
    /// Reads the text of a configuration over another one.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - file: Its path, for messages.
    ///   - base: What holds for every key that is not there, or whose value makes no sense.
    ///   - format: What the key `version` has to be; nil: there is no such key.
    /// - Returns: The good part of the text over `base`, and what is wrong with the rest.
    /// - Throws: The place where the text is not TOML at all.
    static func parse(
        _ text: String, file: String, over base: Configuration, format: Int? = nil
    ) throws(ConfigError) -> ParsedConfiguration {
        var reader = try reader(of: text, file: file)
        if let format, reader.integer("version", in: format...format) == nil {
            reader.report("version", "there is no version")
        }
        var parsed = ParsedConfiguration(configuration: base, problems: [], lines: [:])
        let tables = ConfigOption.all.reduce(into: [String]()) { tables, option in
            if tables.last != option.table { tables.append(option.table) }
        }
        for table in tables {
            reader.table(table) { reader in
                if table == "keys" { parsed.readBindings(&reader) }
                for option in ConfigOption.all where option.table == table && option.kind != .key {
                    parsed.take(
                        option, reader.value(option.key, option.kind), line: reader.line(of: option.key))
                }
            }
        }
        parsed.problems = reader.finish()
        return parsed
    }

    /// What holds where nothing is said, which the environment has a part in: tmux's rule gives copy mode the keys
    /// of vi for whoever edits with something that has `vi` in its name.
    static func standard(in environment: [String: String]) -> Configuration {
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? ""
        let name = editor.split(separator: "/").last ?? ""
        var configuration = standard
        configuration.copyKeys = name.contains("vi") ? .vi : .emacs
        return configuration
    }

    /// The prefix key as text beside the table of its bindings is what people will try: TOML refuses it.
    private static func reader(of text: String, file: String) throws(ConfigError) -> TableReader {
        do {
            return try TableReader(text, file: file)
        } catch {
            var error = error
            if error.cause.contains("keys.prefix") {
                error.advice = "write the prefix key into the table: [keys.prefix] with key = \"C-a\" in it"
            }
            throw error
        }
    }
}

extension ParsedConfiguration {
    fileprivate mutating func take(_ option: ConfigOption, _ value: ConfigValue?, line: Int?) {
        guard let value, option.set(value, &configuration) else { return }
        lines[option.name] = line
    }

    /// `[keys]`: `prefix` is the prefix key, or the table of what keys do after it.
    ///
    /// TOML lets one name be text or a table, not both; with the table its `key` is the prefix key.
    fileprivate mutating func readBindings(_ reader: inout TableReader) {
        guard let option = ConfigOption.named("keys.prefix") else { return }
        if case .table? = reader.content("prefix") {
            reader.table("prefix") { table in
                take(option, table.value("key", .key), line: table.line(of: "key"))
                let changes = Self.bindings(&table, except: "key", of: Self.command)
                configuration.change(changes)
            }
        } else {
            take(option, reader.value("prefix", .key), line: reader.line(of: "prefix"))
        }
        reader.table("root") { table in
            let changes: [Key: Command?] = Self.bindings(&table, of: Self.command)
            for (key, command) in changes { configuration.rootBindings[key] = command }
        }
        reader.table("copy") { table in
            for (key, command) in Self.bindings(&table, of: Self.copyCommand) {
                configuration.changedCopyBindings[key.name] = .some(command)
            }
        }
    }

    private static func command(_ text: String) throws(CommandProblem) -> Command {
        try CommandTable.parse(text)
    }

    private static func copyCommand(_ text: String) throws(CommandProblem) -> CopyCommand {
        try CopyCommandTable.parse(text)
    }

    /// The bindings of a table; nil for a key that is unbound.
    private static func bindings<Bound>(
        _ table: inout TableReader, except other: String? = nil,
        of command: (String) throws(CommandProblem) -> Bound
    ) -> [Key: Bound?] {
        var bindings: [Key: Bound?] = [:]
        var seen: [Key: String] = [:]
        for name in table.keys where name != other {
            guard let text = table.string(name) else { continue }
            guard let key = Key(name: name)?.chord else {
                table.report(name, TableReader.notAKey(name), advice: TableReader.keyAdvice)
                continue
            }
            if let other = seen.updateValue(name, forKey: key) {
                table.report(name, "the same key as \"\(other)\"")
            }
            if text == "none" {
                bindings[key] = .some(nil)
                continue
            }
            do throws(CommandProblem) {
                bindings[key] = try command(text)
            } catch {
                table.report(
                    name, "\"\(text)\": \(error.cause)",
                    advice: error.advice ?? "\"roost config show\" lists the commands")
            }
        }
        return bindings
    }
}

extension TableReader {
    static func notAKey(_ name: String) -> String { "\"\(name)\" is not the name of a key" }

    static let keyAdvice = "write keys like \"C-a\", \"M-Left\", \"S-F5\", \"Space\" or \"%\""

    /// The value of a key if it is what the kind takes; a problem is noted otherwise.
    fileprivate mutating func value(_ key: String, _ kind: ConfigOption.Kind) -> ConfigValue? {
        switch kind {
        case .flag: return boolean(key).map { .flag($0) }
        case .number(let range): return integer(key, in: range).map { .number($0) }
        case .text: return string(key).map { .text($0) }
        case .choice(let words): return choice(key, of: words).map { .text($0) }
        case .key:
            guard let name = string(key) else { return nil }
            guard Key(name: name) != nil else {
                report(key, Self.notAKey(name), advice: Self.keyAdvice)
                return nil
            }
            return .text(name)
        }
    }
}
