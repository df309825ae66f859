internal import RoostDetect
private import RoostModel

/// A provider file, `providers/NAME.toml`. A built-in provider, which is such a file itself, keeps what the file of
/// its name does not say.
///
/// ```toml
/// commands = ["opencode"]
/// arguments = []                     # always
/// full_access = ["--yes"]
/// resume = ["--session", "{id}"]
/// resume_latest = ["--continue"]
/// printing = ["-p"]                  # it prints an answer and ends
/// unset = ["SOME_VARIABLE"]
/// pass = ["VSCODE_IPC_HOOK_CLI", "MINE_*"]       # from whoever starts it, where roost would hold them back
/// glyph = "o"
/// detect = ["claude"]                # the provider whose detection rules apply, or are changed below
/// interactive = true                 # false: it is there for tasks alone
/// restore = "resume"                 # after a restart of the machine; or ask, restart, shell
/// [environment]
/// OPENCODE_THEME = "system"
/// [hooks]                            # it calls "roost event" when it begins, asks and ends
/// arguments = ["--on-event", "{roost} event"]
/// unless = ["--on-event", "--bare"]  # words with which these arguments are left out
/// settings = "on-end = {roost} event finished"    # the text of a file, which arguments name as "{settings}"
/// codex_events = ["Stop"]            # hooks as codex has them, for a program of its kind
/// [tasks]
/// concurrency = 4                    # tasks of it that run at once
/// budget_cents = 500                 # what they may cost in a day
/// ```
///
/// How it runs without a screen is the table `[print]`, see ``PrintTable``; what its screens mean is ``RuleTables``.
extension Provider {
    /// What `detect` calls the rules of programs that have none of their own, besides the name of their provider.
    static let plainRules = "program"

    /// Reads a provider's text.
    ///
    /// - Parameters:
    ///   - text: What the file says.
    ///   - file: Its path, for messages.
    ///   - base: What it changes.
    ///   - others: Those whose rules `detect` can name: all that stand before it in the list of providers.
    /// - Returns: The provider with the good part of the file, and what is wrong with the rest.
    /// - Throws: ``ConfigError`` where it is no TOML.
    static func parse(
        _ text: String, file: String, base: Provider, among others: [Provider] = builtIn
    ) throws(ConfigError) -> (Provider, [ConfigError]) {
        var provider = base
        var reader = try TableReader(text, file: file)
        if let commands = reader.strings("commands") {
            if commands.isEmpty || commands.contains("") {
                reader.report("commands", "it names no executable")
            } else {
                provider.commands = commands
            }
        }
        reader.strings("arguments").map { provider.arguments = $0 }
        reader.strings("full_access").map { provider.fullAccess = $0 }
        if let resume = reader.strings("resume") {
            if resume.isEmpty || resume.contains(where: { $0.contains("{id}") }) {
                provider.resume = resume
            } else {
                reader.report("resume", "no word has {id}, the place of the conversation's identifier")
            }
        }
        reader.strings("resume_latest").map { provider.resumeLatest = $0 }
        reader.strings("printing").map { provider.printing = $0 }
        reader.strings("unset").map { provider.unset = $0 }
        if let names = reader.strings("pass") {
            if let wrong = names.first(where: { !isNameOfVariables($0) }) {
                reader.report(
                    "pass", "\"\(wrong)\" is neither the name of a variable nor the beginning of names",
                    advice: "write NAME, or NAME_* for all that begin so")
            } else {
                provider.pass = names
            }
        }
        if let names = reader.strings("detect") {
            if let problem = problem(ofRules: names, among: others) {
                reader.report("detect", problem)
            } else {
                provider.detect = names
                provider.rules = nil
                let named = others.first { $0.name == names.first }
                provider.knownPrint = base.knownPrint ?? named?.knownPrint
            }
        }
        if RuleTables.stand(in: reader) {
            let known = provider.rules ?? rules(named: provider.detect.first, among: others) ?? RuleSet()
            provider.rules = RuleTables.read(&reader, over: known)
        }
        reader.boolean("interactive").map { provider.isInteractive = $0 }
        reader.choice("restore").map { provider.restore = $0 }
        if let glyph = reader.string("glyph") {
            if glyph.count == 1 {
                provider.glyph = glyph
            } else {
                reader.report("glyph", "\"\(glyph)\" is not one character")
            }
        }
        reader.variables("environment", into: &provider.environment)
        reader.table("hooks") { table in
            let known = provider.hooks ?? ProviderHooks(arguments: [], exclusive: [])
            let exclusive = table.strings("unless")
            let hooks = ProviderHooks(
                arguments: table.strings("arguments") ?? known.arguments,
                exclusive: exclusive ?? known.exclusive,
                settings: table.string("settings") ?? known.settings)
            provider.hooks = hooks.arguments.isEmpty ? nil : hooks
            provider.codexHooks = codexHooks(&table, exclusive, over: provider.codexHooks)
        }
        reader.table("tasks") { table in
            provider.tasks.concurrency =
                table.integer("concurrency", in: 1...1000) ?? provider.tasks.concurrency
            provider.tasks.dailyCents =
                table.integer("budget_cents", in: 0...1_000_000_000) ?? provider.tasks.dailyCents
        }
        reader.table("print") { table in
            // What it is changed from depends on the rules and the commands above.
            provider.print = PrintTable.read(&table, over: provider.printBase)
        }
        return (provider, reader.finish())
    }

    private static func codexHooks(
        _ table: inout TableReader, _ exclusive: [String]?, over known: CodexHooks?
    ) -> CodexHooks? {
        let named = table.strings("codex_events")
        if let wrong = named?.first(where: { !CodexHooks.isEvent($0) }) {
            table.report(
                "codex_events", "\"\(wrong)\" is not the name of an event", advice: "write \"Stop\", for one")
            return known
        }
        let events = named ?? known?.events ?? []
        return events.isEmpty
            ? nil : CodexHooks(events: events, exclusive: exclusive ?? known?.exclusive ?? [])
    }

    /// Letters, digits and `_`, with a star behind for all that begin so.
    private static func isNameOfVariables(_ text: String) -> Bool {
        let name = text.last == "*" ? text.dropLast() : text[...]
        return !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func rules(named name: String?, among providers: [Provider]) -> RuleSet? {
        let name = name == plainRules ? ProviderCatalog.shell : name
        return providers.first { $0.name == name }?.rules
    }

    /// What is wrong with the value of `detect`.
    private static func problem(ofRules names: [String], among providers: [Provider]) -> String? {
        let known = providers.filter { $0.rules != nil }.map(\.name) + [plainRules]
        if let unknown = names.first(where: { !known.contains($0) }) {
            let near = Spelling.nearest(to: unknown, among: known).map { "did you mean \($0)?" }
            return "there are no rules \"\(unknown)\"; "
                + (near ?? "there are \(known.joined(separator: ", "))")
        }
        return names.count > 1 ? "one set of rules applies to a program, not \(names.count)" : nil
    }
}
