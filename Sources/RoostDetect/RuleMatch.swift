import RoostModel

/// A rule that matches something that a session shows, for whoever asks why.
package struct RuleMatch: Hashable, Sendable {
    /// Where the rule looks: `menu`, `status`, `title` and so on.
    package let place: String
    /// The rule's name in its provider's file.
    package let rule: String
    /// What it looks for: the pattern that matched.
    package let pattern: String
    /// What it found; secrets masked.
    package let text: String
    /// What that means: `busy`, `idle` or a kind of attention.
    package let meaning: String
}

extension RuleMatcher {
    /// All rules that match something in their places, those that are asked first before the others.
    var matches: [RuleMatch] {
        let box = PromptBox(in: screen, rules.prompt)
        let menu = Menu(in: screen, rules)
        let places = Places(
            box: box, menu: menu,
            dialog: menu.map { Dialog($0, in: screen, messageMarkers: rules.messageMarkers) },
            form: Dialog(bottomOf: screen, messageMarkers: rules.messageMarkers),
            line: LineQuestion(in: screen, cursorColumn: observation.cursorColumn))
        return rules.rules.flatMap { rule in
            rule.patterns.compactMap { pattern in
                text(rule.place, pattern, places).map {
                    RuleMatch(
                        place: rule.place.name, rule: rule.name, pattern: pattern.text,
                        text: redactor.redact($0), meaning: rule.meaning.name)
                }
            }
        }
    }

    private struct Places {
        let box: PromptBox?
        let menu: Menu?
        let dialog: Dialog?
        let form: Dialog
        let line: LineQuestion?
    }

    private func text(
        _ place: DetectionRule.Place, _ pattern: TextPattern, _ places: Places
    ) -> String? {
        func first(_ rows: [ScreenRow]) -> String? { rows.first { pattern.matches($0.bytes) }?.text }
        switch place {
        case .menu: return places.dialog?.row(pattern).map { screen.rows[$0].text }
        case .menuFooter:
            return places.menu.flatMap { pattern.matches($0.footer) ? $0.footer.text : nil }
        case .option: return places.menu?.options.first { pattern.matches($0.label) }?.label
        case .form(let ending):
            guard let last = screen.textRow(above: screen.rows.count), ending.matches(screen.rows[last].bytes)
            else { return nil }
            return places.form.row(pattern).map { screen.rows[$0].text }
        case .footer: return places.box.flatMap { first(screen.rows[$0.footer].filter { $0.kind == .text }) }
        case .status: return places.box.flatMap { first(statusRows(above: $0)) }
        case .notice: return places.box.flatMap { first(noticeRows(above: $0)) }
        case .cursorRow(_, let below):
            guard let line = places.line, line.matches(pattern),
                below.map({ line.isBelow($0, in: screen) }) ?? true
            else { return nil }
            return line.question
        case .aboveCursor:
            return Announcement(in: screen).flatMap { $0.row(pattern, in: screen) }.map {
                screen.rows[$0].text
            }
        case .title: return pattern.matches(observation.title) ? observation.title : nil
        case .notification: return observation.notifications.last(where: pattern.matches)
        }
    }
}

extension DetectionRule.Place {
    fileprivate var name: String {
        switch self {
        case .menu: "menu"
        case .menuFooter: "keys below a menu"
        case .option: "option"
        case .form: "form"
        case .footer: "below the prompt"
        case .status: "above the prompt"
        case .notice: "message"
        case .cursorRow: "cursor's row"
        case .aboveCursor: "above the cursor"
        case .title: "title"
        case .notification: "notification"
        }
    }
}

extension DetectionRule.Meaning {
    fileprivate var name: String {
        switch self {
        case .busy: "busy"
        case .idle: "idle"
        case .attention(let kind): kind.rawValue
        }
    }
}
