package import RoostModel
internal import RoostTerminal

/// `config.toml`; every key may be missing:
///
/// ```toml
/// [keys]
/// prefix = "C-b"                 # with bindings of one's own, instead: key = "C-b" in [keys.prefix]
/// repeat_ms = 500                # 0: never
/// [keys.prefix]                  # after the prefix; "none" unbinds
/// "|" = "split-right"
/// [keys.root]                    # at any time
/// "M-Left" = "focus-left"
/// [ui]
/// theme = "roost-dark"
/// mouse = true
/// hint = true
/// clock = true
/// ascii = false
/// reduced_motion = false
/// copy_keys = "emacs"            # or vi
/// confirm_close = true
/// [terminal]
/// history_limit = 50000          # lines
/// escape_time_ms = 25
/// clipboard = true               # programs may set it
/// allow_checksum = false
/// size_policy = "latest"         # or smallest, largest
/// [shell]
/// command = "/bin/zsh"
/// integration = true
/// [retention]
/// days = 90                      # 0: for ever
/// session_mb = 256
/// total_mb = 4096
/// [limits]
/// sessions = 1000
/// memory_mb = 0                  # of one session's processes; 0: no limit, here and below
/// total_memory_mb = 0
/// at_memory_limit = "tell"       # or end: the session is ended
/// output_kb_per_second = 0       # a program that prints faster has to wait
/// history_overflow = "wait"      # or gap: programs never wait for the database, and history says what it lacks
/// ended_hours = 0                # ended sessions without a pane are removed, with their history
/// idle_hours = 0                 # sessions that wait for input and that nobody looks at are ended
/// [restore]
/// policy = "ask"                 # or restart, resume, shell; a provider's own `restore` comes first
/// ```
extension Configuration {
    /// Reads `config.toml`.
    ///
    /// - Parameters:
    ///   - paths: Where the file is.
    ///   - environment: Decides what the file leaves open: `VISUAL` or `EDITOR` with `vi` in its name gives
    ///     copy mode the keys of vi.
    /// - Returns: ``standard`` (with vi's keys where due) when there is no file.
    /// - Throws: The first problem of the file; ``check(paths:environment:)`` has them all.
    package static func load(
        paths: Paths, environment: [String: String]
    ) throws(ConfigError) -> Configuration {
        guard let text = try TextFile.read(paths.configFile) else { return standard(in: environment) }
        let (configuration, problems) = try parse(text, file: paths.configFile, environment: environment)
        if let problem = problems.first { throw problem }
        return configuration
    }

    /// Every problem of `config.toml`, of the theme that it names, and of the user's providers.
    package static func check(paths: Paths, environment: [String: String]) -> [ConfigError] {
        var problems: [ConfigError] = []
        func collect(_ body: () throws(ConfigError) -> Void) {
            do { try body() } catch { problems.append(error) }
        }
        collect { () throws(ConfigError) in
            guard let text = try TextFile.read(paths.configFile) else { return }
            let (configuration, found) = try parse(text, file: paths.configFile, environment: environment)
            problems += found
            if !Theme.names(paths: paths).contains(configuration.theme) {
                _ = try Theme.load(name: configuration.theme, paths: paths)
            }
        }
        for file in TextFile.tomlFiles(in: paths.config + "/themes") {
            collect { () throws(ConfigError) in _ = try Theme.load(name: file.name, paths: paths) }
        }
        return problems + Provider.check(paths: paths)
    }

    private static func standard(in environment: [String: String]) -> Configuration {
        var configuration = standard
        configuration.copyKeys = copyKeys(in: environment)
        return configuration
    }

    /// tmux's rule: vi's keys for whoever edits with something that has `vi` in its name.
    private static func copyKeys(in environment: [String: String]) -> CopyKeys {
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? ""
        let name = editor.split(separator: "/").last ?? ""
        return name.contains("vi") ? .vi : .emacs
    }

