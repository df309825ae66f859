internal import RoostDetect
private import RoostModel

extension RuleTables {
    /// Writes `[screen]` and every `[[rule]]`.
    ///
    /// - Parameters:
    ///   - set: What they say.
    ///   - known: What the file changes, if it is a built-in provider's: what is not in `set` is taken away.
    ///   - writer: Takes the lines.
    static func write(_ set: RuleSet, over known: RuleSet?, to writer: inout TOMLWriter) {
        let plain = known ?? RuleSet()
        writer.table("screen")
        let (form, markers, rows) = PromptForm.parts(of: set.prompt)
        writer.put("prompt", form.rawValue)
        if !markers.isEmpty { writer.put("prompt_markers", markers) }
        if !rows.isEmpty { writer.put("prompt_rows", rows.map(\.text)) }
        for (key, path) in texts where !set[keyPath: path].isEmpty || !plain[keyPath: path].isEmpty {
            writer.put(key, set[keyPath: path])
        }
        for (key, path) in patterns where !set[keyPath: path].isEmpty || !plain[keyPath: path].isEmpty {
            writer.put(key, set[keyPath: path].map(\.text))
        }
        writer.put("menu_needs_footer", set.isMenuFooterNeeded)
        writer.put("footerless_ms", Int(set.footerlessMilliseconds))
        writer.put("rows_below_menu", set.rowsBelowMenu)
        writer.put("status_reach", set.statusReach)
        writer.put("status_indent", set.statusIndent)
        writer.put("busy_without_prompt", set.isBusyWithoutPrompt)
        for rule in set.rules { write(rule, to: &writer) }
        let names = Set(set.rules.map(\.name))
        for rule in plain.rules where !names.contains(rule.name) {
            writer.element("rule")
            writer.put("name", rule.name)
            writer.put("enabled", false)
        }
    }

    private static var texts: [(String, KeyPath<RuleSet, String>)] {
        [
            ("selection_markers", \.selectionMarkers), ("message_markers", \.messageMarkers),
            ("answer_markers", \.answerMarkers),
        ]
    }

    private static var patterns: [(String, KeyPath<RuleSet, [TextPattern]>)] {
        [
            ("menu_footers", \.menuFooters), ("menu_asides", \.menuAsides), ("form_footers", \.formFooters),
            ("command_prompts", \.commandPrompts),
        ]
    }

    private static func write(_ rule: DetectionRule, to writer: inout TOMLWriter) {
        writer.element("rule")
        writer.put("name", rule.name)
        writer.put("region", Region(rule.place).rawValue)
        writer.put("match", oneOrMore: rule.patterns.map(\.text))
        switch rule.place {
        case .form(let ending): writer.put("ending", ending.text)
        case .cursorRow(let quiet, let below):
            if let below { writer.put("below", below.text) }
            if quiet > 0 { writer.put("quiet_ms", Int(quiet)) }
        case .aboveCursor(let quiet): if quiet > 0 { writer.put("quiet_ms", Int(quiet)) }
        case .menu, .menuFooter, .option, .footer, .status, .notice, .title, .notification: break
        }
        switch rule.meaning {
        case .attention(let kind): writer.put("attention", kind.rawValue)
        case .busy, .idle:
            if let state = states.first(where: { $0.meaning == rule.meaning }) {
                writer.put("state", state.word)
            }
        }
        if case .since(let pattern) = rule.subject {
            writer.put("quote_from", pattern.text)
        } else if rule.subject != .question, let quote = quotes.first(where: { $0.subject == rule.subject }) {
            writer.put("quote", quote.word)
        }
    }
}

extension RuleTables.Region {
    /// What a file calls a place.
    init(_ place: DetectionRule.Place) {
        self =
            switch place {
            case .menu: .menu
            case .menuFooter: .menuKeys
            case .option: .option
            case .form: .form
            case .footer: .footer
            case .status: .status
            case .notice: .message
            case .cursorRow: .cursor
            case .aboveCursor: .aboveCursor
            case .title: .title
            case .notification: .notification
            }
    }
}
