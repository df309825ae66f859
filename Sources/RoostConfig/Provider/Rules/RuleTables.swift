internal import RoostDetect
internal import RoostModel

/// The tables `[screen]` and `[[rule]]` of a provider's file: what the program's screens mean.
///
/// `[screen]` says how its prompt and its menus look; a key that is not there stays as it was. Each `[[rule]]` has a
/// name. One with the name of a rule that is there takes its place; `enabled = false` takes that one away; any other
/// one is new. New ones are tried first, in the order of the file. Of the rules that look at one place the first that
/// matches counts.
///
/// ```toml
/// [screen]
/// prompt = "boxed"               # boxed, bare, marked, row or none: where it takes its input
/// prompt_markers = "❯>"          # what its first row begins with; for "row": prompt_rows, patterns of the cursor's row
/// selection_markers = "❯"        # what stands before the selected row of a menu
/// menu_footers = ["*Esc to cancel*"]     # the row below a menu that says its keys
/// [[rule]]
/// name = "command"
/// region = "menu"                # see ``Region``
/// match = "Do you want to *?"    # a pattern or several: * is anything, [ab] or [a-z] one character of a set
/// attention = "approval"         # or state = "processing" or "waiting_input"
/// quote = "command"              # what is quoted besides the row that matched: command, folder, whole
/// ```
enum RuleTables {
    /// Where a rule looks, as a file says it.
    enum Region: String, CaseIterable {
        case menu
        case menuKeys = "menu-keys"
        case option, form, footer, status, message, cursor
        case aboveCursor = "above-cursor"
        case title, notification
    }

    /// What a prompt looks like, as a file says it.
    enum PromptForm: String, CaseIterable {
        case boxed, bare, marked, row, none
    }

    /// What a rule may ask a person for; a bell and the end of a turn are seen otherwise.
    static let attentions = Attention.Kind.allCases.filter { $0 != .finished && $0 != .bell }

    /// States that a screen can say.
    static let states: [(word: String, meaning: DetectionRule.Meaning)] = [
        (SessionState.processing.rawValue, .busy), (SessionState.waitingInput.rawValue, .idle),
    ]

    /// What may be quoted, besides what begins at a row of `quote_from`.
    static let quotes: [(word: String, subject: DetectionRule.Subject)] = [
        ("question", .question), ("command", .command), ("folder", .folder), ("whole", .whole),
    ]

    /// Whether a file says anything of screens.
    static func stand(in reader: TableReader) -> Bool {
        reader.line(of: "screen") != nil || reader.line(of: "rule") != nil
    }