    /// Reads the text of a configuration; a key with a problem keeps its standard value.
    static func parse(
        _ text: String, file: String, environment: [String: String]
    ) throws(ConfigError) -> (Configuration, [ConfigError]) {
        var reader = try reader(of: text, file: file)
        var configuration = standard(in: environment)
        reader.table("keys") { configuration.readKeys(&$0) }
        reader.table("ui") { configuration.readInterface(&$0) }
        reader.table("terminal") { configuration.readTerminal(&$0) }
        reader.table("shell") { shell in
            shell.string("command").map { configuration.shell = $0.isEmpty ? nil : $0 }
            shell.boolean("integration").map { configuration.shellIntegration = $0 }
        }
        reader.table("retention") { retention in
            retention.integer("days", in: 0...36_500).map { configuration.retention.days = $0 }
            retention.integer("session_mb", in: 1...1 << 20).map {
                configuration.retention.sessionBytes = $0 << 20
            }
            retention.integer("total_mb", in: 1...1 << 30).map {
                configuration.retention.totalBytes = $0 << 20
            }
        }
        reader.table("limits") { limits in
            limits.integer("sessions", in: 1...100_000).map { configuration.maximumSessions = $0 }
            configuration.limits.read(&limits)
        }
        reader.table("restore") { restore in
            restore.choice("policy").map { configuration.restore = $0 }
        }
        return (configuration, reader.finish())
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

    private mutating func readInterface(_ reader: inout TableReader) {
        reader.string("theme").map { theme = $0 }
        reader.boolean("mouse").map { mouse = $0 }
        reader.boolean("hint").map { hint = $0 }
        reader.boolean("clock").map { clock = $0 }
        reader.boolean("ascii").map { asciiGlyphs = $0 }
        reader.boolean("reduced_motion").map { reducedMotion = $0 }
        reader.choice("copy_keys").map { copyKeys = $0 }
        reader.boolean("confirm_close").map { confirmClose = $0 }
    }

    private mutating func readTerminal(_ reader: inout TableReader) {
        reader.integer("history_limit", in: 0...10_000_000).map { historyLimit = $0 }
        reader.integer("escape_time_ms", in: 0...5000).map { escapeMilliseconds = $0 }
        reader.boolean("allow_checksum").map { allowChecksum = $0 }
        reader.boolean("clipboard").map { osc52 = $0 }
        reader.choice("size_policy").map { sizePolicy = $0 }
    }

    /// `[keys]`: `prefix` is the prefix key, or the table of what keys do after it.
    ///
    /// TOML lets one name be text or a table, not both; with the table its `key` is the prefix key.
    private mutating func readKeys(_ reader: inout TableReader) {
        reader.integer("repeat_ms", in: 0...10_000).map { repeatMilliseconds = $0 }
        switch reader.content("prefix") {
        case .table:
            reader.table("prefix") { table in
                if let name = table.string("key") { setPrefix(name, key: "key", &table) }
                Self.readBindings(&table, except: ["key"], into: &prefixBindings)
            }
        case .some:
            if let name = reader.string("prefix") { setPrefix(name, key: "prefix", &reader) }
        case nil:
            break
        }
        reader.table("root") { Self.readBindings(&$0, except: [], into: &rootBindings) }
    }

    private mutating func setPrefix(_ name: String, key: String, _ reader: inout TableReader) {
        guard let prefix = Key(name: name) else {
            return reader.report(key, Self.notAKey(name), advice: Self.keyAdvice)
        }
        self.prefix = prefix.chord
        prefixBindings = Self.standardBindings(prefix: prefix.chord)
    }

    private static func readBindings(
        _ table: inout TableReader, except others: Set<String>, into bindings: inout [Key: Command]
    ) {
        var seen: [Key: String] = [:]
        for name in table.keys where !others.contains(name) {
            guard let text = table.string(name) else { continue }
            guard let key = Key(name: name)?.chord else {
                table.report(name, notAKey(name), advice: keyAdvice)
                continue
            }
            if let other = seen.updateValue(name, forKey: key) {
                table.report(name, "the same key as \"\(other)\"")
            }
            if text == "none" {
                bindings[key] = nil
                continue
            }
            do throws(CommandProblem) {
                bindings[key] = try CommandTable.parse(text)
            } catch {
                table.report(
                    name, "\"\(text)\": \(error.cause)",
                    advice: error.advice ?? "\"roost config show\" lists the commands")
            }
        }
    }

    private static func notAKey(_ name: String) -> String { "\"\(name)\" is not the name of a key" }

    private static let keyAdvice = "write keys like \"C-a\", \"M-Left\", \"S-F5\", \"Space\" or \"%\""
}

extension Configuration.Limits {
    fileprivate mutating func read(_ reader: inout TableReader) {
        let megabytes = 0...1 << 30
        reader.integer("memory_mb", in: megabytes).map { memoryBytes = $0 << 20 }
        reader.integer("total_memory_mb", in: megabytes).map { totalMemoryBytes = $0 << 20 }
        reader.choice("at_memory_limit").map { atMemoryLimit = $0 }
        reader.choice("history_overflow").map { historyOverflow = $0 }
        reader.integer("output_kb_per_second", in: 0...1 << 30).map { outputBytesPerSecond = $0 << 10 }
        reader.integer("ended_hours", in: 0...1_000_000).map { endedHours = $0 }
        reader.integer("idle_hours", in: 0...1_000_000).map { idleHours = $0 }
    }
}