    /// Reads both over what is known.
    static func read(_ reader: inout TableReader, over known: RuleSet) -> RuleSet {
        var set = known
        reader.table("screen") { screen in read(screen: &screen, into: &set) }
        var new: [DetectionRule] = []
        var seen: Set<String> = []
        reader.tables("rule") { table in
            guard let name = name(&table, seen: &seen) else { return }
            let isEnabled = table.boolean("enabled") ?? true
            let place = set.rules.firstIndex { $0.name == name }
            guard isEnabled else {
                if let place {
                    set.rules.remove(at: place)
                } else {
                    let near = Spelling.nearest(to: name, among: set.rules.map(\.name))
                    table.report(
                        "enabled",
                        "there is no rule of that name to take away"
                            + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
                }
                return table.skip()
            }
            guard let rule = rule(name, &table) else { return }
            if let place { set.rules[place] = rule } else { new.append(rule) }
        }
        set.rules = new + set.rules
        return set
    }

    private static func name(_ table: inout TableReader, seen: inout Set<String>) -> String? {
        guard let name = table.string("name") else {
            if table.line(of: "name") == nil {
                table.report("name", "it is missing", advice: "give each rule a name of its own")
            }
            table.skip()
            return nil
        }
        guard !name.isEmpty, seen.insert(name).inserted else {
            table.report("name", name.isEmpty ? "it is empty" : "the file has a rule of that name already")
            table.skip()
            return nil
        }
        return name
    }
}

// MARK: - One rule

extension RuleTables {
    private static func rule(_ name: String, _ table: inout TableReader) -> DetectionRule? {
        let region: Region? = table.choice("region")
        if region == nil, table.line(of: "region") == nil {
            table.report(
                "region", "it is missing",
                advice: "write one of \(Region.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let patterns = table.patterns("match")
        if table.line(of: "match") == nil || patterns?.isEmpty == true {
            table.report("match", "it names no pattern", advice: "write the words of the row that says it")
        }
        let meaning = meaning(&table)
        let subject = subject(&table)
        guard let region, let place = place(region, &table), let patterns, !patterns.isEmpty, let meaning
        else { return nil }
        switch (region, meaning) {
        case (.menu, .attention), (.menuKeys, .attention), (.option, .attention), (.form, .attention),
            (.message, .attention), (.cursor, .attention), (.aboveCursor, .attention), (.footer, _),
            (.status, _), (.title, _),
            (.notification, _):
            return DetectionRule(name: name, place, patterns, meaning, subject)
        default:
            table.report(
                "state", "a \(region.rawValue) says no state",
                advice: "write attention = \"question\" or another of its kinds")
            return nil
        }
    }

    private static func meaning(_ table: inout TableReader) -> DetectionRule.Meaning? {
        let kind = table.choice("attention", of: attentions.map(\.rawValue))
        let state = table.choice("state", of: states.map(\.word))
        switch (table.line(of: "attention"), table.line(of: "state")) {
        case (nil, nil):
            table.report(
                "attention", "it is missing, and there is no state",
                advice: "say what the words mean: attention = \"approval\" or state = \"processing\"")
        case (.some, .some): table.report("state", "a rule says a state or an attention, not both")
        case (.some, nil): return kind.flatMap { Attention.Kind(rawValue: $0) }.map { .attention($0) }
        case (nil, .some): return states.first { $0.word == state }?.meaning
        }
        return nil
    }

    private static func subject(_ table: inout TableReader) -> DetectionRule.Subject {
        let word = table.choice("quote", of: quotes.map(\.word))
        if let pattern = table.pattern("quote_from") { return .since(pattern) }
        return quotes.first { $0.word == word }?.subject ?? .question
    }

    private static func place(_ region: Region, _ table: inout TableReader) -> DetectionRule.Place? {
        switch region {
        case .menu: return .menu
        case .menuKeys: return .menuFooter
        case .option: return .option
        case .form:
            guard let ending = table.pattern("ending") else {
                return table.line(of: "ending") == nil ? .form(ending: "*") : nil
            }
            return .form(ending: ending)
        case .footer: return .footer
        case .status: return .status
        case .message: return .notice
        case .cursor:
            let quiet = table.integer("quiet_ms", in: 0...60_000) ?? 0
            return .cursorRow(quietMilliseconds: Int64(quiet), below: table.pattern("below"))
        case .aboveCursor:
            return .aboveCursor(quietMilliseconds: Int64(table.integer("quiet_ms", in: 0...60_000) ?? 0))
        case .title: return .title
        case .notification: return .notification
        }
    }
}

// MARK: - The screen

extension RuleTables {
    private static func read(screen: inout TableReader, into set: inout RuleSet) {
        readPrompt(&screen, into: &set)
        screen.string("selection_markers").map { set.selectionMarkers = $0 }
        screen.patterns("menu_footers").map { set.menuFooters = $0 }
        screen.patterns("menu_asides").map { set.menuAsides = $0 }
        screen.patterns("form_footers").map { set.formFooters = $0 }
        screen.boolean("menu_needs_footer").map { set.isMenuFooterNeeded = $0 }
        screen.integer("footerless_ms", in: 0...60_000).map { set.footerlessMilliseconds = Int64($0) }
        screen.integer("rows_below_menu", in: 0...40).map { set.rowsBelowMenu = $0 }
        screen.string("message_markers").map { set.messageMarkers = $0 }
        screen.string("answer_markers").map { set.answerMarkers = $0 }
        screen.integer("status_reach", in: 0...24).map { set.statusReach = $0 }
        screen.integer("status_indent", in: 0...40).map { set.statusIndent = $0 }
        screen.patterns("command_prompts").map { set.commandPrompts = $0 }
        screen.boolean("busy_without_prompt").map { set.isBusyWithoutPrompt = $0 }
    }

    private static func readPrompt(_ screen: inout TableReader, into set: inout RuleSet) {
        let known = PromptForm.parts(of: set.prompt)
        let form: PromptForm = screen.choice("prompt") ?? known.form
        let markers = screen.string("prompt_markers") ?? known.markers
        let rows = screen.patterns("prompt_rows") ?? known.rows
        if form == .row, rows.isEmpty {
            screen.report(
                "prompt_rows", "a prompt in a row needs patterns of that row",
                advice: "write prompt_rows = [\">*\"]")
        } else if form != .row, form != .none, markers.isEmpty {
            screen.report(
                "prompt_markers", "a \(form.rawValue) prompt needs the characters that it begins with",
                advice: "write prompt_markers = \">\"")
        }
        switch form {
        case .boxed: set.prompt = .boxed(markers: markers)
        case .bare: set.prompt = .bare(markers: markers)
        case .marked: set.prompt = .marked(markers: markers)
        case .row: set.prompt = .cursorRow(rows)
        case .none: set.prompt = .none
        }
    }
}

extension RuleTables.PromptForm {
    /// A prompt as the keys of `[screen]` say it.
    static func parts(of prompt: RuleSet.Prompt) -> (form: Self, markers: String, rows: [TextPattern]) {
        switch prompt {
        case .boxed(let markers): (.boxed, markers, [])
        case .bare(let markers): (.bare, markers, [])
        case .marked(let markers): (.marked, markers, [])
        case .cursorRow(let rows): (.row, "", rows)
        case .none: (.none, "", [])
        }
    }
}

extension TableReader {
    /// A pattern for one row, ``RoostDetect/TextPattern``.
    fileprivate mutating func pattern(_ key: String) -> TextPattern? {
        guard let text = string(key) else { return nil }
        return checked([text], key)?.first
    }

    /// A pattern, or several.
    fileprivate mutating func patterns(_ key: String) -> [TextPattern]? {
        texts(key).flatMap { checked($0, key) }
    }

    private mutating func checked(_ texts: [String], _ key: String) -> [TextPattern]? {
        for text in texts {
            guard let problem = TextPattern.problem(in: text) else { continue }
            report(key, "\"\(text)\": \(problem)")
            return nil
        }
        return texts.map { TextPattern($0) }
    }
}
